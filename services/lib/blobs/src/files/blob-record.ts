import { readFile, stat } from 'node:fs/promises';
import { BlobDamagedError } from '../errors.ts';
import { isMissing } from './durable-files.ts';
import type { BlobInfo } from '../blob-store.ts';
import type { BlobPlace } from './blob-places.ts';

/** What is kept beside the bytes, as JSON. Whether a blob is claimed is told by the folder that the record is in. */
export interface BlobRecord extends Omit<BlobInfo, 'claimed'> {
  /** Latest put, first or repeated, in epoch ms: the sweep goes by it, so that a redelivery renews its time. */
  readonly writtenAt: number;
}

export interface FoundRecord {
  readonly record: BlobRecord;
  readonly claimed: boolean;
  /** False after a crash between record and content, and after a loss of the file. */
  readonly hasContent: boolean;
}

/** Looks in `pending` first: a claim moves a record the other way, so that it cannot be missed in between. */
export async function findRecord(place: BlobPlace): Promise<FoundRecord | undefined> {
  const pending = await readRecord(place.pending);
  const record = pending ?? (await readRecord(place.claimed));
  if (record === undefined) return undefined;
  return { record, claimed: pending === undefined, hasContent: await exists(place.content) };
}

/** Throws `BlobDamagedError` when the file is there and holds no record. */
export async function readRecord(file: string): Promise<BlobRecord | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    const record = JSON.parse(text) as Partial<BlobRecord> | null;
    if (typeof record?.sha256 === 'string' && typeof record.size === 'number') return record as BlobRecord;
  } catch {
    // Reported below, together with JSON that is something else.
  }
  throw new BlobDamagedError('the record of a blob cannot be read');
}

export function toInfo({ record, claimed }: FoundRecord): BlobInfo {
  const { writtenAt: _, ...info } = record;
  return { ...info, claimed };
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
