import {
  outboundRecordSchema,
  type IdentityRef,
  type OutboundMessage,
  type OutboundRecord,
} from '@onethread/contracts';
import { PoisonRecordError, type LogRecord } from '@onethread/log';
import type { Logger } from '@onethread/runtime';
import type { SendResult } from '../channel.ts';
import type { AgentSignals } from './agent-signals.ts';
import type { ParkedDrain } from './parked-drain.ts';
import type { ParkedKey, ParkedKeys } from './parked-keys.ts';
import type { ParkedReports } from './parked-reports.ts';
import type { ReplyDelivery } from './reply-delivery.ts';
import type { SendClaim } from './send-claims.ts';
import type { StatusReports } from './status-reports.ts';

export interface OutboundRepliesParts {
  readonly forget: (identity: IdentityRef) => Promise<void>;
  readonly delivery: ReplyDelivery;
  readonly parked: ParkedKeys;
  readonly drain: ParkedDrain;
  readonly signals: AgentSignals;
  readonly reports: StatusReports;
  readonly parkedReports: ParkedReports;
  readonly logger: Logger;
  readonly now: () => number;
}

/** What happens with what comes from the log: a reply goes behind those of its key that wait, else out at once, else parked. */
export class OutboundReplies {
  readonly #parts: OutboundRepliesParts;

  constructor(parts: OutboundRepliesParts) {
    this.#parts = parts;
  }

  async handle(record: LogRecord): Promise<void> {
    const wanted = decode(record);
    switch (wanted.type) {
      case 'reply':
        return await this.#take(wanted);
      case 'signal':
        return this.#parts.signals.take(wanted);
      case 'forget':
        return await this.#parts.forget(wanted.identity);
      case 'retry-parked':
        return await this.#hastened(await this.#parts.parked.hasten(wanted.identity.identityId));
      case 'drop-parked':
        return await this.#hastened(await this.#parts.parked.dropAll(wanted.identity.identityId, wanted.reason));
    }
  }

  async #take(message: OutboundMessage): Promise<void> {
    const { parked, parkedReports, reports } = this.#parts;
    const queue = await parked.appendIfParked(message);
    if (queue === undefined) return await this.#deliverOrPark(message);
    const first = queue.replies[0]?.message;
    if (first?.entryId !== message.entryId) await reports.sending(message, { reason: BEHIND });
    await parkedReports.tell(queue);
  }

  /** An operator's wish about a queue; there may be none by now. */
  async #hastened(queue: ParkedKey | undefined): Promise<void> {
    if (queue === undefined) return;
    await this.#parts.parkedReports.tell(queue);
    this.#parts.drain.wakeWithin(0);
  }

  /** Stores and tells what became of a lost call; a step that was sent is followed by those after it. Repeatable. */
  async learned(claim: SendClaim, message: OutboundMessage, step: number, result: SendResult): Promise<void> {
    const { delivery } = this.#parts;
    if (await delivery.learn(claim, message, step, result)) await this.#deliverOrPark(message);
    await delivery.finish(claim);
  }

  async #deliverOrPark(message: OutboundMessage): Promise<void> {
    const { delivery, parked, parkedReports, drain, now } = this.#parts;
    const outcome = await delivery.deliver(message, now());
    if (outcome.done) return;
    const queue = await parked.park(message, now() + outcome.retryAfterMs, outcome.reason);
    drain.wakeWithin(outcome.retryAfterMs);
    await parkedReports.tell(queue);
  }
}

/** Told of a reply that waits only because another one of its customer does. */
const BEHIND = {
  code: 'waits-its-turn',
  text: 'It waits behind an earlier reply to this customer.',
  permanent: false,
} as const;

/** Throws `PoisonRecordError` for what no version of this channel could read. */
function decode(record: LogRecord): OutboundRecord {
  let value: unknown;
  try {
    value = JSON.parse(record.value);
  } catch (error) {
    throw new PoisonRecordError('not-json', 'a reply is not JSON', { cause: error });
  }
  const parsed = outboundRecordSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new PoisonRecordError(
    'not-a-reply',
    `not a reply: ${parsed.error.issues.map((i) => i.path.join('.')).join(', ')}`,
  );
}
