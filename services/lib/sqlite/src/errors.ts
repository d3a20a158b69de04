/** Thrown when the file cannot take or give anything now: disk full, I/O fault, too much waiting, closing, worker gone before. Nothing of the call was written. */
export class SqliteUnavailableError extends Error {
  readonly code = 'sqlite-unavailable';
  readonly retryable = true;
  override readonly name = 'SqliteUnavailableError';
}

/** Thrown when the worker ended while it had the call: what the call wrote may stand in the file or not. */
export class SqliteOutcomeUnknownError extends Error {
  readonly code = 'sqlite-outcome-unknown';
  readonly retryable = true;
  override readonly name = 'SqliteOutcomeUnknownError';
}

/** Thrown when another process already works on the data folder. */
export class FolderLockedError extends Error {
  readonly code = 'folder-locked';
  readonly retryable = false;
  override readonly name = 'FolderLockedError';
  readonly folder: string;
  /** Process that holds the folder; undefined in the instant between its taking the lock and writing its number. */
  readonly pid: number | undefined;

  constructor(folder: string, pid: number | undefined) {
    super(
      `${folder} is in use by ${pid === undefined ? 'another process' : `process ${pid}`}. ` +
        'Stop that process first, or give this one another data folder (DATA_DIR).',
    );
    this.folder = folder;
    this.pid = pid;
  }
}

/** Thrown when the data folder cannot be created or written by this user. */
export class FolderNotWritableError extends Error {
  readonly code = 'folder-not-writable';
  readonly retryable = false;
  override readonly name = 'FolderNotWritableError';
  readonly folder: string;

  constructor(folder: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`${folder} cannot be written (${why}). Give it to this user, or name another data folder (DATA_DIR).`, {
      cause,
    });
    this.folder = folder;
  }
}
