import { open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BlobConflictError, BlobDamagedError, BlobNotFoundError, BlobsUnavailableError } from '../errors.ts';
import { checkId, checkMaxBytes, within } from '../requests.ts';
import { keyOfRecord } from './blob-places.ts';
import { findRecord, readRecord, toInfo } from './blob-record.ts';
import { checkedStream } from '../checked-stream.ts';
import { FolderMaker, isMissing, moveInto, onDisk, removeFile, syncFolder } from './durable-files.ts';
import { IncomingFiles } from './incoming-files.ts';
import { KeyLock } from './key-lock.ts';
import type { Readable } from 'node:stream';
import type { BlobInfo, CheckedBlobStore, PutOptions } from '../blob-store.ts';
import type { BlobPlace, BlobPlaces } from './blob-places.ts';
import type { BlobRecord } from './blob-record.ts';
import type { ReceivedFile } from './incoming-files.ts';

/** Records may be claimed side by side; each waits for the disk. */
const CLAIMS_AT_ONCE = 16;

/**
 * Writing: bytes to `incoming`, then the record to `pending`, then the bytes to `content`, which makes the blob exist.
 * Claiming moves the record to `claimed`; deleting moves it back, then removes bytes, then record. So whatever a crash
 * leaves half done has a file in `incoming` or `pending`, and the sweep needs to look nowhere else.
 */
export class FileBlobStore implements CheckedBlobStore {
  readonly description: string;
  readonly #places: BlobPlaces;
  readonly #now: () => number;
  readonly #incoming: IncomingFiles;
  readonly #folders = new FolderMaker();
  readonly #lock = new KeyLock();
  readonly #working = new Set<Promise<unknown>>();
  #closed = false;

  constructor(places: BlobPlaces, now: () => number) {
    this.description = `files ${places.folder}`;
    this.#places = places;
    this.#now = now;
    this.#incoming = new IncomingFiles(places);
  }

  async put(id: string, content: Readable | Uint8Array, options: PutOptions): Promise<BlobInfo> {
    try {
      return await this.#put(id, content, options);
    } catch (error) {
      // Whatever the reason, nobody reads on: the source may let go of what it holds.
      if (!(content instanceof Uint8Array)) content.destroy();
      throw error;
    }
  }

  claim(ids: readonly string[]): Promise<void> {
    return this.#accept(async () => {
      const places = [...new Set(ids)].map((id) => this.#placeOf(id));
      for (let start = 0; start < places.length; start += CLAIMS_AT_ONCE) {
        await Promise.all(
          places
            .slice(start, start + CLAIMS_AT_ONCE)
            .map((place) => this.#exclusively(place, () => this.#claimOne(place))),
        );
      }
    });
  }

  info(id: string): Promise<BlobInfo | undefined> {
    return this.#accept(async () => {
      const found = await onDisk(() => findRecord(this.#placeOf(id)));
      return found?.hasContent === true ? toInfo(found) : undefined;
    });
  }

