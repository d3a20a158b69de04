import { analyse, isDigits, MAX_NUMBER, MAX_WORD, type AnalysedText, type Unit } from './units.ts';
import { holdsDigits, type SearchQuery, type Term } from './search-query.ts';

/** Characters of a text that are searched; what stands behind is not found. */
export const MAX_TEXT = 32_768;
/** Places that are told of one text. */
const MAX_MARKS = 100;

/** [start, end) in UTF-16 units of the text. */
export type Mark = readonly [start: number, end: number];

/** Where a text holds what is searched for, in order and without overlaps; `undefined` where it does not hold all of it. */
export function matchText(query: SearchQuery, text: string): readonly Mark[] | undefined {
  const analysed = analyse(text.slice(0, MAX_TEXT));
  const marks: Mark[] = [];
  for (const term of query.terms) {
    const found = placesOf(term, analysed);
    if (found.length === 0) return undefined;
    marks.push(...found);
  }
  const { folded } = analysed;
  return merged(marks.map(([start, end]) => [folded.sourceStart(start), folded.sourceEnd(end)]));
}

function placesOf(term: Term, analysed: AnalysedText): Mark[] {
  return 'digits' in term ? placesOfNumber(term.digits, analysed) : placesOfUnits(term, analysed.units);
}

function placesOfNumber(digits: string, { units, numbers }: AnalysedText): Mark[] {
  const found: Mark[] = [];
  for (const { text, place } of units) {
    if (found.length >= MAX_MARKS) return found;
    if (!isDigits(text) || text.length > MAX_NUMBER || !holdsDigits(text, digits)) continue;
    const within = place + Math.max(0, text.indexOf(digits));
    found.push([within, Math.min(within + digits.length, place + text.length)]);
  }
  if (found.length > 0) return found;
  return numbers.filter((number) => holdsDigits(number.digits, digits)).map(({ place, end }) => [place, end]);
}

function placesOfUnits(
  { units: wanted, isBeginning }: Extract<Term, { units: unknown }>,
  units: readonly Unit[],
): Mark[] {
  const found: Mark[] = [];
  for (let from = 0; from + wanted.length <= units.length && found.length < MAX_MARKS; from += 1) {
    const isHere = wanted.every((unit, step) => {
      const there = units[from + step] as Unit;
      const mayGoOn = (isBeginning && step === wanted.length - 1) || unit.text.length >= MAX_WORD;
      return there.text === unit.text || (mayGoOn && there.text.startsWith(unit.text));
    });
    if (!isHere) continue;
    const last = units[from + wanted.length - 1] as Unit;
    const lastWanted = wanted.at(-1) as Unit;
    found.push([(units[from] as Unit).place, last.place + lastWanted.text.length]);
  }
  return found;
}

function merged(marks: readonly Mark[]): readonly Mark[] {
  const all: [number, number][] = [];
  for (const [start, end] of marks.toSorted(([one], [other]) => one - other)) {
    const before = all.at(-1);
    if (before !== undefined && start <= before[1]) before[1] = Math.max(before[1], end);
    else all.push([start, end]);
  }
  return all.slice(0, MAX_MARKS);
}
