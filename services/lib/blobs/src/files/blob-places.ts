import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';

/**
 * Where things lie below the store's folder. File names are hashes of ids, spread over 256 folders of each kind.
 * A blob exists when its `content` does and a record of it stands in `pending` or `claimed`.
 */
export class BlobPlaces {
  readonly folder: string;
  /** Files that are being written. */
  readonly incoming: string;
  readonly content: string;
  readonly pending: string;
  readonly claimed: string;

  constructor(folder: string) {
    this.folder = folder;
    this.incoming = join(folder, 'incoming');
    this.content = join(folder, 'content');
    this.pending = join(folder, 'pending');
    this.claimed = join(folder, 'claimed');
  }

  of(id: string): BlobPlace {
    return this.ofKey(createHash('sha256').update(id).digest('hex'));
  }

  ofKey(key: string): BlobPlace {
    const spread = key.slice(0, 2);
    return {
      key,
      content: join(this.content, spread, key),
      pending: join(this.pending, spread, `${key}.json`),
      claimed: join(this.claimed, spread, `${key}.json`),
    };
  }

  newIncoming(): string {
    return join(this.incoming, randomUUID());
  }
}

export interface BlobPlace {
  readonly key: string;
  readonly content: string;
  readonly pending: string;
  readonly claimed: string;
}

/** The key of a record's file name; undefined for a file that is not the store's. */
export function keyOfRecord(fileName: string): string | undefined {
  return /^([0-9a-f]{64})\.json$/.exec(fileName)?.[1];
}
