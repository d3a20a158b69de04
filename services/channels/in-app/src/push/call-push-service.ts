import { Readable } from 'node:stream';
import { callProvider } from '@onethread/channel-kit';
import type { PushSubscription } from './subscriptions.ts';
import type { VapidKeys } from './vapid-keys.ts';

/** What the page's worker is told: neither text nor names. */
export interface PushPayload {
  readonly v: 1;
  readonly app: string;
  readonly count: number;
  readonly silent?: true;
}

export interface PushCall {
  readonly keys: VapidKeys;
  readonly subscription: PushSubscription;
  readonly payload: PushPayload;
  /** RFC 8030: replaces what waits under the same word; 32 letters at most. */
  readonly topic: string;
  readonly urgency: 'high' | 'normal';
  readonly keptForS: number;
  readonly timeoutMs: number;
  readonly stopping: AbortSignal;
  /** Epoch ms. */
  readonly now: () => number;
}

/** `gone`: the browser does not listen there any more. `later`: the service is busy or away, and may say for how long. */
export type PushOutcome =
  | { readonly kind: 'sent' | 'gone' | 'refused' }
  | { readonly kind: 'later'; readonly retryAfterMs: number | undefined };

/** Pushes to one browser (RFC 8030, 8188, 8291, 8292). Never throws. */
export async function callPushService(call: PushCall): Promise<PushOutcome> {
  const outcome = await post(call, JSON.stringify(call.payload));
  // Nothing is left to shorten but all of it: the worker then tells of a new message, however many there are.
  const settled = outcome === 'too-large' ? await post(call, undefined) : outcome;
  return settled === 'too-large' ? { kind: 'refused' } : settled;
}

async function post(call: PushCall, payload: string | undefined): Promise<PushOutcome | 'too-large'> {
  const { keys, subscription, topic, urgency, keptForS, stopping, timeoutMs } = call;
  // Loaded with the first push.
  const { default: webPush } = await import('web-push');
  const { endpoint, headers, body } = webPush.generateRequestDetails(subscription, payload, {
    vapidDetails: { subject: keys.subject, publicKey: keys.publicKey, privateKey: keys.privateKey },
    TTL: keptForS,
    urgency,
    topic,
  });
  const content = (body as Buffer | null) ?? Buffer.alloc(0);
  const answer = await callProvider({
    url: new URL(endpoint),
    method: 'POST',
    headers: Object.fromEntries(
      Object.entries(headers as Record<string, unknown>)
        .filter(([name]) => name.toLowerCase() !== 'content-length')
        .map(([name, value]) => [name, String(value)]),
    ),
    body: { content: Readable.from([content], { objectMode: false }), size: content.length },
    signal: AbortSignal.any([stopping, AbortSignal.timeout(timeoutMs)]),
  });
  // Pushed twice it shows once: the second takes the place of the first.
  if (answer.kind !== 'answered') return { kind: 'later', retryAfterMs: undefined };
  const { status } = answer;
  if (status >= 200 && status < 300) return { kind: 'sent' };
  if (status === 404 || status === 410) return { kind: 'gone' };
  if (status === 413) return 'too-large';
  if (status === 429 || status >= 500)
    return { kind: 'later', retryAfterMs: retryAfterMs(answer.headers['retry-after'], call.now()) };
  return { kind: 'refused' };
}

/** RFC 9110: seconds, or a date. */
function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
