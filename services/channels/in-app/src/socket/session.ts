import type { ChannelHost } from '@onethread/channel-kit';
import type { FeedSource } from '../feed/feed-source.ts';
import { CredentialsError } from '../identity/errors.ts';
import type { Person } from '../identity/person.ts';
import { acceptMessage, acceptReceipt, type IntakeParts } from '../intake.ts';
import type { ClientFrame, ServerFrame } from '../protocol.ts';

export interface SessionParts extends IntakeParts {
  readonly host: ChannelHost;
  readonly feed: FeedSource;
  readonly prove: (token: string) => Promise<Person>;
}

/** Agents are told no more often; clients are asked to send it so. */
const TYPING_EVERY_MS = 3_000;

type WorkFrame = Exclude<ClientFrame, { type: 'hello' | 'token' | 'ping' }>;

/** A proved person on one device. */
export interface SocketSession {
  readonly person: Person;
  handle(frame: WorkFrame): Promise<void>;
  /** A fresh token of the same person; throws `CredentialsError` for another one's. */
  renew(token: string): Promise<Person>;
  close(): void;
}

export function openSession(
  parts: SessionParts,
  person: Person,
  cursor: string | undefined,
  send: (frame: ServerFrame) => void,
): SocketSession {
  const { host, feed } = parts;
  const { identity } = person;
  const following = feed.follow(identity.identityId, cursor, {
    page: (page) => send({ type: 'feed', ...page }),
    typing: (agentName) => send({ type: 'typing', agentName }),
  });
  let typedAt = 0;
  return {
    person,
    async handle(frame) {
      switch (frame.type) {
        case 'message': {
          const id = await acceptMessage(parts, person, frame);
          send({ type: 'accepted', cid: frame.cid, id });
          return;
        }
        case 'typing':
          if (host.now() - typedAt < TYPING_EVERY_MS) return;
          typedAt = host.now();
          host.typing(identity);
          return;
        case 'delivered':
        case 'read':
          await acceptReceipt(parts, identity, frame.type, frame.upTo);
          return;
        default:
          frame satisfies never;
      }
    },
    async renew(token) {
      const renewed = await parts.prove(token);
      if (renewed.identity.identityId !== identity.identityId)
        throw new CredentialsError('bad-token', 'The token is another person’s: connect anew.');
      return renewed;
    },
    close: () => following.stop(),
  };
}
