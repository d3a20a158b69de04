/** One SQLite file with one writer: a worker thread of its own (`':memory:'` runs in the calling thread, for unit tests). */
export interface SqliteFile<Request, Answer> {
  /**
   * Hands a request to the file's program; resolves when the transaction that holds it is durable. Requests are carried
   * out in the order of the calls; those waiting while a commit runs share the next one (group commit).
   * Throws `SqliteUnavailableError` when the disk is full, the file cannot be written or the file is closing, and
   * `SqliteOutcomeUnknownError` when the worker ended while it had the request.
   */
  call(request: Request): Promise<Answer>;
  /** Finishes what was accepted, then closes the file and ends the worker. */
  close(): Promise<void>;
}

export interface SqliteFileOptions<Options> {
  readonly file: string;
  /** Module that exports `openProgram: OpenSqliteProgram<…>`; loaded inside the worker. */
  readonly program: URL;
  readonly programOptions: Options;
  /**
   * After so many ms in which nothing was asked, the file is closed and its thread ended; the next request opens it again
   * and waits for that, some 100 ms. Default: never. `':memory:'` never rests.
   */
  readonly restAfterMs?: number;
  /** Receives what the program's `afterCommit` returned, in commit order. */
  readonly onNotice?: (notice: unknown) => void;
}
