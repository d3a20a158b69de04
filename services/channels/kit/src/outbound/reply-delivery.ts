import type { OutboundMessage } from '@onethread/contracts';
import { backOffMs, type Logger } from '@onethread/runtime';
import type { KitBounds } from '../bounds.ts';
import type { Channel, SendResult, SendStep } from '../channel.ts';
import { UnsendableError } from '../errors.ts';
import type { AccountGates } from './account-gates.ts';
import type { ParkedReason } from './parked-keys.ts';
import type { ProviderCalls } from './provider-calls.ts';
import type { SendClaim, SendClaims } from './send-claims.ts';
import { reasonOf, type StatusReports } from './status-reports.ts';

/** `done`: its outcome is stored and told. Else it surely was not sent and is to be tried again after so long. */
export type Delivery =
  { readonly done: true } | { readonly done: false; readonly retryAfterMs: number; readonly reason?: ParkedReason };

/** Thrown when another handler of this process is calling the provider for the same reply. */
export class SendInWorkError extends Error {
  readonly code = 'send-in-work';
  readonly retryable = true;
}

export interface DeliveryParts {
  readonly channel: Channel;
  readonly claims: SendClaims;
  readonly calls: ProviderCalls;
  readonly gates: AccountGates;
  readonly reports: StatusReports;
  /** Called with an answer that came after its call had been given up as lost. */
  readonly learned: (claim: SendClaim, message: OutboundMessage, step: number, result: SendResult) => Promise<void>;
  readonly bounds: KitBounds;
  readonly logger: Logger;
  readonly now: () => number;
}

/** Attempts before this one that are asked whether they sent a step already. */
const MAX_EARLIER_ATTEMPTS = 20;

/** Who learned of a lost call has so many calls' time to go on, until somebody else may think that it died. */
const CALLS_TO_GO_ON = 2;

const DONE: Delivery = { done: true };
const OVERSLEPT: SendResult = {
  outcome: 'temporary',
  code: 'overslept',
  text: 'The channel was held up before it could send.',
};
const DIED: SendResult = {
  outcome: 'ambiguous',
  code: 'interrupted',
  text: 'The channel stopped while sending: it may have been sent.',
};

/**
 * Brings one reply to the provider, step by step. Each step is claimed before its call and its outcome stored before it is
 * told, so that a repeat (redelivery, crash) goes on where it stopped and never calls twice: a settled step is told again,
 * a step of another life is unknown. The first step that is not sent ends the run. An agent's retry is a new attempt with
 * claims of its own, but what an earlier attempt surely sent is not sent again.
 */
export class ReplyDelivery {
  readonly #parts: DeliveryParts;

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  /** `since`: when the reply began to wait. Throws what is retryable (store or log down). */
  deliver(message: OutboundMessage, since: number): Promise<Delivery> {
    return this.#run(message, since, undefined);
  }

  /**
   * Gives a reply up that waits, with an operator's words. What was sent of it stays sent, and an outcome that is known
   * already is told again: only what surely was not sent fails. Repeatable.
   */
  drop(message: OutboundMessage, since: number, words: string): Promise<Delivery> {
    return this.#run(message, since, words);
  }

