import { DeliveryQueue, type DeliveryQueueOptions, type DeliveryRequest } from '../delivery-queue.ts';
import type { AttemptOutcome } from '../simulator-event.ts';
import { handOver, type MailInTransit } from './hand-over.ts';

/** How often a mail server tries again: 200 ms doubled up to 5 s, for about ten minutes. */
const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 5_000;
const MAX_ATTEMPTS = 125;

/** A mail on its way to our intake; its id is the Message-ID. */
export interface MailDelivery extends Omit<MailInTransit, 'port'>, DeliveryRequest {
  /** Asked at each attempt: our side may come back elsewhere. */
  readonly port: () => number;
}

export type MailDeliveries = DeliveryQueue<MailDelivery>;

/** 4xx and broken connections are tried again, 5xx is the end. */
export function mailRetryAfterMs(attempt: number, outcome: AttemptOutcome): number | undefined {
  if (attempt >= MAX_ATTEMPTS || (outcome.kind === 'answered' && outcome.status >= 500)) return undefined;
  return Math.min(FIRST_RETRY_MS * 2 ** (attempt - 1), LONGEST_RETRY_MS);
}

/** The customers' mail server: hands mails to our intake, byte for byte the same at each attempt, or wrongly on demand. */
export function createMailDeliveries(options: Omit<DeliveryQueueOptions<MailDelivery>, 'attempt'>): MailDeliveries {
  return new DeliveryQueue({
    ...options,
    attempt: (mail, closing) => handOver({ ...mail, port: mail.port() }, closing),
  });
}