  open(id: string, range?: { readonly start: number; readonly end: number }): Promise<Readable> {
    return this.#accept(() =>
      onDisk(async () => {
        const place = this.#placeOf(id);
        const found = await findRecord(place);
        if (found?.hasContent !== true) throw new BlobNotFoundError('no blob stands under this id');
        const { size, sha256 } = found.record;
        const { start, end } = range === undefined ? { start: 0, end: size - 1 } : within(range, size);
        const handle = await open(place.content, 'r').catch((error: unknown) => {
          throw isMissing(error) ? new BlobNotFoundError('the blob was deleted') : error;
        });
        const whole = start === 0 && end === size - 1;
        // A whole blob is read to the end of its file, so that bytes too many are noticed too.
        const source = handle.createReadStream(whole ? {} : { start, end });
        return checkedStream(source, { length: end - start + 1, ...(whole ? { sha256 } : {}) });
      }),
    );
  }

  delete(id: string): Promise<void> {
    return this.#accept(async () => {
      const place = this.#placeOf(id);
      await this.#exclusively(place, async () => {
        const claimed = await readRecord(place.claimed).catch(ifDamaged(true));
        if (claimed !== undefined) await this.#move(place.claimed, place.pending);
        await this.#remove(place);
      });
    });
  }

  sweep(before: number): Promise<number> {
    return this.#accept(() =>
      onDisk(async () => {
        let removed = await this.#incoming.sweep(before);
        for (const folder of await readdir(this.#places.pending)) {
          for (const name of await readdir(join(this.#places.pending, folder))) {
            const key = keyOfRecord(name);
            if (key === undefined || this.#closed) continue;
            const place = this.#places.ofKey(key);
            if (await this.#exclusively(place, () => this.#removeOlder(place, before))) removed += 1;
          }
        }
        return removed;
      }),
    );
  }

  /** Makes a file where new bytes go, as a put would, and takes it away. */
  async checkHealth(): Promise<string | undefined> {
    try {
      await this.#accept(() => this.#incoming.receive(Buffer.of(0), 1, () => Promise.resolve()));
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : 'the folder cannot be written';
    }
  }

  /** Waits for the calls that were accepted; streams that are open go on. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#working);
  }

  #put(id: string, content: Readable | Uint8Array, options: PutOptions): Promise<BlobInfo> {
    return this.#accept(async () => {
      const place = this.#placeOf(id);
      checkMaxBytes(options.maxBytes);
      return await this.#incoming.receive(content, options.maxBytes, (received) =>
        this.#exclusively(place, () => this.#keep(id, place, received, options)),
      );
    });
  }

  async #keep(id: string, place: BlobPlace, received: ReceivedFile, options: PutOptions): Promise<BlobInfo> {
    const now = this.#now();
    const found = await findRecord(place);
    // A pending record without content is what a crash left: no put under this id was ever answered.
    const known = found !== undefined && (found.claimed || found.hasContent) ? found : undefined;
    if (known !== undefined && (known.record.sha256 !== received.sha256 || known.record.size !== received.size)) {
      throw new BlobConflictError('other bytes are stored under this id');
    }
    const { size, sha256 } = received;
    const { contentType, name } = options;
    const record: BlobRecord =
      known === undefined
        ? { id, size, sha256, contentType, ...(name === undefined ? {} : { name }), createdAt: now, writtenAt: now }
        : { ...known.record, writtenAt: now };
    if (known?.claimed !== true) await this.#writeRecord(place, record);
    if (known?.hasContent !== true) await this.#move(received.file, place.content);
    return toInfo({ record, claimed: known?.claimed === true, hasContent: true });
  }

  async #writeRecord(place: BlobPlace, record: BlobRecord): Promise<void> {
    const text = Buffer.from(JSON.stringify(record));
    await this.#incoming.receive(text, text.length, ({ file }) => this.#move(file, place.pending));
  }

  async #claimOne(place: BlobPlace): Promise<void> {
    const found = await findRecord(place);
    if (found === undefined || found.claimed || !found.hasContent) return;
    await this.#move(place.pending, place.claimed);
    // Else a power cut may bring the pending record back beside the claimed one.
    await syncFolder(dirname(place.pending));
  }

  async #removeOlder(place: BlobPlace, before: number): Promise<boolean> {
    // A record that nobody can read any more is as old as anything.
    const record = await readRecord(place.pending).catch(ifDamaged({ writtenAt: Number.NEGATIVE_INFINITY }));
    if (record === undefined || record.writtenAt >= before) return false;
    const claimed = await readRecord(place.claimed).catch(ifDamaged(true));
    if (claimed === undefined) await this.#remove(place);
    else await removeFile(place.pending);
    return true;
  }

  async #remove(place: BlobPlace): Promise<void> {
    await removeFile(place.content);
    await removeFile(place.pending);
  }

  async #move(file: string, place: string): Promise<void> {
    await this.#folders.need(dirname(place));
    await moveInto(file, place);
  }

  #placeOf(id: string): BlobPlace {
    checkId(id);
    return this.#places.of(id);
  }

  #exclusively<Result>(place: BlobPlace, work: () => Promise<Result>): Promise<Result> {
    return this.#lock.run(place.key, () => onDisk(work));
  }

  async #accept<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#closed) throw new BlobsUnavailableError('the blob store is closed');
    const accepted = work();
    this.#working.add(accepted);
    try {
      return await accepted;
    } finally {
      this.#working.delete(accepted);
    }
  }
}

function ifDamaged<Substitute>(substitute: Substitute): (error: unknown) => Substitute {
  return (error) => {
    if (error instanceof BlobDamagedError) return substitute;
    throw error;
  };
}
