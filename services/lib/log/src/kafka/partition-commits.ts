import { failureCode } from '../delivery/classify-failure.ts';
import { CommitTimer } from '../delivery/commit-timer.ts';
import type { LogObserver } from '../logger.ts';
import type { PartitionWork } from './partition-work.ts';

export interface PartitionCommitsOptions {
  /** The partitions that are had now. */
  readonly partitions: () => Iterable<PartitionWork>;
  /** Throws as kafkajs does. */
  readonly store: (offsets: readonly { readonly partition: number; readonly offset: string }[]) => Promise<void>;
  readonly observer: LogObserver;
  readonly labels: { readonly topic: string; readonly group: string };
}

/** Commits the watermarks of one membership, on a timer outside any handling and one commit at a time. */
export class PartitionCommits {
  readonly #options: PartitionCommitsOptions;
  readonly #timer = new CommitTimer(() => this.commit());
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
    this.#committing = this.#committing.then(() => this.#commit());
    return this.#committing;
  }

  stop(): void {
    this.#isStopped = true;
    this.#timer.stop();
  }

  async #commit(): Promise<void> {
    const { partitions, store, observer, labels } = this.#options;
    if (this.#isStopped) return;
    const changes = [...partitions()].flatMap((work) => {
      const offset = work.toCommit;
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
