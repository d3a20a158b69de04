import { itemBytes } from '../use-cases/reading/items-page.ts';
import type { ServedItem } from '../use-cases/reading/served-item.ts';

/** Most bytes of items that are told together, unless a single one is larger. */
const MAX_PORTION_BYTES = 256 * 1024;

/** What was missed, in portions of bounded size: 200 changes may touch 200 long mails. At least one portion. */
export function inPortions(items: readonly ServedItem[]): readonly (readonly ServedItem[])[] {
  let portion: ServedItem[] = [];
  const portions = [portion];
  let bytes = 0;
  for (const served of items) {
    const weight = itemBytes(served.item);
    if (portion.length > 0 && bytes + weight > MAX_PORTION_BYTES) {
      portions.push((portion = []));
      bytes = 0;
    }
    portion.push(served);
    bytes += weight;
  }
  return portions;
}
