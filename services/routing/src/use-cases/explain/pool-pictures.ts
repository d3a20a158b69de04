import { settingsInForce } from '../../stores/settings-in-force.ts';
import { readPoolPicture, type PictureContext, type PoolPicture } from './pool-picture.ts';

/**
 * Pictures of pools for all who ask. Of each pool at most one is read at a time, and whoever comes meanwhile shares the next:
 * however many ask, a pool of thousands is not read more than twice for all of them, and nobody is told what was before
 * they asked.
 */
export class PoolPictures {
  readonly #context: PictureContext;
  /** Asked for and not begun: one that is begun may have read what has changed since. */
  readonly #next = new Map<string, Promise<PoolPicture>>();
  /** Begun or not, whatever becomes of it. */
  readonly #last = new Map<string, Promise<unknown>>();

  constructor(context: PictureContext) {
    this.#context = context;
  }

  /** A pool as it is from now on at the latest. Throws the store's errors. */
  async of(pool: string): Promise<PoolPicture> {
    const waiting = this.#next.get(pool);
    if (waiting !== undefined) return await waiting;
    const before = this.#last.get(pool) ?? Promise.resolve();
    const picture = before.then(() => {
      this.#next.delete(pool);
      return this.#read(pool);
    });
    this.#next.set(pool, picture);
    const settled = picture.catch(() => undefined);
    this.#last.set(pool, settled);
    void settled.then(() => {
      if (this.#last.get(pool) === settled) this.#last.delete(pool);
    });
    return await picture;
  }

  async #read(pool: string): Promise<PoolPicture> {
    return await readPoolPicture(this.#context, pool, await settingsInForce(this.#context));
  }
}
