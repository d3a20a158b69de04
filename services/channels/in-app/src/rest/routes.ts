import express, { type Router } from 'express';
import type { BlobStore } from '@onethread/blobs';
import { FeedUnavailableError } from '../feed/feed-source.ts';
import type { FileLinks } from '../files/file-links.ts';
import type { Linking } from '../identity/linking.ts';
import type { Person, PersonParts } from '../identity/person.ts';
import { InAppError } from '../in-app-error.ts';
import { acceptMessage, acceptReceipt } from '../intake.ts';
import { MAX_FRAME_BYTES, MAX_ITEM_ID } from '../protocol.ts';
import type { SessionParts } from '../socket/session.ts';
import { welcome } from '../socket/welcome.ts';
import { authenticate, authenticateOrIssue, fromOf } from './authenticate.ts';
import { crossOrigin } from './cross-origin.ts';
import { answerRefusals } from './errors.ts';
import { addClaimRoutes } from './claim-routes.ts';
import { addFileRoutes } from './file-routes.ts';
import { addIdentityRoutes } from './identity-routes.ts';
import { addPushRoutes } from './push-routes.ts';
import { syncOnce } from './sync.ts';

const PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 200;
/** Long polls of one process at once, each of which follows a feed; more are told to come again. */
const MAX_POLLS = 5_000;

export interface RestParts {
  readonly people: PersonParts;
  readonly sessions: SessionParts;
  readonly linking: Linking;
  readonly links: FileLinks;
  readonly blobs: BlobStore;
  readonly refused: (reason: string) => void;
  /** Default 5,000. */
  readonly maxPolls?: number;
}

/** The same code path as the socket, for clients that cannot hold one. */
export function restRoutes(parts: RestParts): Router {
  const { people, sessions, linking, links, blobs, refused, maxPolls = MAX_POLLS } = parts;
  let polls = 0;
  const router = express.Router();
  const body = express.json({ limit: MAX_FRAME_BYTES });
  const { feed, limits } = sessions;
  const person = (request: express.Request) => authenticate(people, request);
  /** A visitor may have become a user while it was read: then it is not for whoever has their secret. */
  const stillFor = async <Answer>(reader: Person, answer: Answer): Promise<Answer> => {
    if (reader.kind === 'visitor') await people.visitors.checkFree(reader.visitorId);
    return answer;
  };
  router.use(crossOrigin(people.apps));

  router.post('/session', body, async (request, response) => {
    if (request.headers.authorization === undefined && !limits.newVisitors.allows(request.ip ?? ''))
      throw new InAppError(429, 'too-many', 'Too many new visitors from here: wait a minute.');
    const proved = await authenticateOrIssue(people, request);
    const { me, visitor, joined } = welcome(proved);
    response.json({ me, visitor, joined });
  });

  /** Who wrote it: with `from` the visitor whom the user was, so that a repeat of what was begun before is recognised. */
  async function writer(request: express.Request): Promise<Person> {
    if (fromOf(request) === undefined) return await person(request);
    const signedIn = await authenticateOrIssue(people, request);
    if (signedIn.kind === 'user' && signedIn.from?.joined === true) return signedIn.from.visitor;
    throw new InAppError(409, 'not-joined', 'That visitor is not this user.');
  }

  router.get('/sync', async (request, response) => {
    const reader = await person(request);
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const since = textOf(request.query['since']);
    const waitS = Number(request.query['waitS'] ?? 0) || 0;
    if (polls >= maxPolls) throw new FeedUnavailableError('too many wait for their feed');
    polls += 1;
    try {
      const page = await syncOnce(feed, reader.identity.identityId, since, waitS, gone.signal);
      response.json(await stillFor(reader, page));
    } finally {
      polls -= 1;
    }
  });

  router.get('/messages', async (request, response) => {
    const reader = await person(request);
    const limit = Math.min(Math.max(Number(request.query['limit']) || PAGE_SIZE, 1), MAX_PAGE_SIZE);
    const page = await feed.older(reader.identity.identityId, textOf(request.query['before']), limit);
    response.json(await stillFor(reader, page));
  });

  router.post('/messages', body, async (request, response) => {
    const proved = await writer(request);
    const { text, uploadIds } = (request.body ?? {}) as { text?: unknown; uploadIds?: unknown };
    const id = await acceptMessage(sessions, proved, { cid: request.header('idempotency-key'), text, uploadIds });
    response.status(202).json({ id });
  });

  for (const receipt of ['read', 'delivered'] as const) {
    router.post(`/${receipt}`, body, async (request, response) => {
      const { identity } = await person(request);
      const { upTo } = (request.body ?? {}) as { upTo?: unknown };
      if (typeof upTo !== 'string' || upTo === '' || upTo.length > MAX_ITEM_ID)
        throw new InAppError(400, 'invalid', 'upTo names the last item.');
      await acceptReceipt(sessions, identity, receipt, upTo);
      response.status(204).end();
    });
  }

  addIdentityRoutes(router, { linking, limits, person }, body);
  addPushRoutes(router, { pushes: sessions.pushes, limits, person }, body);
  addFileRoutes(router, { uploads: sessions.uploads, limits, links, blobs, person }, body);
  addClaimRoutes(router, { apps: people.apps, claims: sessions.claims, person }, body);
  router.use(answerRefusals(refused));
  return router;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= 4096 ? value : undefined;
}
