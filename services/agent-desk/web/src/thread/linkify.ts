export interface TextPiece {
  readonly text: string;
  /** Only ever http or https. */
  readonly href?: string;
}

const LINK = /https?:\/\/[^\s<>"]+/gi;

/** Cuts a text into plain pieces and web addresses; a full stop or bracket at the end belongs to the sentence. */
export function linkify(text: string): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const match of text.matchAll(LINK)) {
    const address = match[0].replace(/[.,;:!?'")\]}]+$/, '');
    if (!URL.canParse(address)) continue;
    if (match.index > at) pieces.push({ text: text.slice(at, match.index) });
    pieces.push({ text: address, href: address });
    at = match.index + address.length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}
