import { recentMap } from '@onethread/runtime';

/** Ids that are remembered; what is older is handed over again and dropped behind the log. */
export const MAX_REMEMBERED = 10_000;

/** Messages that this process made durable a moment ago: a look at the conversations need not hand them over again. */
export class TakenRecently {
  readonly #mids = recentMap<string, true>(MAX_REMEMBERED);

  add(mids: Iterable<string>): void {
    for (const mid of mids) this.#mids.set(mid, true);
  }

  has(mid: string): boolean {
    return this.#mids.has(mid);
  }
}
