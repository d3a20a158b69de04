import { openMedia, type ChannelHost } from '@onethread/channel-kit';
import { namedHosts } from '../named-hosts.ts';
import type { Person } from './person.ts';

/** Has the picture of a user looked for that the app's backend named, on the hosts that operators named. */
export function createPictureLooks(host: Pick<ChannelHost, 'lookForPicture'>, hosts: readonly string[] = []) {
  const isNamed = namedHosts(hosts);
  return (person: Person): void => {
    if (hosts.length === 0 || person.kind !== 'user' || person.picture === undefined) return;
    const { identity, picture: url } = person;
    host.lookForPicture(identity, async () =>
      url === ''
        ? undefined
        : { version: url, open: (bounds) => openMedia({ url, isAllowed: ({ href }) => isNamed(href), ...bounds }) },
    );
  };
}
export type PictureLooks = ReturnType<typeof createPictureLooks>;
