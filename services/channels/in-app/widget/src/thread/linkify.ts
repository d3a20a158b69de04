export type TextPiece = { readonly text: string; readonly url?: string };

const URLS = /\bhttps?:\/\/[^\s<>"']+/gi;
/** Ends a sentence around the address rather than the address. */
const TRAILING = '.,;:!?)]}\'"';

/** Cuts a text where it names web addresses; nothing but http and https ever becomes a link. */
export function linkify(text: string): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(URLS)) {
    const url = withoutTrailing(match[0]);
    if (!URL.canParse(url)) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ text: url, url });
    from = match.index + url.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

/** Step by step: a regular expression would take the square of a long run of such marks. */
function withoutTrailing(address: string): string {
  let end = address.length;
  while (end > 0 && TRAILING.includes(address.charAt(end - 1))) end -= 1;
  return address.slice(0, end);
}

/** The address if it is one that a browser may open from a message. */
export function safeUrl(url: string): string | undefined {
  return /^https?:\/\//i.test(url) && URL.canParse(url) ? url : undefined;
}
