import { backOffMs, type Logger } from '@onethread/runtime';
import type { OutboundMessage } from '@onethread/contracts';
import type { KitBounds } from '../bounds.ts';
import type { Channel, SendResult } from '../channel.ts';
import { PeriodicSweep } from './periodic-sweep.ts';
import type { SendClaim, SendClaims } from './send-claims.ts';

/** Most lost answers that one sweep looks up. */
const LOOKS_PER_SWEEP = 20;

export interface ReconciliationOptions {
  readonly channel: Channel;
  readonly claims: SendClaims;
  /** Called with the provider's clear word: stores and tells it, sends what is left of the reply. Repeatable. */
  readonly learned: (claim: SendClaim, message: OutboundMessage, step: number, result: SendResult) => Promise<void>;
  readonly bounds: KitBounds;
  readonly now: () => number;
  readonly logger: Logger;
  readonly stopping: AbortSignal;
}

/**
 * Asks providers what became of calls whose answer was lost: patiently, a bounded number of times, never calling again.
 * Also goes on with what was learned that way and not followed to its end.
 */
export class Reconciliation {
  readonly #options: ReconciliationOptions;
  readonly #sweep: PeriodicSweep;
  #failing = false;

  constructor(options: ReconciliationOptions) {
    this.#options = options;
    this.#sweep = new PeriodicSweep(() => this.#look(), options.bounds.sweepEveryMs);
  }

  start(): void {
    this.#sweep.wakeWithin(0);
  }

  stop(): Promise<void> {
    return this.#sweep.stop();
  }

  async #look(): Promise<void> {
    try {
      for (const claim of await this.#options.claims.dueForReconciling(LOOKS_PER_SWEEP)) {
        if (this.#options.stopping.aborted) return;
        await this.#lookUp(claim);
      }
      this.#failing = false;
    } catch (error) {
      if (!this.#failing) this.#options.logger.warn({ err: error }, 'lost answers could not be looked up');
      this.#failing = true;
    }
  }

  async #lookUp(claim: SendClaim): Promise<void> {
    const { channel, claims, bounds, now, stopping } = this.#options;
    const { message, step: index } = claim;
    if (message === undefined || index === undefined) return;
    const looks = (claim.reconciliations ?? 0) + 1;
    const wait = backOffMs(looks, { firstMs: bounds.firstReconcileMs, mostMs: bounds.mostReconcileMs });
    const learnt = claim.state === 'settled' ? claim.result : undefined;
    const enough = learnt === undefined && looks >= bounds.maxReconciliations;
    if (!(await claims.takeLook(claim, enough ? undefined : now() + wait + bounds.sendMs))) return;
    // Whoever heard it died, or could not tell it.
    if (learnt !== undefined) return await this.#options.learned(claim, message, index, learnt);
    if (channel.reconcile === undefined) return;
    const step = channel.plan(message)[index];
    if (step === undefined) return;
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(bounds.sendMs)]);
    const result = await channel.reconcile(step, { message, sendId: claim._id, signal });
    if (result === undefined || result.outcome === 'ambiguous') return;
    if (result.outcome === 'throttled' || result.outcome === 'unauthorised') return;
    await this.#options.learned(claim, message, index, result);
  }
}
