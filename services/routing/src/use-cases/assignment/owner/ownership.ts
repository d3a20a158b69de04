import type { InputRecorder } from '../../../recording/input-recorder.ts';
import { poolLeaseId, renewLease, takeLease } from '../../../stores/leases.ts';
import { settingsInForce } from '../../../stores/settings-in-force.ts';
import type { UseCaseContext } from '../../context.ts';
import type { Timers } from './alarms.ts';
import { Audit } from './audit.ts';
import { lookAtConversation } from './look-at.ts';
import { makeOffers } from './make-offers.ts';
import { takeOver } from './take-over.ts';
import { DeposedError, Term } from './term.ts';

export interface OwnershipOptions {
  readonly pool: string;
  readonly replicaId: string;
  readonly soleOwner: boolean;
  readonly timers: Timers;
  /** How long the pool's lease holds; renewed every third of it. */
  readonly leaseMs: number;
  /** Takes down what goes into this pool's decisions; default: nobody does. */
  readonly recorder?: InputRecorder;
}

const MAX_TRIES_AT_START = 5;

/** Whether this replica owns the pool, and the term while it does. Keeps the pool's lease, and has the term audited. */
export class Ownership {
  readonly #context: UseCaseContext;
  readonly #options: OwnershipOptions;
  #term: Term | undefined;
  #audit: Audit | undefined;
  #becoming: Promise<void> | undefined;
  #deposedAt = -Infinity;
  readonly #callOff = { renewal: () => {}, round: () => {} };
  #renewal: Promise<void> = Promise.resolve();
  #round: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(context: UseCaseContext, options: OwnershipOptions) {
    this.#context = context;
    this.#options = options;
  }

  /** Undefined while somebody else owns the pool, and until all is read: before every agent carries the new epoch, an earlier owner may still write. */
  get term(): Term | undefined {
    return this.#term?.ready === true ? this.#term : undefined;
  }

  /** The only process takes over here and now, and throws if it cannot; others start to watch the lease. */
  async start(): Promise<void> {
    if (this.#options.soleOwner) {
      for (let tries = 1; this.#term === undefined && tries <= MAX_TRIES_AT_START; tries += 1) await this.#become(true);
      if (this.#term === undefined) throw new Error(`pool ${this.#options.pool} could not be taken over`);
    } else {
      this.#scheduleRenewal();
      await this.#keepRound();
    }
    this.#scheduleRound();
  }

  /**
   * The pool's records come to this replica: whoever owns it should be here. Takes it even from a running lease, but not
   * within a lease's time after it was taken from here, or two would snatch it from each other.
   */
  async claim(): Promise<Term | undefined> {
    const force = Math.abs(this.#context.now() - this.#deposedAt) > this.#options.leaseMs;
    if (this.term === undefined) await this.#become(force);
    return this.term;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#callOff.renewal();
    this.#callOff.round();
    await Promise.all([this.#renewal, this.#round]);
    await this.#becoming;
    const { leases } = this.#context.collections;
    const term = this.#term;
    this.#term = undefined;
    term?.end();
    await term?.idle();
    // Leaves the pool to whoever comes next, at once.
    if (!this.#options.soleOwner && term !== undefined) await renewLease(leases, term.lease, this.#context.now(), 0);
  }

  /** The audit now, not at its time. */
  async audit(): Promise<void> {
    if (this.term !== undefined) await this.#audit?.pass();
  }

  /** Other settings may be in force: reads them, and decides by them from then on. */
  async adoptSettings(): Promise<void> {
    const { term } = this;
    if (term === undefined) return;
    term.adopt(await settingsInForce(this.#context));
    makeOffers(term);
  }

  #become(force: boolean): Promise<void> {
    this.#becoming ??= this.#takePool(force).finally(() => {
      this.#becoming = undefined;
    });
    return this.#becoming;
  }

  async #takePool(force: boolean): Promise<void> {
    const { pool, replicaId, soleOwner, timers, leaseMs, recorder } = this.#options;
    const { collections, logger, now } = this.#context;
    const settings = await settingsInForce(this.#context);
    const request = { id: poolLeaseId(pool), holder: replicaId, now: now(), validMs: leaseMs, force };
    const lease = await takeLease(collections.leases, request);
    if (lease === undefined || this.#stopped) return;
    const term: Term = new Term({
      context: this.#context,
      pool,
      replicaId,
      soleOwner,
      lease,
      settings,
      ...(recorder ? { recorder } : {}),
      timers,
      lookAt: lookAtConversation,
      onDeposed: () => {
        if (this.#term === term) this.#term = undefined;
        this.#deposedAt = now();
      },
    });
    this.#term = term;
    this.#audit = new Audit(term);
    try {
      await takeOver(term);
    } catch (error) {
      term.failed(error, {});
      term.end();
      if (this.#term === term) this.#term = undefined;
      if (!(error instanceof DeposedError)) throw error;
      return;
    }
    logger.info({ pool, epoch: term.epoch, waiting: term.policy.waitingCount }, 'pool taken over');
  }

  /** By a timer of its own: neither an audit nor a take-over over a slow store may let the lease run out. */
  #scheduleRenewal(): void {
    if (this.#stopped) return;
    this.#callOff.renewal = this.#options.timers.schedule(this.#options.leaseMs / 3, () => {
      this.#renewal = this.#renewLease().finally(() => this.#scheduleRenewal());
    });
  }

  async #renewLease(): Promise<void> {
    try {
      await this.#keepLease();
    } catch (error) {
      this.#context.logger.warn(
        { err: error, pool: this.#options.pool },
        'assignment: its lease will be renewed again',
      );
      const term = this.#term;
      if (term === undefined || term.lease.validUntil > this.#context.now()) return;
      // Not renewed for its whole time: others may own the pool by now.
      term.end();
      this.#term = undefined;
    }
  }

  #scheduleRound(): void {
    if (this.#stopped) return;
    this.#callOff.round = this.#options.timers.schedule(this.#options.leaseMs / 3, () => {
      this.#round = this.#keepRound().finally(() => this.#scheduleRound());
    });
  }

  async #keepRound(): Promise<void> {
    if (this.term === undefined) {
      await this.#tryTo('take-over', () => this.#become(this.#options.soleOwner));
      return;
    }
    // Whatever the settings are like, what was lost is found.
    await this.#tryTo('settings', () => this.adoptSettings());
    await this.#tryTo('audit', () => this.audit());
  }

  async #tryTo(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#context.logger.warn({ err: error, pool: this.#options.pool, what }, 'assignment: will be tried again');
    }
  }

  async #keepLease(): Promise<void> {
    const { collections, now } = this.#context;
    const term = this.#term;
    if (term === undefined) return;
    const renewed = await renewLease(collections.leases, term.lease, now(), this.#options.leaseMs);
    if (renewed === undefined) term.failed(new DeposedError('the lease is held by another'), {});
    else term.lease = renewed;
  }
}
