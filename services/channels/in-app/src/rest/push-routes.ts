import type { Request, RequestHandler, Router } from 'express';
import type { Person } from '../identity/person.ts';
import { InAppError } from '../in-app-error.ts';
import type { Limits } from '../limits.ts';
import type { Pushes } from '../push/pushes.ts';
import { quietHoursSchema } from '../push/quiet-hours.ts';
import { MAX_ADDRESS } from '../named-hosts.ts';
import type { PushSubscription } from '../push/subscriptions.ts';
import { bytesOf, isPublicKey } from '../push/vapid-keys.ts';

/** RFC 8291: bytes of the secret that a browser makes for its subscription. */
const AUTH_BYTES = 16;

export interface PushRouteParts {
  /** Absent: push is off. */
  readonly pushes: Pushes | undefined;
  readonly limits: Limits;
  readonly person: (request: Request) => Promise<Person>;
}

/** A browser that wants to be told of replies while the page is closed. */
export function addPushRoutes(router: Router, { pushes, limits, person }: PushRouteParts, body: RequestHandler): void {
  function on(): Pushes {
    if (pushes === undefined) throw new InAppError(404, 'push-off', 'There is no push here.');
    return pushes;
  }

  async function changer(request: Request): Promise<Person> {
    const proved = await person(request);
    if (!limits.pushChanges.allows(proved.identity.identityId))
      throw new InAppError(429, 'too-many', 'Too many changes at once: wait a moment, then try again.', 10);
    return proved;
  }

  router.get('/push', async (request, response) => {
    await person(request);
    response.setHeader('cache-control', 'no-store').json({ publicKey: on().publicKey });
  });

  router.put('/push-subscriptions', body, async (request, response) => {
    const { identity } = await changer(request);
    const open = on();
    await open.subscribe(identity, subscriptionOf(request, open));
    response.status(204).end();
  });

  router.delete('/push-subscriptions', body, async (request, response) => {
    const { identity } = await changer(request);
    const open = on();
    const { endpoint } = (request.body ?? {}) as { readonly endpoint?: unknown };
    if (typeof endpoint !== 'string' || endpoint === '' || endpoint.length > MAX_ADDRESS)
      throw new InAppError(400, 'invalid', 'endpoint names the subscription.');
    await open.unsubscribe(identity, endpoint);
    response.status(204).end();
  });
}

function subscriptionOf(request: Request, { isAllowed }: Pushes): PushSubscription {
  const { endpoint, keys, quietHours } = (request.body ?? {}) as Readonly<Record<string, unknown>>;
  const { p256dh, auth } = (keys ?? {}) as { readonly p256dh?: unknown; readonly auth?: unknown };
  if (typeof endpoint !== 'string' || !isAllowed(endpoint))
    throw new InAppError(400, 'unknown-push-service', 'This push service is not one that is pushed to.');
  if (typeof p256dh !== 'string' || !isPublicKey(p256dh) || typeof auth !== 'string' || !bytesOf(auth, AUTH_BYTES))
    throw new InAppError(400, 'invalid', 'keys are p256dh and auth as the browser gives them.');
  if (quietHours === undefined || quietHours === null) return { endpoint, keys: { p256dh, auth } };
  const hours = quietHoursSchema.safeParse(quietHours);
  if (!hours.success) throw new InAppError(400, 'invalid', 'Quiet hours are from and to (22:00) and a timeZone.');
  return { endpoint, keys: { p256dh, auth }, quietHours: hours.data };
}
