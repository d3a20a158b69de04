import type { Part } from '@onethread/contracts';
import { clip } from './clip.ts';

/** Longest text of one part; every product's own limit lies far below. Keeps a message under the log's record size. */
const MAX_TEXT = 50_000;

export function textPart(text: string): Part {
  return { kind: 'text', text: clip(text, MAX_TEXT) };
}

/** A card for agents; an address that is none, or is too long, is left out. */
export function card(title: string, url?: string | null): Part {
  const fits = typeof url === 'string' && url.length <= 2000 && /^https?:\/\//.test(url);
  return { kind: 'card', title: clip(title, 500), ...(fits ? { url } : {}) };
}
