import type { Mark } from './match-text.ts';

export const MAX_EXCERPT = 200;
/** Characters shown before the first place, at most. */
const BEFORE = 60;
const MORE = '…';

export interface Excerpt {
  readonly text: string;
  /** The marks that lie in it, in UTF-16 units of `text`. */
  readonly marks: readonly Mark[];
}

/** The place of the first mark, in one line of at most 200 UTF-16 units that cuts no character and, if it can, no word. */
export function excerptOf(source: string, marks: readonly Mark[]): Excerpt {
  const first = marks[0]?.[0] ?? 0;
  const start = startOf(source, first);
  const lead = start > 0 ? MORE : '';
  const room = MAX_EXCERPT - lead.length;
  const isWhole = source.length - start <= room;
  const end = isWhole ? source.length : wholeCharacter(source, start + room - MORE.length);
  const text = lead + source.slice(start, end).replaceAll(/\s/gu, ' ') + (isWhole ? '' : MORE);
  const shift = lead.length - start;
  const shown = marks
    .filter(([from]) => from >= start && from < end)
    .map(([from, to]): Mark => [from + shift, Math.min(to, end) + shift]);
  return { text, marks: shown };
}

function startOf(source: string, first: number): number {
  if (first <= BEFORE) return 0;
  const earliest = wholeCharacter(source, first - BEFORE);
  const space = source.slice(earliest, first).search(/\s/u);
  return space === -1 ? earliest : earliest + space + 1;
}

/** Not between the halves of a surrogate pair, nor before a mark that belongs to the character in front. */
function wholeCharacter(source: string, place: number): number {
  let at = place;
  while (at > 0 && /^(?:[\udc00-\udfff]|\p{M}|\u200d)/u.test(source.slice(at, at + 1))) at -= 1;
  return at;
}
