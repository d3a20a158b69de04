import { GridFSBucket } from 'mongodb';
import type { Collection, Db, ObjectId } from 'mongodb';
import type { BlobInfo } from '../blob-store.ts';

/** The names of GridFS, so that its tools find their way. */
const BUCKET = 'blobs';
/** GridFS's own. */
export const CHUNK_BYTES = 255 * 1024;

/**
 * The files document is the ledger of its chunks: it is there before the first of them and goes after the last. An upload
 * becomes a blob by the one write that gives it its id, and stops being one by the write that takes the id away.
 */
export interface FileDocument {
  readonly _id: ObjectId;
  readonly length: number;
  readonly chunkSize: number;
  readonly uploadDate: Date;
  readonly metadata: FileMetadata;
}

export interface FileMetadata extends Partial<Omit<BlobInfo, 'size' | 'claimed'>> {
  /** Only of a whole blob that is not deleted; unique. */
  readonly id?: string;
  /** Epoch ms since when history has not held it: while it comes, is pending, or goes. Absent once it is claimed. */
  readonly looseSince?: number;
  /** Never to become a blob (again). */
  readonly going?: true;
}

export interface ChunkDocument {
  readonly _id: ObjectId;
  readonly files_id: ObjectId;
  readonly n: number;
  readonly data: unknown;
}

export interface Bucket {
  readonly files: Collection<FileDocument>;
  readonly chunks: Collection<ChunkDocument>;
  readonly reader: GridFSBucket;
}

export function bucketOf(database: Db): Bucket {
  return {
    files: database.collection<FileDocument>(`${BUCKET}.files`),
    chunks: database.collection<ChunkDocument>(`${BUCKET}.chunks`),
    reader: new GridFSBucket(database, { bucketName: BUCKET }),
  };
}

/** Repeatable, by many at once. */
export async function createBucketIndexes({ files, chunks }: Bucket): Promise<void> {
  await chunks.createIndex({ files_id: 1, n: 1 }, { unique: true });
  await files.createIndex(
    { 'metadata.id': 1 },
    { name: 'by_blob_id', unique: true, partialFilterExpression: { 'metadata.id': { $exists: true } } },
  );
  // What history holds is not in it: the cost of a sweep does not grow with history.
  await files.createIndex(
    { 'metadata.looseSince': 1 },
    { name: 'loose', partialFilterExpression: { 'metadata.looseSince': { $exists: true } } },
  );
}

/** A file that has an id. */
export function toInfo({ length, metadata }: FileDocument, id: string): BlobInfo {
  const { sha256 = '', contentType = '', name, createdAt = 0, looseSince } = metadata;
  return {
    id,
    size: length,
    sha256,
    contentType,
    ...(name === undefined ? {} : { name }),
    createdAt,
    claimed: looseSince === undefined,
  };
}
