import type { FeedSource } from '../feed/feed-source.ts';
import type { Person } from '../identity/person.ts';
import type { ServerFrame } from '../protocol.ts';

export interface PersonalFeedParts {
  readonly feed: FeedSource;
  /** Throws `CredentialsError` for a visitor who became a user. */
  readonly checkFree: (visitorId: string) => Promise<void>;
  readonly send: (frame: ServerFrame) => void;
  /** The person may not see on. */
  readonly end: (reason: unknown) => void;
}

/**
 * What a socket shows of a person's feed. A visitor may become a user elsewhere while this socket is open; their feed then
 * changes its members, which always shows as a snapshot. So none is sent before it was looked whether the secret that
 * opened the socket is still good for it.
 */
export function followPersonally(
  { feed, checkFree, send, end }: PersonalFeedParts,
  person: Person,
  cursor: string | undefined,
): { stop(): void } {
  let looking: Promise<void> | undefined;
  let stopped = false;
  const following = feed.follow(person.identity.identityId, cursor, {
    page(page) {
      const tell = (): void => {
        if (!stopped) send({ type: 'feed', ...page });
      };
      if (person.kind === 'user' || (!page.snapshot && looking === undefined)) return tell();
      const before = looking ?? Promise.resolve();
      const look = before
        .then(() => (page.snapshot ? checkFree(person.visitorId) : undefined))
        .then(tell)
        .catch((reason: unknown) => {
          if (!stopped) end(reason);
        })
        .finally(() => {
          if (looking === look) looking = undefined;
        });
      looking = look;
      return undefined;
    },
    typing: (agentName) => send({ type: 'typing', agentName }),
  });
  return {
    /** Nothing is sent or ended any more, also not by a look that is under way. */
    stop() {
      stopped = true;
      following.stop();
    },
  };
}
