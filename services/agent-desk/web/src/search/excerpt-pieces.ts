export interface ExcerptPiece {
  readonly text: string;
  readonly marked: boolean;
}

/** An excerpt cut at its marks; marks that make no sense are left out, so that the text is always whole. */
export function excerptPieces(excerpt: string, marks: readonly number[]): readonly ExcerptPiece[] {
  const pieces: ExcerptPiece[] = [];
  let at = 0;
  for (const [start, end] of pairsOf(marks)) {
    if (start < at || end > excerpt.length) continue;
    if (start > at) pieces.push({ text: excerpt.slice(at, start), marked: false });
    pieces.push({ text: excerpt.slice(start, end), marked: true });
    at = end;
  }
  if (at < excerpt.length) pieces.push({ text: excerpt.slice(at), marked: false });
  return pieces;
}

function pairsOf(marks: readonly number[]): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  for (let index = 0; index + 1 < marks.length; index += 2) {
    const [start, end] = [marks[index] ?? 0, marks[index + 1] ?? 0];
    if (Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end > start) pairs.push([start, end]);
  }
  return pairs.toSorted((one, other) => one[0] - other[0]);
}
