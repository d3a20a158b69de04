import express, { type Router } from 'express';
import type { BlobStore } from '@onethread/blobs';
import { FeedUnavailableError } from '../feed/feed-source.ts';
import type { FileLinks } from '../files/file-links.ts';
import type { PersonParts } from '../identity/person.ts';
import { InAppError } from '../in-app-error.ts';
import { acceptMessage, acceptReceipt } from '../intake.ts';
import { MAX_FRAME_BYTES, MAX_ITEM_ID } from '../protocol.ts';
import type { SessionParts } from '../socket/session.ts';
import { authenticate, authenticateOrIssue } from './authenticate.ts';
import { crossOrigin } from './cross-origin.ts';
import { answerRefusals } from './errors.ts';
import { addFileRoutes } from './file-routes.ts';
import { syncOnce } from './sync.ts';

const PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 200;
/** Long polls of one process at once, each of which follows a feed; more are told to come again. */
const MAX_POLLS = 5_000;

export interface RestParts {
  readonly people: PersonParts;
  readonly sessions: Omit<SessionParts, 'prove'>;
  readonly links: FileLinks;
  readonly blobs: BlobStore;
  readonly refused: (reason: string) => void;
  /** Default 5,000. */
  readonly maxPolls?: number;
}

/** The same code path as the socket, for clients that cannot hold one. */
export function restRoutes(parts: RestParts): Router {
  const { people, sessions, links, blobs, refused, maxPolls = MAX_POLLS } = parts;
  let polls = 0;
  const router = express.Router();
  const body = express.json({ limit: MAX_FRAME_BYTES });
  const { feed, limits } = sessions;
  const person = (request: express.Request) => authenticate(people, request);
  router.use(crossOrigin(people.apps));

  router.post('/session', async (request, response) => {
    if (request.headers.authorization === undefined && !limits.newVisitors.allows(request.ip ?? ''))
      throw new InAppError(429, 'too-many', 'Too many new visitors from here: wait a minute.');
    const { kind, profile, issued } = await authenticateOrIssue(people, request);
    response.json({ me: { kind, name: profile.name }, visitor: issued });
  });

  router.get('/sync', async (request, response) => {
    const { identity } = await person(request);
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const since = textOf(request.query['since']);
    const waitS = Number(request.query['waitS'] ?? 0) || 0;
    if (polls >= maxPolls) throw new FeedUnavailableError('too many wait for their feed');
    polls += 1;
    try {
      response.json(await syncOnce(feed, identity.identityId, since, waitS, gone.signal));
    } finally {
      polls -= 1;
    }
  });

  router.get('/messages', async (request, response) => {
    const { identity } = await person(request);
    const limit = Math.min(Math.max(Number(request.query['limit']) || PAGE_SIZE, 1), MAX_PAGE_SIZE);
    response.json(await feed.older(identity.identityId, textOf(request.query['before']), limit));
  });

  router.post('/messages', body, async (request, response) => {
    const proved = await person(request);
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

  addFileRoutes(router, { uploads: sessions.uploads, limits, links, blobs, person }, body);
  router.use(answerRefusals(refused));
  return router;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= 4096 ? value : undefined;
}
