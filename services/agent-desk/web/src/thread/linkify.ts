export interface TextPiece {
  readonly text: string;
  /** Only ever http or https. */
  readonly href?: string;
}

const LINK = /https?:\/\/[^\s<>"]+/gi;
const AROUND = new Set('.,;:!?\'")]}');

/** Cuts a text into plain pieces and web addresses; a full stop or bracket at the end belongs to the sentence. */
export function linkify(text: string): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const match of text.matchAll(LINK)) {
    const address = withoutEnd(match[0]);
    if (!URL.canParse(address)) continue;
    if (match.index > at) pieces.push({ text: text.slice(at, match.index) });
    pieces.push({ text: address, href: address });
    at = match.index + address.length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}

/** Step by step: a regular expression would take the square of a long run of such marks, and hold up the whole desk. */
function withoutEnd(address: string): string {
  let end = address.length;
  while (AROUND.has(address.charAt(end - 1))) end -= 1;
  return address.slice(0, end);
}
