import { openMedia, type FindPicture } from '@onethread/channel-kit';
import type { IdentityRef } from '@onethread/contracts';
import { isMetaMedia } from '@onethread/meta-graph';
import type { DraftMaker } from './draft-maker.ts';

/** A person's picture: its address is another one each time it is told, so that the bytes alone tell whether it changed. */
export function findPicture({ profiles, reader }: DraftMaker, { account, externalId }: IdentityRef): FindPicture {
  const isAllowed = (address: URL): boolean => isMetaMedia(address, reader.graphUrl);
  return async () => {
    const url = await profiles.pictureOf(account, externalId);
    if (url === undefined) return undefined;
    return { open: (bounds) => openMedia({ url, isAllowed, ...bounds }) };
  };
}
