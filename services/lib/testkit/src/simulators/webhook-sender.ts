import { DeliveryQueue, type Delivery, type DeliveryQueueOptions, type DeliveryRequest } from './delivery-queue.ts';
import type { AttemptOutcome } from './simulator-event.ts';

/** Codes of fetch that say: nothing was sent. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH']);

export interface WebhookRequest extends DeliveryRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

export type WebhookDelivery = Delivery;
export type WebhookSender = DeliveryQueue<WebhookRequest>;

/** Where an address of our side is really reached; what was signed and sent stays as it was. */
export type Reach = (url: string) => string;

/** Delivers events over HTTP; an attempt is given up when no answer came after `timeoutMs`. */
export function createWebhookSender(
  options: Omit<DeliveryQueueOptions<WebhookRequest>, 'attempt'> & {
    readonly timeoutMs: number;
    readonly reach?: Reach | undefined;
  },
): WebhookSender {
  return new DeliveryQueue({ ...options, attempt: (request, closing) => post(request, options, closing) });
}

async function post(
  request: WebhookRequest,
  { timeoutMs, reach = (url) => url }: { readonly timeoutMs: number; readonly reach?: Reach | undefined },
  closing: AbortSignal,
): Promise<AttemptOutcome> {
  const signal = AbortSignal.any([closing, AbortSignal.timeout(timeoutMs)]);
  try {
    const { method, headers, body = null } = request;
    const response = await fetch(reach(request.url), { method, headers, body, signal, redirect: 'manual' });
    await response.arrayBuffer();
    return { kind: 'answered', status: response.status };
  } catch (error) {
    const code = ((error as Error).cause as { code?: unknown } | undefined)?.code;
    return { kind: typeof code === 'string' && NOT_CONNECTED.has(code) ? 'no-connection' : 'no-answer' };
  }
}
