import {
  MongoAPIError,
  MongoClientClosedError,
  MongoError,
  MongoNotConnectedError,
  MongoServerError,
  MongoTopologyClosedError,
} from 'mongodb';
import { InvalidDocumentError, OutcomeUnknownError, StoreUnavailableError } from '../errors.ts';
import { describeFault } from './describe-fault.ts';

export const DUPLICATE_KEY = 11000;
export const NAMESPACE_NOT_FOUND = 26;
export const UNAUTHORIZED_CODES: ReadonlySet<unknown> = new Set([13, 18, 8000]);

/** Answers that say that our request is wrong, so that trying again would be wrong again: a fault of this library. */
const REQUEST_FAULT_CODES: ReadonlySet<unknown> = new Set([2, 9, 14, 40, 52, 59, 72, 304]);
/** The document cannot be in an index that another process has declared: arrays side by side, or too large with it. */
const UNFIT_DOCUMENT_CODES: ReadonlySet<unknown> = new Set([171, 10334, 17280]);

/** The port's error for a failed read, or for a failed write that is known not to have happened. */
export function notDone(error: unknown): unknown {
  if (!isServerFault(error) || isOurFault(error)) return error;
  if (error instanceof MongoServerError && UNFIT_DOCUMENT_CODES.has(error.code)) {
    return new InvalidDocumentError('the document does not fit the indexes of its collection');
  }
  return new StoreUnavailableError(describeFault(error), { cause: error });
}

/** The port's error for a failed write. */
export function writeFault(error: unknown, mayHaveHappened: boolean): unknown {
  if (!mayHaveHappened || !isServerFault(error)) return notDone(error);
  return new OutcomeUnknownError(describeFault(error), { cause: error });
}

/** The driver hands on what a socket says when a write to it fails, and does not try again then. */
function isServerFault(error: unknown): error is Error {
  return error instanceof MongoError || (error instanceof Error && 'syscall' in error);
}

function isOurFault(error: Error): boolean {
  if (error instanceof MongoServerError) return REQUEST_FAULT_CODES.has(error.code);
  const isClosed =
    error instanceof MongoClientClosedError ||
    error instanceof MongoNotConnectedError ||
    error instanceof MongoTopologyClosedError;
  return error instanceof MongoAPIError && !isClosed;
}
