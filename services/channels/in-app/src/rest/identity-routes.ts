import type { Request, RequestHandler, Response, Router } from 'express';
import type { Linking } from '../identity/linking.ts';
import type { Person } from '../identity/person.ts';
import { InAppError } from '../in-app-error.ts';
import type { Limits } from '../limits.ts';

/** RFC 5321: 64 + 1 + 255. */
const MAX_ADDRESS = 320;
const MAX_CHANNEL = 40;
const MAX_ACCOUNT = 200;
const MAX_CONFIRMATION_ID = 100;
/** Six digits, and what people put between them. */
const MAX_CODE = 20;

export interface IdentityRouteParts {
  readonly linking: Linking;
  readonly limits: Limits;
  readonly person: (request: Request) => Promise<Person>;
}

/** Going on elsewhere. As on every route the proof is a header, so no foreign page can ask in somebody's name. */
export function addIdentityRoutes(
  router: Router,
  { linking, limits, person }: IdentityRouteParts,
  body: RequestHandler,
): void {
  async function provedFor(request: Request, limit: 'identityReads' | 'identityProofs'): Promise<string> {
    const { identityId } = (await person(request)).identity;
    if (!limits[limit].allows(identityId))
      throw new InAppError(429, 'too-many', 'Too many requests at once: wait a moment, then try again.');
    return identityId;
  }

  router.get('/reachable', async (request, response) => {
    const identityId = await provedFor(request, 'identityReads');
    answer(response, 200, { channels: await linking.reachable(identityId) });
  });

  router.post('/link-codes', async (request, response) => {
    const identityId = await provedFor(request, 'identityProofs');
    answer(response, 201, await linking.issueCode(identityId));
  });

  router.post('/confirmations', body, async (request, response) => {
    const identityId = await provedFor(request, 'identityProofs');
    const { channel, address } = bodyOf(request);
    if (!isText(channel, MAX_CHANNEL) || !isText(address, MAX_ADDRESS))
      throw new InAppError(400, 'invalid', 'A confirmation needs a channel and an address.');
    // Each costs a message to somebody who may not have asked for it, and visitors are had for nothing.
    if (!limits.confirmationsFrom.allows(request.ip ?? ''))
      throw new InAppError(429, 'too-many-codes', 'Too many codes were asked for from here: try again later.', 60);
    answer(response, 201, await linking.startConfirmation(identityId, channel, address));
  });

  router.post('/confirmations/:id', body, async (request, response) => {
    const identityId = await provedFor(request, 'identityProofs');
    const id = String(request.params['id']);
    const { code } = bodyOf(request);
    if (id.length > MAX_CONFIRMATION_ID || !isText(code, MAX_CODE))
      throw new InAppError(400, 'invalid', 'A confirmation needs the code that was sent.');
    answer(response, 200, await linking.confirm(identityId, id, code.replaceAll(/[\s-]/gu, '')));
  });

  router.put('/answers-follow', body, async (request, response) => {
    const identityId = await provedFor(request, 'identityProofs');
    const { channel, account } = bodyOf(request);
    const nowhere = channel === undefined && account === undefined;
    if (!nowhere && !(isText(channel, MAX_CHANNEL) && isText(account, MAX_ACCOUNT)))
      throw new InAppError(400, 'invalid', 'Answers follow to a channel and an account of /reachable, or nowhere: {}.');
    await linking.letAnswersFollow(identityId, nowhere ? undefined : { channel: `${channel}`, account: `${account}` });
    response.status(204).setHeader('cache-control', 'no-store').end();
  });
}

/** Codes and addresses are nobody else's: no cache keeps them. */
function answer(response: Response, status: number, value: object): void {
  response.status(status).setHeader('cache-control', 'no-store').json(value);
}

function bodyOf(request: Request): Readonly<Record<string, unknown>> {
  return (request.body ?? {}) as Readonly<Record<string, unknown>>;
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= longest;
}
