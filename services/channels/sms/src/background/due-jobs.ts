import type { Collection, StoredDocument } from '@onethread/documents';
import { backOffMs, type Logger } from '@onethread/runtime';
import { Sweep } from './sweep.ts';

/** Looked at by one sweep. */
const JOBS_PER_SWEEP = 50;
const SWEEP_EVERY_MS = 30_000;
/** Whoever took a job and died leaves it to others after this. */
const LEASE_MS = 60_000;
const MAX_TRIES = 8;
const FIRST_RETRY_MS = 2_000;
const MOST_RETRY_MS = 10 * 60_000;
/** A job that was done, or given up, is known for this long, so that a repeat of its cause does not start it again. */
const KEPT_MS = 30 * 24 * 3600 * 1000;

/** Its collection has an index on `dueAt` and expires at `expiresAt`. */
export interface Job<Work> extends StoredDocument {
  readonly work: Work;
  /** Absent: nothing is left to do. */
  readonly dueAt?: number;
  readonly tries: number;
  readonly expiresAt: number;
}

export interface DueJobsOptions<Work> {
  readonly collection: Collection<Job<Work>>;
  /** Does one job; `again`: surely not done, another try may help. What it throws counts as `again`. */
  readonly run: (work: Work, id: string, signal: AbortSignal) => Promise<'done' | 'again'>;
  /** Whether a job whose worker died may be done a second time. */
  readonly repeatable: boolean;
  readonly now: () => number;
  readonly logger: Logger;
}

/** Small work that follows from an accepted message and outlives a crash: bounded tries, one worker at a time. */
export class DueJobs<Work> {
  readonly #options: DueJobsOptions<Work>;
  readonly #sweep: Sweep;

  constructor(options: DueJobsOptions<Work>) {
    this.#options = options;
    this.#sweep = new Sweep((signal) => this.#look(signal), SWEEP_EVERY_MS, options.logger);
  }

  start(): void {
    this.#sweep.wake();
  }

  stop(): Promise<void> {
    return this.#sweep.stop();
  }

  /** Durable when it resolves; the same id again changes nothing. Throws what the store throws. */
  async add(id: string, work: Work): Promise<void> {
    const { collection, now } = this.#options;
    await collection.insert({ _id: id, work, dueAt: now(), tries: 0, expiresAt: now() + KEPT_MS });
    this.#sweep.wake();
  }

  async #look(signal: AbortSignal): Promise<void> {
    const { collection, now } = this.#options;
    const { documents } = await collection.find({ index: 'byDueAt', to: now(), limit: JOBS_PER_SWEEP });
    for (const job of documents) {
      if (signal.aborted) return;
      await this.#take(job, signal);
    }
    const next = await collection.find({ index: 'byDueAt', limit: 1 });
    const dueAt = next.documents[0]?.dueAt;
    if (dueAt !== undefined) this.#sweep.wake(Math.max(0, dueAt - now()));
  }

  async #take(job: Job<Work>, signal: AbortSignal): Promise<void> {
    const { collection, now, repeatable, run, logger } = this.#options;
    const leased = repeatable ? { ...job, dueAt: now() + LEASE_MS } : withoutDue(job);
    const taken = await collection.replace({ ...leased, tries: job.tries + 1 });
    if (taken.outcome !== 'applied') return;
    let outcome: 'done' | 'again' = 'again';
    try {
      outcome = await run(job.work, job._id, signal);
    } catch (error) {
      logger.warn({ err: error }, 'a job that follows from a message failed');
    }
    const again = outcome === 'again' && taken.document.tries < MAX_TRIES;
    const wait = backOffMs(taken.document.tries, { firstMs: FIRST_RETRY_MS, mostMs: MOST_RETRY_MS });
    await collection.replace(again ? { ...taken.document, dueAt: now() + wait } : withoutDue(taken.document));
  }
}

function withoutDue<Work>(job: Job<Work>): Job<Work> {
  const { dueAt: _dueAt, ...rest } = job;
  return rest;
}
