import { SqliteUnavailableError } from './errors.ts';

/** Primary result codes that say nothing about the request and everything about the disk, the file or its locks. */
const INFRASTRUCTURE_CODES = new Map([
  [3, 'access denied'],
  [5, 'locked by another process'],
  [6, 'table locked'],
  [7, 'out of memory'],
  [8, 'read-only'],
  [10, 'I/O error'],
  [11, 'file damaged'],
  [13, 'disk full'],
  [14, 'cannot be opened'],
  [15, 'lock protocol'],
  [26, 'not a database'],
]);

/** The fault as `SqliteUnavailableError` when it is the disk's or the file's, otherwise undefined. */
export function infrastructureFault(error: unknown): SqliteUnavailableError | undefined {
  if (error instanceof SqliteUnavailableError) return error;
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  const reason = INFRASTRUCTURE_CODES.get(error.errcode & 0xff);
  return reason === undefined
    ? undefined
    : new SqliteUnavailableError(`SQLite file: ${reason} (${error.message}, ${error.errcode})`, { cause: error });
}

const IO_ERROR = 10;

/**
 * Whether the disk itself failed. SQLite may go on answering with such a fault when the disk is well again, until the file
 * is opened anew.
 */
export function isDiskFault(error: unknown): boolean {
  const { cause } = error instanceof SqliteUnavailableError ? error : { cause: error };
  if (!(cause instanceof Error) || !('errcode' in cause) || typeof cause.errcode !== 'number') return false;
  return (cause.errcode & 0xff) === IO_ERROR;
}

/** A fault that ends a whole transaction: always `SqliteUnavailableError`, whatever SQLite called it. */
export function transactionFault(error: unknown): SqliteUnavailableError {
  return (
    infrastructureFault(error) ??
    new SqliteUnavailableError(
      `SQLite transaction failed (${error instanceof Error ? error.message : String(error)})`,
      {
        cause: error,
      },
    )
  );
}
