import { MongoError, MongoGridFSChunkError } from 'mongodb';
import { BlobDamagedError, BlobsUnavailableError } from '../errors.ts';
import type { GridFsConnection } from './grid-fs-connection.ts';

export const DUPLICATE_KEY = 11000;

/** Turns faults of the server and of the way to it into `BlobsUnavailableError`: every call may be made again. */
export function blobFault(error: unknown, { describeFault }: Pick<GridFsConnection, 'describeFault'>): unknown {
  if (error instanceof MongoGridFSChunkError) {
    return new BlobDamagedError('a part of the blob is missing or not as it was stored', { cause: error });
  }
  // The driver hands on what a socket says when a write to it fails.
  const isServerFault = error instanceof MongoError || (error instanceof Error && 'syscall' in error);
  if (!isServerFault) return error;
  return new BlobsUnavailableError(describeFault(error), { cause: error });
}
