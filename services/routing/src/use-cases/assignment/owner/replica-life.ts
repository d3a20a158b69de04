import { renewLease, replicaLeaseId, takeLease } from '../../../stores/leases.ts';
import type { LeaseDocument } from '../../../stores/documents.ts';
import type { UseCaseContext } from '../../context.ts';
import type { AgentStream } from '../agent-streams.ts';
import type { Timers } from './alarms.ts';
import { StreamKeeper } from './stream-keeper.ts';

export interface ReplicaLifeOptions {
  readonly replicaId: string;
  /** No other replica can be there: nobody asks for a sign of life. */
  readonly soleOwner: boolean;
  readonly timers: Timers;
  /** How long the sign of life holds; renewed every third of it. */
  readonly leaseMs: number;
  readonly streams: () => Iterable<AgentStream>;
}

/** This replica's sign of life, whatever pools it owns, and the streams of agents that are open on it. */
export class ReplicaLife {
  readonly #context: UseCaseContext;
  readonly #options: ReplicaLifeOptions;
  readonly #streams: StreamKeeper;
  readonly #callOff = { renewal: () => {}, check: () => {} };
  #lease: LeaseDocument | undefined;
  #renewal: Promise<void> = Promise.resolve();
  #check: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(context: UseCaseContext, options: ReplicaLifeOptions) {
    this.#context = context;
    this.#options = options;
    this.#streams = new StreamKeeper(context, options.streams);
  }

  async start(): Promise<void> {
    if (!this.#options.soleOwner) {
      await this.#tryTo(() => this.#renew());
      this.#scheduleRenewal();
    }
    this.#scheduleCheck();
  }

  /** Nobody needs to wait to find out that nothing is open here. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#callOff.renewal();
    this.#callOff.check();
    await Promise.all([this.#renewal, this.#check]);
    if (this.#lease !== undefined) await this.#context.collections.leases.remove(this.#lease._id);
  }

  /** By a timer of its own: nothing slow may let the lease run out. */
  #scheduleRenewal(): void {
    if (this.#stopped) return;
    this.#callOff.renewal = this.#options.timers.schedule(this.#options.leaseMs / 3, () => {
      this.#renewal = this.#tryTo(() => this.#renew()).finally(() => this.#scheduleRenewal());
    });
  }

  #scheduleCheck(): void {
    if (this.#stopped) return;
    this.#callOff.check = this.#options.timers.schedule(this.#options.leaseMs / 3, () => {
      this.#check = this.#tryTo(() => this.#streams.check()).finally(() => this.#scheduleCheck());
    });
  }

  async #renew(): Promise<void> {
    const { collections, now } = this.#context;
    const { replicaId, leaseMs } = this.#options;
    const { leases } = collections;
    const own = { id: replicaLeaseId(replicaId), holder: replicaId, now: now(), validMs: leaseMs, force: true };
    this.#lease =
      (this.#lease && (await renewLease(leases, this.#lease, now(), leaseMs))) ?? (await takeLease(leases, own));
  }

  async #tryTo(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const { replicaId } = this.#options;
      this.#context.logger.warn({ err: error, replicaId }, 'assignment: the sign of life will be tried again');
    }
  }
}
