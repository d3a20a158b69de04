import type { Logger } from '@onethread/runtime';
import type { OutboundMessage } from '@onethread/contracts';
import type { Channel, SendResult, SendStep } from '../channel.ts';
import type { KitBounds } from '../bounds.ts';
import type { ChannelMetrics } from '../metrics.ts';

export interface ProviderCall {
  readonly step: SendStep;
  readonly message: OutboundMessage;
  readonly sendId: string;
  /** Told when the answer comes after the call had been given up as lost. */
  readonly onLateAnswer: (result: SendResult) => void;
}

/** Calls the provider through the channel, within its time, and remembers answers until they are stored. */
export class ProviderCalls {
  readonly #channel: Channel;
  readonly #bounds: KitBounds;
  readonly #logger: Logger;
  readonly #metrics: ChannelMetrics;
  readonly #stopping: AbortSignal;
  readonly #inWork = new Set<string>();
  /** One entry at most per key in work: the key's next record waits until it is stored. */
  readonly #answers = new Map<string, SendResult>();

  constructor(channel: Channel, bounds: KitBounds, logger: Logger, metrics: ChannelMetrics, stopping: AbortSignal) {
    this.#channel = channel;
    this.#bounds = bounds;
    this.#logger = logger;
    this.#metrics = metrics;
    this.#stopping = stopping;
  }

  isInWork(sendId: string): boolean {
    return this.#inWork.has(sendId);
  }

  /** The answer of a call whose outcome could not be stored yet. */
  answerOf(sendId: string): SendResult | undefined {
    return this.#answers.get(sendId);
  }

  forget(sendId: string): void {
    this.#answers.delete(sendId);
  }

  async call(call: ProviderCall): Promise<SendResult> {
    const began = performance.now();
    this.#inWork.add(call.sendId);
    const result = await this.#answerInTime(call);
    this.#answers.set(call.sendId, result);
    this.#inWork.delete(call.sendId);
    this.#metrics.sent(result.outcome, performance.now() - began);
    return result;
  }

  async #answerInTime(call: ProviderCall): Promise<SendResult> {
    const { step, message, sendId } = call;
    const timeIsOver = new AbortController();
    const signal = AbortSignal.any([timeIsOver.signal, this.#stopping]);
    const answer = this.#ask(step, { message, sendId, signal });
    const lost = Promise.withResolvers<SendResult>();
    let grace: NodeJS.Timeout | undefined;
    let gaveUp = false;
    const giveUp = () => {
      grace ??= setTimeout(() => {
        gaveUp = true;
        lost.resolve({ outcome: 'ambiguous', code: 'no-answer', text: 'The provider did not answer in time.' });
      }, this.#bounds.sendGraceMs);
    };
    signal.addEventListener('abort', giveUp, { once: true });
    if (signal.aborted) giveUp();
    const timer = setTimeout(() => timeIsOver.abort(new Error('the call’s time is over')), this.#bounds.sendMs);
    try {
      const result = await Promise.race([answer, lost.promise]);
      if (gaveUp) void answer.then(call.onLateAnswer);
      return result;
    } finally {
      clearTimeout(timer);
      clearTimeout(grace);
      signal.removeEventListener('abort', giveUp);
    }
  }

  async #ask(step: SendStep, context: Parameters<Channel['send']>[1]): Promise<SendResult> {
    try {
      return await this.#channel.send(step, context);
    } catch (error) {
      // A channel's own fault. The request may have left before it: never sent again by itself.
      this.#logger.error({ err: error, sendId: context.sendId }, 'the channel failed while sending');
      return { outcome: 'ambiguous', code: 'channel-fault', text: 'The channel failed while sending.' };
    }
  }
}
