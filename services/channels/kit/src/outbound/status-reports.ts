import type { DeliveryStatus, EntryId, OutboundMessage, OutboundStatus } from '@onethread/contracts';
import type { SendResult } from '../channel.ts';
import { statusRecord } from '../intake/records.ts';
import type { Publisher } from '../intake/publisher.ts';

type Reason = NonNullable<OutboundStatus['reason']>;
export type SettledListener = (entryId: EntryId, status: DeliveryStatus) => void;

/** Publishes what becomes of a reply. Durable when it resolves; every method may be repeated. */
export class StatusReports {
  readonly #publisher: Publisher;
  readonly #now: () => number;
  readonly #listeners: SettledListener[] = [];

  constructor(publisher: Publisher, now: () => number) {
    this.#publisher = publisher;
    this.#now = now;
  }

  onSettled(listener: SettledListener): void {
    this.#listeners.push(listener);
  }

  sending(message: OutboundMessage, details: { reason?: Reason; providerMessageId?: string } = {}): Promise<void> {
    return this.#publish(message, 'sending', details);
  }

  async sent(message: OutboundMessage, providerMessageId: string): Promise<void> {
    await this.#settled(message, 'sent', { providerMessageId });
  }

  async failed(message: OutboundMessage, reason: Reason): Promise<void> {
    await this.#settled(message, 'failed', { reason });
  }

  async unknown(message: OutboundMessage, result: SendResult): Promise<void> {
    await this.#settled(message, 'unknown', { reason: reasonOf(result, false) });
  }

  async #settled(message: OutboundMessage, status: OutboundStatus['status'], details: object): Promise<void> {
    await this.#publish(message, status, details);
    for (const listener of this.#listeners) listener(message.entryId as EntryId, status);
  }

  async #publish(message: OutboundMessage, status: OutboundStatus['status'], details: object): Promise<void> {
    const { identity, entryId, attempt } = message;
    await this.#publisher.publish([statusRecord({ identity, entryId, attempt, status, ...details }, this.#now())]);
  }
}

export function reasonOf(result: SendResult, permanent: boolean): Reason {
  const { code, text } = result.outcome === 'sent' ? { code: 'sent', text: '' } : result;
  return { code, text, permanent };
}
