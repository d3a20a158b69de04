import type { ChannelHost } from '@onethread/channel-kit';
import type { CountryCode } from 'libphonenumber-js/max';
import type { Intake } from '../../intake/intake.ts';
import { MalformedFormError } from '../../intake/malformed-form.ts';
import { readAddress } from '../../numbers/phone-numbers.ts';
import type { PartJoiner } from '../../parts/part-joiner.ts';
import type { BoundLink } from '../link/bind.ts';
import type { Pdu } from '../link/smpp-link.ts';
import { takeReceipt, type ReceiptTaker } from '../receipts/take-receipt.ts';
import { readDeliver, type Delivered, type ReadRules } from './read-deliver.ts';
import type { UnansweredPdus } from './unanswered.ts';

/** ESME_RX_T_APPN: the centre comes again. ESME_RX_P_APPN: it need not. */
const TRY_LATER = 0x64;
const REFUSED = 0x65;
/** PDUs of one bind that are being made durable; beyond that the link is not read. */
const MAX_IN_WORK = 100;

export interface DeliverTaker extends ReceiptTaker {
  readonly host: ChannelHost;
  readonly defaultCountry: CountryCode;
  readonly rules: ReadRules;
  /** Our numbers as centres write them → as the settings do. */
  readonly ownNumbers: ReadonlyMap<string, string>;
  readonly intake: Intake;
  readonly joiner: PartJoiner;
  readonly unanswered: UnansweredPdus;
}

/** Takes what centres deliver: answered only once it is durable, in order per sender, a bounded number at a time. */
export class DeliverIntake {
  readonly #taker: DeliverTaker;
  readonly #lastOf = new Map<string, Promise<void>>();
  #inWork = 0;
  #isStopped = false;

  constructor(taker: DeliverTaker) {
    this.#taker = taker;
  }

  take(pdu: Pdu, bind: BoundLink): void {
    if (this.#isStopped) return;
    const delivered = readDeliver(pdu, this.#taker.rules);
    const lane = delivered.kind === 'message' ? delivered.from : '';
    this.#inWork += 1;
    if (this.#inWork >= MAX_IN_WORK) bind.link.pause();
    const before = this.#lastOf.get(lane) ?? Promise.resolve();
    const work = before
      .then(() => this.#answer(pdu, delivered, bind))
      .finally(() => {
        this.#inWork -= 1;
        if (this.#lastOf.get(lane) === work) this.#lastOf.delete(lane);
        if (this.#inWork < MAX_IN_WORK) bind.link.resume();
      });
    this.#lastOf.set(lane, work);
  }

  /** What comes from now on is not answered, so that it comes again; resolves when nothing is in work. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    while (this.#lastOf.size > 0) await Promise.all(this.#lastOf.values());
  }

  async #answer(pdu: Pdu, delivered: Delivered, bind: BoundLink): Promise<void> {
    // Whoever asked is gone: it will ask again.
    if (bind.link.isClosed) return;
    try {
      const messageId = await this.#keep(pdu, delivered, bind);
      await bind.link.respond(pdu);
      if (messageId === undefined) return;
      // Closed meanwhile: the centre may not have heard us, and its repeat must find the note.
      if (bind.link.isClosed) this.#taker.unanswered.leave(messageId);
      else await this.#taker.unanswered.end(messageId);
    } catch (error) {
      const isMalformed = error instanceof MalformedFormError;
      this.#taker.host.refused(isMalformed ? error.code : 'intake-unavailable');
      await bind.link.respond(pdu, { command_status: isMalformed ? REFUSED : TRY_LATER });
    }
  }

  /** Durable when it resolves; the id of a message that was noted as unanswered. */
  async #keep(pdu: Pdu, delivered: Delivered, { bindId }: BoundLink): Promise<string | undefined> {
    const taker = this.#taker;
    if (delivered.kind === 'nothing') {
      taker.host.refused('nothing-to-take');
      return undefined;
    }
    const from = delivered.from;
    const to = taker.ownNumbers.get(delivered.to.replace(/^\+/, '')) ?? delivered.to;
    if (delivered.kind === 'receipt') {
      const person = readAddress(from, taker.defaultCountry)?.value ?? from;
      await takeReceipt(taker, delivered.receipt, { ours: to, person });
      return undefined;
    }
    const { text, concatenation } = delivered;
    if (text !== undefined && concatenation !== undefined && concatenation.total > 1) {
      const { kind, reference, total, part } = concatenation;
      await taker.joiner.add({ provider: 'smpp', from, to, reference: `${kind}:${reference}`, total, part, text });
      return undefined;
    }
    const providerMessageId = await taker.unanswered.begin(pdu, bindId);
    const content = text === undefined ? { text: '', files: binary } : { text };
    try {
      await taker.intake.take({ from, to, providerMessageId, ...content });
    } catch (error) {
      if (error instanceof MalformedFormError) await taker.unanswered.end(providerMessageId);
      else taker.unanswered.leave(providerMessageId);
      throw error;
    }
    return providerMessageId;
  }
}

async function binary() {
  return [{ kind: 'unsupported' as const, providerKind: 'binary message' }];
}
