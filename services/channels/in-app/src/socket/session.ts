import type { ChannelHost } from '@onethread/channel-kit';
import type { FeedSource } from '../feed/feed-source.ts';
import { CredentialsError } from '../identity/errors.ts';
import type { Person, User, Visitor } from '../identity/person.ts';
import { InAppError } from '../in-app-error.ts';
import { acceptMessage, acceptReceipt, type IntakeParts } from '../intake.ts';
import type { ClientFrame, ServerFrame } from '../protocol.ts';
import { followPersonally } from './personal-feed.ts';

export interface SessionParts extends IntakeParts {
  readonly host: ChannelHost;
  readonly feed: FeedSource;
}

/** How this socket's app proves people; each throws `CredentialsError`. */
export interface SessionProofs {
  readonly prove: (token: string) => Promise<User>;
  readonly signIn: (token: string, visitor: Visitor) => Promise<User>;
  readonly checkFree: (visitorId: string) => Promise<void>;
}

/** The socket's own end. */
export interface SessionOutlet {
  readonly send: (frame: ServerFrame) => void;
  /** Closes the socket, saying why. */
  readonly end: (reason: unknown) => void;
}

/** Agents are told no more often; clients are asked to send it so. */
const TYPING_EVERY_MS = 3_000;

type MessageFrame = Extract<ClientFrame, { type: 'message' }>;
type WorkFrame = Exclude<ClientFrame, { type: 'hello' | 'token' | 'ping' }>;

/** A proved person on one device. */
export interface SocketSession {
  readonly person: Person;
  handle(frame: WorkFrame): Promise<void>;
  /** A fresh token of the same user (throws `CredentialsError` for another one's), or the user whom this visitor became. */
  renew(token: string): Promise<User>;
  close(): void;
}

export function openSession(
  parts: SessionParts,
  { prove, signIn, checkFree }: SessionProofs,
  person: Person,
  cursor: string | undefined,
  { send, end }: SessionOutlet,
): SocketSession {
  const { host, feed } = parts;
  const { identity } = person;
  const following = followPersonally({ feed, checkFree, send, end }, person, cursor);
  let typedAt = 0;
  return {
    person,
    async handle(frame) {
      switch (frame.type) {
        case 'message': {
          const id = await acceptMessage(parts, writerOf(person, frame), frame);
          send({ type: 'accepted', cid: frame.cid, id });
          return;
        }
        case 'typing':
          if (host.now() - typedAt < TYPING_EVERY_MS) return;
          typedAt = host.now();
          host.typing(identity);
          return;
        case 'context':
          await parts.claims.tellContext(identity, frame.context);
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
      if (person.kind === 'visitor') {
        // From here on their own feed may say that they are somebody else: that is what they asked for.
        following.stop();
        return await signIn(token, person);
      }
      const renewed = await prove(token);
      if (renewed.identity.identityId !== identity.identityId)
        throw new CredentialsError('bad-token', 'The token is another person’s: connect anew.');
      return renewed;
    },
    close: () => following.stop(),
  };
}

/** What was written before signing in stays the visitor's own, with its id and files. Throws `InAppError`. */
function writerOf(person: Person, { as }: MessageFrame): Person {
  if (as === undefined) return person;
  if (person.kind === 'user' && person.from?.joined === true) return person.from.visitor;
  throw new InAppError(409, 'not-joined', 'This connection was not opened with the visitor’s proof.');
}