  async #run(message: OutboundMessage, since: number, dropped: string | undefined): Promise<Delivery> {
    const steps = await this.#planned(message);
    for (const [index, step] of steps.entries()) {
      const run = { message, step, index, last: index === steps.length - 1, since, dropped };
      // Steps go out in order, each only when those before it were sent.
      const ended = await this.#deliverStep(run);
      if (ended !== undefined) return ended;
    }
    return DONE;
  }

  /**
   * Stores and tells the provider's word on a call whose answer had been lost. True when the steps after it are to be sent;
   * `finish` then says that they were seen to.
   */
  async learn(claim: SendClaim, message: OutboundMessage, index: number, result: SendResult): Promise<boolean> {
    const { claims, channel, bounds, now } = this.#parts;
    const at = now() + CALLS_TO_GO_ON * (bounds.sendMs + bounds.sendGraceMs);
    const stored = await claims.learn(claim, result, { message, step: index, at });
    if (stored?.result === undefined) return false;
    const last = index === channel.plan(message).length - 1;
    if ((await this.#tell(message, last, stored.result)) !== undefined || last) return false;
    // An agent did not wait for the word and had it sent again: that attempt brings the rest.
    return (await claims.find(sendIdOf({ ...message, attempt: message.attempt + 1 }, index))) === undefined;
  }

  async finish(claim: SendClaim): Promise<void> {
    await this.#parts.claims.finish(claim);
  }

  async #planned(message: OutboundMessage): Promise<readonly SendStep[]> {
    try {
      const steps = this.#parts.channel.plan(message);
      if (steps.length > 0) return steps;
      throw new UnsendableError('nothing-to-send', 'There is nothing in this reply that the channel can send.');
    } catch (error) {
      const known = error instanceof UnsendableError;
      if (!known) this.#parts.logger.error({ err: error, entryId: message.entryId }, 'a reply could not be planned');
      const code = known ? error.code : 'plan-failed';
      const text = known ? error.message : 'The channel could not make anything of this reply.';
      await this.#parts.reports.failed(message, { code, text, permanent: true });
      return [];
    }
  }

  /** Undefined: sent, go on with the next. */
  async #deliverStep(run: StepRun): Promise<Delivery | undefined> {
    const { claims, calls, bounds, now } = this.#parts;
    const sendId = sendIdOf(run.message, run.index);
    const known = (await claims.find(sendId)) ?? (await this.#sentBefore(run));
    if (known?.state === 'settled' || known?.state === 'unknown') return await this.#tellAgain(run, known);
    if (known?.state === 'sending') return await this.#meetSending(run, known);
    if (run.dropped !== undefined) {
      return await this.#giveUp(run, sendId, known, { code: DROPPED, text: run.dropped });
    }
    if (now() - run.since > bounds.giveUpAfterMs) return await this.#giveUp(run, sendId, known, this.#tooLong(known));

    const wait = this.#parts.gates.enter(run.message.identity.account);
    if (wait > 0) return { done: false, retryAfterMs: wait, ...this.#whyPaused(known) };
    await this.#parts.reports.sending(run.message);
    const claim = known === undefined ? await claims.claim(sendId) : await claims.claimAgain(known);
    if (claim === undefined) throw new SendInWorkError('another handler has claimed this reply');
    // This process slept or the store did: others may have taken the call for lost, and an agent had it sent again.
    if (now() - claim.claimedAt > bounds.sendMs) return await this.#conclude(run, claim, OVERSLEPT);
    const result = await calls.call({
      step: run.step,
      message: run.message,
      sendId,
      onLateAnswer: (late) => void this.#learnLate(claim, run, late),
    });
    return await this.#conclude(run, claim, result);
  }

  /** The claim of an earlier attempt that sent this very step: the customer has it. */
  async #sentBefore({ message, index }: StepRun): Promise<SendClaim | undefined> {
    const oldest = Math.max(1, message.attempt - MAX_EARLIER_ATTEMPTS);
    for (let attempt = message.attempt - 1; attempt >= oldest; attempt -= 1) {
      const earlier = await this.#parts.claims.find(sendIdOf({ ...message, attempt }, index));
      if (earlier?.state === 'settled' && earlier.result?.outcome === 'sent') return earlier;
    }
    return undefined;
  }

  async #conclude(run: StepRun, claim: SendClaim, result: SendResult): Promise<Delivery | undefined> {
    const { claims, calls, gates, channel, bounds, now } = this.#parts;
    gates.conclude(run.message.identity.account, result);
    switch (result.outcome) {
      case 'sent':
      case 'rejected':
        await claims.settle(claim, result);
        calls.forget(claim._id);
        return await this.#tell(run.message, run.last, result);
      case 'ambiguous': {
        const at = now() + bounds.firstReconcileMs;
        const lookUp = { message: run.message, step: run.index, at };
        await claims.markUnknown(claim, result, channel.reconcile === undefined ? undefined : lookUp);
        calls.forget(claim._id);
        await this.#parts.reports.unknown(run.message, result);
        return DONE;
      }
      case 'temporary':
      case 'throttled':
      case 'unauthorised': {
        await claims.wait(claim, result);
        calls.forget(claim._id);
        await this.#parts.reports.sending(run.message, { reason: reasonOf(result, false) });
        const { code, text } = result;
        return { done: false, retryAfterMs: this.#waitAfter(result, claim.tries), reason: { code, text } };
      }
    }
  }

  async #tell(message: OutboundMessage, last: boolean, result: SendResult): Promise<Delivery | undefined> {
    const { reports } = this.#parts;
    if (result.outcome !== 'sent') {
      await reports.failed(message, reasonOf(result, result.outcome === 'rejected' && !isOurWord(result.code)));
      return DONE;
    }
    if (last) await reports.sent(message, result.providerMessageId);
    else await reports.sending(message, { providerMessageId: result.providerMessageId });
    return undefined;
  }

  async #tellAgain(run: StepRun, claim: SendClaim): Promise<Delivery | undefined> {
    if (claim.state === 'settled' && claim.result !== undefined) {
      return await this.#tell(run.message, run.last, claim.result);
    }
    await this.#parts.reports.unknown(run.message, claim.result ?? DIED);
    return DONE;
  }

  /** A claim without an outcome: ours with an answer that could not be stored, ours still calling, or of another life. */
  async #meetSending(run: StepRun, claim: SendClaim): Promise<Delivery | undefined> {
    const { calls, claims, channel, bounds } = this.#parts;
    const answer = calls.answerOf(claim._id);
    if (answer !== undefined) return await this.#conclude(run, claim, answer);
    if (calls.isInWork(claim._id)) throw new SendInWorkError('this reply is being sent');
    // Another life may be calling still: nothing is looked up before its time is surely over.
    const at = claim.claimedAt + bounds.sendMs + bounds.sendGraceMs + bounds.firstReconcileMs;
    const lookUp = channel.reconcile === undefined ? undefined : { message: run.message, step: run.index, at };
    const stored = await claims.markUnknown(claim, DIED, lookUp);
    return stored === undefined ? DONE : await this.#tellAgain(run, stored);
  }

  async #giveUp(
    run: StepRun,
    sendId: string,
    waiting: SendClaim | undefined,
    why: ParkedReason,
  ): Promise<Delivery | undefined> {
    const { claims } = this.#parts;
    const result: SendResult = { outcome: 'rejected', ...why };
    if (waiting === undefined) await claims.settleUntried(sendId, result);
    else await claims.settle(waiting, result);
    return await this.#tell(run.message, run.last, result);
  }

  #tooLong(waiting: SendClaim | undefined): ParkedReason {
    const words = waiting?.result === undefined ? '' : `: ${reasonOf(waiting.result, false).text}`;
    const hours = Math.round(this.#parts.bounds.giveUpAfterMs / 3_600_000);
    return { code: GAVE_UP, text: `It could not be sent for ${hours} hours${words}` };
  }

  /** A reply that was tried keeps its own reason. */
  #whyPaused(waiting: SendClaim | undefined): { readonly reason: ParkedReason } {
    if (waiting?.result === undefined) {
      return { reason: { code: 'account-paused', text: 'The account is paused by its provider.' } };
    }
    const { code, text } = reasonOf(waiting.result, false);
    return { reason: { code, text } };
  }

  async #learnLate(claim: SendClaim, run: StepRun, late: SendResult): Promise<void> {
    // Only a clear word improves on "unknown".
    if (late.outcome !== 'sent' && late.outcome !== 'rejected') return;
    try {
      await this.#parts.learned(claim, run.message, run.index, late);
    } catch (error) {
      this.#parts.logger.warn({ err: error, sendId: claim._id }, 'a late answer could not be followed yet');
    }
  }

  #waitAfter(result: SendResult, tries: number): number {
    const { firstRetryMs, mostRetryMs, giveUpAfterMs } = this.#parts.bounds;
    const asked = 'retryAfterMs' in result ? (result.retryAfterMs ?? 0) : 0;
    const own = backOffMs(tries, { firstMs: firstRetryMs, mostMs: mostRetryMs });
    return Math.min(Math.max(asked, own), giveUpAfterMs);
  }
}

/** Code of a reply that waited too long: the provider never refused it, so sending again may work. */
const GAVE_UP = 'gave-up';
/** Code of a reply that an operator gave up while it waited. */
const DROPPED = 'dropped-by-operator';

/** No word of the provider: sending again may work. */
function isOurWord(code: string): boolean {
  return code === GAVE_UP || code === DROPPED;
}

function sendIdOf({ entryId, attempt }: Pick<OutboundMessage, 'entryId' | 'attempt'>, index: number): string {
  return `${entryId}.${attempt}.${index}`;
}

interface StepRun {
  readonly message: OutboundMessage;
  readonly step: SendStep;
  readonly index: number;
  readonly last: boolean;
  readonly since: number;
  /** An operator's words with which it is given up. */
  readonly dropped: string | undefined;
}
