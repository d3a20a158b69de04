import { InvalidBlobRequestError } from './errors.ts';

/** Longest id, in UTF-16 units. */
const MAX_ID_LENGTH = 1024;

export interface ByteRange {
  readonly start: number;
  /** Inclusive. */
  readonly end: number;
}

/** What every adapter checks alike; each throws `InvalidBlobRequestError`. */
export function checkId(id: string): void {
  if (id === '' || id.length > MAX_ID_LENGTH) throw new InvalidBlobRequestError('an id has 1 to 1024 characters');
}

export function checkMaxBytes(maxBytes: number): void {
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 0) {
    throw new InvalidBlobRequestError('maxBytes must be a number of bytes');
  }
}

/** As in HTTP: an end beyond the last byte means the last byte, a start beyond it is a mistake. */
export function within({ start, end }: ByteRange, size: number): ByteRange {
  if (!Number.isSafeInteger(start) || !Number.isInteger(end) || start < 0 || end < start || start >= size) {
    throw new InvalidBlobRequestError('the range lies outside the blob');
  }
  return { start, end: Math.min(end, size - 1) };
}
