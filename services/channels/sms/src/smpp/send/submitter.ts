import type { SendContext, SendResult } from '@onethread/channel-kit';
import { backOffMs } from '@onethread/runtime';
import { createHash } from 'node:crypto';
import type { SmppBind } from '../link/bind.ts';
import { LinkBrokenError, type Pdu, type PduFields } from '../link/smpp-link.ts';
import { canonicalSubmitId, type IdForm } from '../receipts/message-ids.ts';
import type { SubmittedMessages } from '../receipts/submitted.ts';
import { tell, type ReceiptTaker } from '../receipts/take-receipt.ts';
import { concatenationHeader } from '../text/user-data-header.ts';
import { classifyStatus } from './error-table.ts';
import type { SmppStep } from './plan.ts';
import { toSmppAddress } from './smpp-address.ts';
import { SendWindow } from './send-window.ts';

const UDH_INDICATOR = 0x40;
/** A receipt for success and for failure. */
const FINAL_RECEIPT = 1;
/** A bind that is on its way is waited for so long. */
const BIND_WAIT_MS = 2_000;
const FIRST_THROTTLE_MS = 1_000;
const MOST_THROTTLE_MS = 60_000;

export interface SubmitterParts {
  readonly bind: SmppBind;
  readonly window: number;
  readonly receiptIds: IdForm;
  readonly submitted: SubmittedMessages;
  readonly taker: Pick<ReceiptTaker, 'host' | 'replyParts'>;
}

/** Sends submit_sm within the bind's window, and rests with the whole bind when the centre throttles. */
export class Submitter {
  readonly #parts: SubmitterParts;
  readonly #window: SendWindow;
  #restsUntil = 0;
  #throttled = 0;

  constructor(parts: SubmitterParts) {
    this.#parts = parts;
    this.#window = new SendWindow(parts.window);
  }

  /** One submit_sm. Never throws. */
  async submit(step: SmppStep, context: SendContext): Promise<SendResult> {
    const { now } = this.#parts.taker.host;
    const rest = this.#restsUntil - now();
    if (rest > 0) return { outcome: 'throttled', code: 'smpp-resting', text: THROTTLED_TEXT, retryAfterMs: rest };
    const enter = await this.#window.enter(context.signal);
    if (enter === undefined)
      return { outcome: 'temporary', code: 'window-full', text: 'Too many messages wait for answers.' };
    try {
      return await this.#call(step, context);
    } catch {
      return {
        outcome: 'temporary',
        code: 'store-unavailable',
        text: 'The message could not be noted before sending.',
      };
    } finally {
      enter();
    }
  }

  async #call(step: SmppStep, { message, sendId, signal }: SendContext): Promise<SendResult> {
    const { bind, submitted } = this.#parts;
    const bound = await bind.whenBound(BIND_WAIT_MS, signal);
    if (bound === undefined) return notBound(bind);
    const { part, total } = step;
    const reference = referenceOf(sendId);
    await submitted.begin(sendId, { identity: message.identity, part, total, reference });
    const fields = fieldsOf(step, message.identity, reference);
    const onLate = (answer: Pdu): void => void this.#accepted(sendId, answer).catch(() => undefined);
    try {
      const answer = await bound.link.request('submit_sm', fields, signal, onLate);
      return await this.#conclude(sendId, answer);
    } catch (error) {
      if (!(error instanceof LinkBrokenError)) throw error;
      if (!error.isWritten) return notBound(bind);
      return { outcome: 'ambiguous', code: error.code, text: 'The link broke before the message centre answered.' };
    }
  }

  async #conclude(sendId: string, answer: Pdu): Promise<SendResult> {
    const { command_status: status, command } = answer;
    if (command === 'generic_nack' || status !== 0) return this.#refused(status === 0 ? 0x03 : status);
    this.#throttled = 0;
    const messageId = await this.#accepted(sendId, answer).catch(() => undefined);
    // Some centres answer without an id: the message is out all the same.
    return { outcome: 'sent', providerMessageId: messageId ?? sendId };
  }

  async #accepted(sendId: string, answer: Pdu): Promise<string | undefined> {
    const { submitted, receiptIds, taker } = this.#parts;
    const id = answer['message_id'];
    if (answer.command_status !== 0 || typeof id !== 'string' || id === '') return undefined;
    const messageId = canonicalSubmitId(id, receiptIds);
    const early = await submitted.answered(sendId, messageId);
    const known = early.length === 0 ? undefined : await submitted.get(sendId);
    if (known !== undefined) for (const receipt of early) await tell(taker, known, receipt);
    return messageId;
  }

  #refused(status: number): SendResult {
    const wait = backOffMs(this.#throttled + 1, { firstMs: FIRST_THROTTLE_MS, mostMs: MOST_THROTTLE_MS });
    const result = classifyStatus(status, wait);
    if (result.outcome === 'throttled') {
      this.#throttled += 1;
      // All numbers of the bind share its rate.
      this.#restsUntil = this.#parts.taker.host.now() + wait;
    }
    return result;
  }
}

const THROTTLED_TEXT = 'The message centre asked for fewer messages; the bind rests.';

function notBound({ state }: SmppBind): SendResult {
  if (state === 'refused')
    return { outcome: 'unauthorised', code: 'smpp-bind-refused', text: 'The message centre refuses the bind.' };
  if (state === 'untrusted') {
    const text = 'The message centre’s certificate is not trusted.';
    return { outcome: 'unauthorised', code: 'smpp-untrusted-centre', text };
  }
  if (state === 'no-free-bind')
    return { outcome: 'temporary', code: 'no-free-bind', text: 'All binds are taken by other replicas.' };
  return { outcome: 'temporary', code: 'not-bound', text: 'The message centre could not be reached.' };
}

/** What the centre may repeat in receipts: 16 bits are not unique, but with the two numbers almost. */
export function referenceOf(sendId: string): number {
  return createHash('sha256').update(sendId).digest().readUInt16BE(0);
}

function fieldsOf(
  step: SmppStep,
  { account, externalId }: { readonly account: string; readonly externalId: string },
  reference: number,
): PduFields {
  const [from, to] = [toSmppAddress(account), toSmppAddress(externalId)];
  const body = Buffer.from(step.body, 'hex');
  const isPart = step.total > 1;
  return {
    source_addr_ton: from.ton,
    source_addr_npi: from.npi,
    source_addr: from.address,
    dest_addr_ton: to.ton,
    dest_addr_npi: to.npi,
    destination_addr: to.address,
    esm_class: isPart ? UDH_INDICATOR : 0,
    registered_delivery: FINAL_RECEIPT,
    // Always said: the library would call GSM text 1.
    data_coding: step.dataCoding,
    short_message: isPart ? Buffer.concat([concatenationHeader(step.reference, step.total, step.part), body]) : body,
    user_message_reference: reference,
  };
}
