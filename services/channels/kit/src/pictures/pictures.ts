import { createHash } from 'node:crypto';
import type { BlobStore } from '@onethread/blobs';
import { pictureBlobId, type IdentityRef } from '@onethread/contracts';
import type { DocumentStore } from '@onethread/documents';
import { recentMap } from '@onethread/runtime';
import type { KitBounds } from '../bounds.ts';
import type { FindPicture } from '../channel-host.ts';
import type { ChannelMetrics } from '../metrics.ts';
import { fetchPicture } from './fetch-picture.ts';
import { PictureLooks, type TakenLook } from './picture-looks.ts';

/** People of whom this process remembers when they are due: those who wrote last. */
const MAX_REMEMBERED = 20_000;
/** After our own store failed. */
const TRY_AGAIN_MS = 10 * 60_000;

export interface PicturesParts {
  readonly documents: DocumentStore;
  readonly blobs: Pick<BlobStore, 'put'>;
  readonly bounds: KitBounds;
  readonly now: () => number;
  readonly metrics: Pick<ChannelMetrics, 'picture'>;
  /** Durable when it resolves. `blobId` empty: they have none any more. `at` is when it was looked for, epoch ms. */
  readonly tell: (identity: IdentityRef, blobId: string, at: number) => Promise<void>;
}

interface Run {
  readonly ended: Promise<void>;
  readonly abortion: AbortController;
}

type Outcome = 'kept' | 'unchanged' | 'none' | 'failed';

interface Wish {
  readonly identity: IdentityRef;
  readonly find: FindPicture;
}

/**
 * Looks for people's pictures beside all else: few at a time, each person once a day, in nobody's way. What goes wrong is
 * counted, and the person is looked for again the next day.
 */
export class Pictures {
  readonly #parts: PicturesParts;
  readonly #looks: PictureLooks;
  readonly #dueAt = recentMap<string, number>(MAX_REMEMBERED);
  readonly #waiting = new Map<string, Wish>();
  readonly #running = new Map<string, Run>();
  readonly #stopping = new AbortController();

  static async open(parts: PicturesParts): Promise<Pictures> {
    return new Pictures(parts, await PictureLooks.open(parts.documents, parts.bounds.pictureEveryMs));
  }

  private constructor(parts: PicturesParts, looks: PictureLooks) {
    this.#parts = parts;
    this.#looks = looks;
  }

  /** See `ChannelHost.lookForPicture`: one look at memory, nothing more, for whoever was looked for today. */
  look(identity: IdentityRef, find: FindPicture): void {
    const { identityId } = identity;
    if (this.#stopping.signal.aborted || this.#running.has(identityId) || this.#waiting.has(identityId)) return;
    if ((this.#dueAt.get(identityId) ?? 0) > this.#parts.now()) return;
    if (this.#waiting.size >= this.#parts.bounds.maxWaitingPictures) return this.#parts.metrics.picture('dropped');
    this.#waiting.set(identityId, { identity, find });
    this.#startMore();
  }

  /** When it resolves nothing is under way for this person, and nothing is kept of them. */
  async forget(identityId: string): Promise<void> {
    this.#waiting.delete(identityId);
    const run = this.#running.get(identityId);
    run?.abortion.abort();
    await run?.ended;
    this.#dueAt.delete(identityId);
    await this.#looks.forget(identityId);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#waiting.clear();
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
  }

  #startMore(): void {
    for (const [identityId, wish] of this.#waiting) {
      if (this.#running.size >= this.#parts.bounds.maxPictures) return;
      this.#waiting.delete(identityId);
      const abortion = new AbortController();
      const ended = this.#run(wish, abortion.signal).then((outcome) => {
        this.#running.delete(identityId);
        if (outcome !== undefined) this.#parts.metrics.picture(outcome);
        this.#startMore();
      });
      this.#running.set(identityId, { ended, abortion });
    }
  }

  /** Never throws; undefined where somebody else has looked. */
  async #run({ identity, find }: Wish, forgotten: AbortSignal): Promise<Outcome | undefined> {
    const { now, bounds } = this.#parts;
    const { identityId } = identity;
    const look = await this.#looks.take(identityId, now()).catch(() => undefined);
    if (look === undefined) {
      this.#dueAt.set(identityId, now() + TRY_AGAIN_MS);
      return 'failed';
    }
    this.#dueAt.set(identityId, typeof look === 'number' ? look : look.at + bounds.pictureEveryMs);
    if (typeof look === 'number') return undefined;
    const signal = AbortSignal.any([this.#stopping.signal, forgotten, AbortSignal.timeout(bounds.pictureMs)]);
    // What it says may hold an address with a token in it: it is counted, and no more.
    return await this.#found(identity, find, look, signal).catch(() => 'failed' as const);
  }

  async #found(identity: IdentityRef, find: FindPicture, look: TakenLook, signal: AbortSignal): Promise<Outcome> {
    const { blobs, bounds, tell } = this.#parts;
    const { known } = look;
    const place = await find(signal);
    if (place === undefined) {
      if (known !== undefined) await tell(identity, '', look.at);
      if (known !== undefined) await look.keep(undefined);
      return 'none';
    }
    // An address may be one: what is kept of it says nothing.
    const version = place.version === undefined ? undefined : sha256Of(place.version);
    if (version !== undefined && version === known?.version) return 'unchanged';
    const maxBytes = bounds.maxPictureBytes;
    const picture = await fetchPicture(await place.open({ maxBytes, signal }), maxBytes);
    if (picture === undefined) return 'failed';
    const { bytes, contentType } = picture;
    const sha256 = sha256Of(bytes);
    signal.throwIfAborted();
    const isNew = sha256 !== known?.sha256;
    if (isNew) {
      const blobId = pictureBlobId(identity.identityId, `${look.at}:${sha256}`);
      await blobs.put(blobId, bytes, { maxBytes, contentType, name: 'picture' });
      await tell(identity, blobId, look.at);
    }
    await look.keep({ sha256, ...(version === undefined ? {} : { version }) });
    return isNew ? 'kept' : 'unchanged';
  }
}

function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
