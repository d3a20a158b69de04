/** How long a finished record may wait for its commit: outside handling, so that no record waits for it. */
export const COMMIT_INTERVAL_MS = 200;

/** Commits on a timer that runs only while there is something to commit, and does not keep the process alive. */
export class CommitTimer {
  readonly #commit: () => Promise<void>;
  #timer: NodeJS.Timeout | undefined;

  /** `commit` must not reject; where it could not, it calls `touch` again. */
  constructor(commit: () => Promise<void>) {
    this.#commit = commit;
  }

  /** There is something to commit. */
  touch(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#commit();
    }, COMMIT_INTERVAL_MS).unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
