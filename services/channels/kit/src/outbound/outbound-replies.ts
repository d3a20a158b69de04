import { outboundMessageSchema, type OutboundMessage } from '@onethread/contracts';
import { PoisonRecordError, type LogRecord } from '@onethread/log';
import type { Logger } from '@onethread/runtime';
import type { SendResult } from '../channel.ts';
import type { ParkedDrain } from './parked-drain.ts';
import type { ParkedKeys } from './parked-keys.ts';
import type { ReplyDelivery } from './reply-delivery.ts';
import type { SendClaim } from './send-claims.ts';

export interface OutboundRepliesParts {
  readonly delivery: ReplyDelivery;
  readonly parked: ParkedKeys;
  readonly drain: ParkedDrain;
  readonly logger: Logger;
  readonly now: () => number;
}

/** What happens with a reply that comes from the log: behind those of its key that wait, else out at once, else parked. */
export class OutboundReplies {
  readonly #parts: OutboundRepliesParts;

  constructor(parts: OutboundRepliesParts) {
    this.#parts = parts;
  }

  async handle(record: LogRecord): Promise<void> {
    const message = decode(record);
    if (await this.#parts.parked.appendIfParked(message)) return;
    await this.#deliverOrPark(message);
  }

  /** Stores and tells what became of a lost call; a step that was sent is followed by those after it. Repeatable. */
  async learned(claim: SendClaim, message: OutboundMessage, step: number, result: SendResult): Promise<void> {
    const { delivery } = this.#parts;
    if (await delivery.learn(claim, message, step, result)) await this.#deliverOrPark(message);
    await delivery.finish(claim);
  }

  async #deliverOrPark(message: OutboundMessage): Promise<void> {
    const { delivery, parked, drain, now } = this.#parts;
    const outcome = await delivery.deliver(message, now());
    if (outcome.done) return;
    await parked.park(message, now() + outcome.retryAfterMs);
    drain.wakeWithin(outcome.retryAfterMs);
  }
}

/** Throws `PoisonRecordError` for what no version of this channel could read. */
function decode(record: LogRecord): OutboundMessage {
  let value: unknown;
  try {
    value = JSON.parse(record.value);
  } catch (error) {
    throw new PoisonRecordError('not-json', 'a reply is not JSON', { cause: error });
  }
  const parsed = outboundMessageSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new PoisonRecordError(
    'not-a-reply',
    `not a reply: ${parsed.error.issues.map((i) => i.path.join('.')).join(', ')}`,
  );
}
