import type { Collection, CollectionDefinition, DocumentStore, StoredDocument } from '@onethread/documents';

/** Of people without a picture nothing is kept beyond the next look. */
const KEPT_WITHOUT_MS = 2 * 24 * 3600 * 1000;

/** By identity id. */
interface PictureLook extends StoredDocument {
  /** Epoch ms. */
  readonly lookedAt: number;
  /** The picture that was told last; absent: none. */
  readonly picture?: KnownPicture;
  readonly expiresAt?: number;
}

export interface KnownPicture {
  /** Of the bytes. */
  readonly sha256: string;
  /** Of what the provider names it by. */
  readonly version?: string;
}

export const picturesCollection = {
  name: 'pictures',
  expiresAtField: 'expiresAt',
} as const satisfies CollectionDefinition;

/** When somebody's picture was looked for last, by whichever process, and what was found. */
export class PictureLooks {
  readonly #looks: Collection<PictureLook>;
  readonly #everyMs: number;

  static async open(documents: DocumentStore, everyMs: number): Promise<PictureLooks> {
    return new PictureLooks(await documents.collection<PictureLook>(picturesCollection), everyMs);
  }

  private constructor(looks: Collection<PictureLook>, everyMs: number) {
    this.#looks = looks;
    this.#everyMs = everyMs;
  }

  /**
   * Takes the look of this time (epoch ms), before anybody is asked: whoever dies on it has looked. A number: when the
   * next one is due, since somebody has it already. Throws what the store throws.
   */
  async take(identityId: string, now: number): Promise<TakenLook | number> {
    const known = await this.#looks.get(identityId);
    if (known === undefined) {
      const { outcome } = await this.#looks.insert({ _id: identityId, ...lookOf(now, undefined) });
      return outcome === 'inserted' ? new TakenLook(this.#looks, { _id: identityId, rev: 1 }, now) : this.#next(now);
    }
    if (now < this.#next(known.lookedAt)) return this.#next(known.lookedAt);
    const taken = await this.#looks.replace({ _id: identityId, rev: known.rev, ...lookOf(now, known.picture) });
    return taken.outcome === 'applied' ? new TakenLook(this.#looks, taken.document, now) : this.#next(now);
  }

  async forget(identityId: string): Promise<void> {
    await this.#looks.remove(identityId);
  }

  #next(lookedAt: number): number {
    return lookedAt + this.#everyMs;
  }
}

/** One look at somebody's picture. */
export class TakenLook {
  readonly #looks: Collection<PictureLook>;
  readonly #place: Pick<PictureLook, '_id' | 'rev' | 'picture'>;
  /** Epoch ms. */
  readonly at: number;

  constructor(looks: Collection<PictureLook>, place: Pick<PictureLook, '_id' | 'rev' | 'picture'>, at: number) {
    this.#looks = looks;
    this.#place = place;
    this.at = at;
  }

  /** What was told last. */
  get known(): KnownPicture | undefined {
    return this.#place.picture;
  }

  /** Keeps what is known now; nothing where the person was forgotten meanwhile. */
  async keep(picture: KnownPicture | undefined): Promise<void> {
    const { _id, rev } = this.#place;
    await this.#looks.replace({ _id, rev, ...lookOf(this.at, picture) });
  }
}

function lookOf(lookedAt: number, picture: KnownPicture | undefined): Omit<PictureLook, '_id' | 'rev'> {
  return { lookedAt, ...(picture === undefined ? { expiresAt: lookedAt + KEPT_WITHOUT_MS } : { picture }) };
}
