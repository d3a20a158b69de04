import { failureCode } from '../delivery/classify-failure.ts';
import { CommitTimer } from '../delivery/commit-timer.ts';
import type { LogObserver } from '../logger.ts';

/** How often every place is committed again, also where nothing new was done. */
export const COMMIT_AGAIN_MS = 60_000;

/** What is committed of a partition: `PartitionWork`. */
export interface CommittedPartition {
  readonly partition: number;
  /** Up to where everything is done; undefined before it is known where to go on. */
  readonly done: number | undefined;
  /** The same where the brokers were told otherwise last, else undefined. */
  readonly toCommit: number | undefined;
  committed(offset: number): void;
}

export interface PartitionCommitsOptions {
  /** The partitions that are had now. */
  readonly partitions: () => Iterable<CommittedPartition>;
  /** Throws as kafkajs does. */
  readonly store: (offsets: readonly { readonly partition: number; readonly offset: string }[]) => Promise<void>;
  readonly observer: LogObserver;
  readonly labels: { readonly topic: string; readonly group: string };
}

/**
 * Commits the watermarks of one membership, on a timer outside any handling and one commit at a time. Once a minute all are
 * committed again: a coordinator that dies can take an acknowledged commit with it (seen with three brokers, each killed in
 * turn), and on a quiet partition nothing else would ever say it anew, so that lag would stand.
 */
export class PartitionCommits {
  readonly #options: PartitionCommitsOptions;
  readonly #timer = new CommitTimer(() => this.commit());
  readonly #again = setInterval(() => void this.#queue('all'), COMMIT_AGAIN_MS).unref();
  #committing: Promise<void> = Promise.resolve();
  #isFailing = false;
  #isStopped = false;

  constructor(options: PartitionCommitsOptions) {
    this.#options = options;
  }

  /** There may be something to commit. */
  touch(): void {
    if (!this.#isStopped) this.#timer.touch();
  }

  /** Commits now, after a commit that runs: an older one never comes after a newer. */
  commit(): Promise<void> {
    return this.#queue('changed');
  }

  stop(): void {
    this.#isStopped = true;
    this.#timer.stop();
    clearInterval(this.#again);
  }

  #queue(which: 'changed' | 'all'): Promise<void> {
    this.#committing = this.#committing.then(() => this.#commit(which));
    return this.#committing;
  }

  async #commit(which: 'changed' | 'all'): Promise<void> {
    const { partitions, store, observer, labels } = this.#options;
    if (this.#isStopped) return;
    const changes = [...partitions()].flatMap((work) => {
      const offset = which === 'all' ? work.done : work.toCommit;
      return offset === undefined ? [] : [{ work, offset }];
    });
    if (changes.length === 0) return;
    try {
      await store(changes.map(({ work, offset }) => ({ partition: work.partition, offset: String(offset) })));
      for (const { work, offset } of changes) work.committed(offset);
      this.#isFailing = false;
    } catch (error) {
      if (this.#isStopped) return;
      if (!this.#isFailing) {
        observer.logger?.warn(
          { ...labels, code: failureCode(error) },
          'offsets cannot be committed, trying until they can',
        );
      }
      this.#isFailing = true;
      this.touch();
    }
  }
}
