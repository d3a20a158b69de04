import { createHash } from 'node:crypto';
import { backOffMs } from '@onethread/runtime';
import type { PushBounds } from './bounds.ts';
import { callPushService, type PushOutcome } from './call-push-service.ts';
import type { PushMetrics } from './push-metrics.ts';
import { quietUntil } from './quiet-hours.ts';
import type { SubscriptionDocument, Subscriptions } from './subscriptions.ts';
import { duePush } from './unacknowledged.ts';
import type { VapidKeys } from './vapid-keys.ts';
import type { WaitingDocument, WaitingPushes } from './waiting-pushes.ts';

/** Longest Topic of RFC 8030. */
const MAX_TOPIC = 32;

export interface PushRoundParts {
  readonly keys: VapidKeys;
  readonly subscriptions: Subscriptions;
  readonly waiting: WaitingPushes;
  readonly isAllowed: (endpoint: string) => boolean;
  readonly bounds: PushBounds;
  readonly metrics: PushMetrics;
  readonly stopping: AbortSignal;
  readonly now: () => number;
}

/**
 * One push to each browser of a person whose replies nobody acknowledged. Tells when the next one is due, epoch ms; what
 * a crash leaves undone is done again when the lease ends. Throws what the store throws.
 */
export async function pushTo(parts: PushRoundParts, due: WaitingDocument): Promise<number | undefined> {
  const { subscriptions, waiting, metrics, now } = parts;
  const taken = await waiting.take(due);
  if (taken === undefined) return undefined;
  const push = duePush(taken, now());
  const all = await subscriptions.of(taken._id);
  if (push === undefined || all.length === 0) {
    await waiting.forget(taken._id);
    return undefined;
  }
  const { to } = push;
  const chosen = to === undefined ? all : all.filter(({ _id }) => to.includes(_id));
  const asleep = sleepersOf(chosen, now());
  const slept = taken.asleep ?? {};
  const awake = chosen.filter(({ _id }) => asleep[_id] === undefined);
  const payload = {
    v: 1,
    app: taken.app,
    count: push.count,
  } as const;
  const busy: { readonly id: string; readonly afterMs: number }[] = [];
  await Promise.all(
    awake.map(async (subscription) => {
      const isSilent = push.silent && slept[subscription._id] === undefined;
      const said = isSilent ? { ...payload, silent: true as const } : payload;
      const outcome = await callOne(parts, subscription, said, taken._id);
      if (outcome.kind === 'gone') await subscriptions.forget(subscription);
      if (outcome.kind !== 'later') return metrics.count(outcome.kind);
      metrics.count(taken.tries + 1 < parts.bounds.maxTries ? 'later' : 'given-up');
      busy.push({ id: subscription._id, afterMs: waitAfter(parts.bounds, outcome, taken.tries + 1) });
    }),
  );
  const later = busy.length === 0 ? undefined : { ids: busy.map(({ id }) => id), afterMs: longest(busy) };
  return await waiting.pushed(taken._id, push, later, { isHeard: awake.length > 0, asleep });
}

/** Those in their quiet hours, and when these end. */
function sleepersOf(subscriptions: readonly SubscriptionDocument[], now: number): Readonly<Record<string, number>> {
  const asleep = subscriptions.flatMap(({ _id, quietHours }) => {
    const until = quietHours === undefined ? undefined : quietUntil(quietHours, now);
    return until === undefined ? [] : [[_id, until] as const];
  });
  return Object.fromEntries(asleep);
}

async function callOne(
  { keys, isAllowed, bounds, stopping, now }: PushRoundParts,
  subscription: SubscriptionDocument,
  payload: Parameters<typeof callPushService>[0]['payload'],
  identityId: string,
): Promise<PushOutcome> {
  // The settings may have changed since it was registered.
  if (!isAllowed(subscription.endpoint)) return { kind: 'gone' };
  return await callPushService({
    keys,
    subscription,
    payload,
    topic: createHash('sha256').update(identityId).digest('base64url').slice(0, MAX_TOPIC),
    urgency: payload.silent === true ? 'normal' : 'high',
    keptForS: bounds.keptByServiceMs / 1000,
    timeoutMs: bounds.callMs,
    stopping,
    now,
  });
}

function waitAfter(bounds: PushBounds, outcome: PushOutcome & { kind: 'later' }, tries: number): number {
  const own = backOffMs(tries, { firstMs: bounds.firstRetryMs, mostMs: bounds.mostRetryMs });
  return Math.min(Math.max(own, outcome.retryAfterMs ?? 0), bounds.mostRetryMs);
}

/** All of them wait for the busiest, so that none is called before its time. */
function longest(busy: readonly { readonly afterMs: number }[]): number {
  return Math.max(...busy.map(({ afterMs }) => afterMs));
}
