import type { Part } from '@onethread/contracts';
import { clip } from '@onethread/meta-graph';

/** A card for agents; an address that is none, or is too long, is left out. */
export function card(title: string, url?: string | null): Part {
  const fits = typeof url === 'string' && url.length <= 2000 && /^https?:\/\//.test(url);
  return { kind: 'card', title: clip(title, 500), ...(fits ? { url } : {}) };
}
