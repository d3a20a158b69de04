import { foldText, type FoldedText } from './fold-text.ts';

/** What words are compared by: a word, or one sign of a script that puts no space between words. */
export interface Unit {
  readonly text: string;
  readonly isSign: boolean;
  /** Nothing stands between the unit before and this one. */
  readonly follows: boolean;
  /** Where it stands in the folded text. */
  readonly place: number;
}

/** A number as people write it in groups, such as a telephone number. */
export interface GroupedNumber {
  readonly digits: string;
  readonly place: number;
  readonly end: number;
}

export interface AnalysedText {
  readonly folded: FoldedText;
  readonly units: readonly Unit[];
  readonly numbers: readonly GroupedNumber[];
}

/** A number of so many digits is found by any of its groups; of fewer, by its beginning. */
export const MIN_NUMBER = 7;
export const MAX_NUMBER = 20;
/** Of a number that begins with + or ( so many digits are enough. */
const MIN_DIALLED = 4;
/** As E.164 has it: what is longer is no telephone number written in groups. */
const MAX_GROUPED = 15;
/** Longer words are compared by so many characters. */
export const MAX_WORD = 64;

/**
 * Chinese, Japanese, Thai, Lao, Khmer and Burmese: taken sign by sign. A dictionary cuts the same characters differently
 * by what stands around them, so words cut from a text and from a query would not meet.
 */
const UNIT =
  /(?<sign>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])|[[\p{L}\p{N}\p{M}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]]+/gv;
/** The same for plain ASCII, several times faster. */
const PLAIN_UNIT = /[a-z\d]+/g;
const TELEPHONE = /(?<![\p{L}\p{N}])(?:[+(]+\d|0)[\d \-./()\u2010-\u2013]*\d/gu;
const GROUPED = /\d[\d \-./()\u2010-\u2013]*\d/gu;

export function analyse(source: string): AnalysedText {
  const folded = foldText(source);
  const units: Unit[] = [];
  let end = -1;
  for (const { 0: text, index: place, groups } of folded.text.matchAll(folded.isPlain ? PLAIN_UNIT : UNIT)) {
    units.push({
      text: text.slice(0, MAX_WORD),
      isSign: groups?.['sign'] !== undefined,
      follows: place === end,
      place,
    });
    end = place + text.length;
  }
  return { folded, units, numbers: groupedNumbers(folded.text) };
}

/**
 * Numbers written in several groups (one group is a unit already): from each group on, as many as a telephone number may
 * have, since nothing tells where one number ends and the next begins.
 */
export function groupedNumbers(text: string): readonly GroupedNumber[] {
  const numbers: GroupedNumber[] = [];
  for (const { 0: written, index: place } of text.matchAll(GROUPED)) {
    const groups = [...written.matchAll(/\d+/gu)].map((group) => ({ digits: group[0], place: place + group.index }));
    let reached = 0;
    for (let first = 0; first < groups.length - 1 && reached < groups.length; first += 1) {
      let next = first;
      let digits = '';
      for (; next < groups.length; next += 1) {
        const group = groups[next]?.digits ?? '';
        if (digits.length + group.length > MAX_GROUPED) break;
        digits += group;
      }
      const last = groups[next - 1];
      // What ends where the one before ended is a part of it.
      if (last === undefined || next <= reached || next - first < 2 || digits.length < MIN_NUMBER) continue;
      reached = next;
      numbers.push({ digits, place: groups[first]?.place ?? place, end: last.place + last.digits.length });
    }
  }
  return numbers;
}

/** The numbers of a query that are written as telephone numbers are: from +, ( or 0 on. */
export function telephoneNumbers(text: string): readonly GroupedNumber[] {
  return [...text.matchAll(TELEPHONE)]
    .map(({ 0: written, index: place }) => ({
      digits: written.replaceAll(/\D/gu, ''),
      place,
      end: place + written.length,
    }))
    .filter(({ digits, place }) => {
      const least = text[place] === '0' ? MIN_NUMBER : MIN_DIALLED;
      return digits.length >= least && digits.length <= MAX_GROUPED;
    });
}

const DIGITS = /^\d+$/;

export function isDigits(text: string): boolean {
  return DIGITS.test(text);
}

/** As it is dialled at home or abroad: 0170 … and +49 170 … meet in what follows the zeros. */
export function withoutLeadingZeros(digits: string): string {
  const rest = digits.replace(/^0+/, '');
  return rest.length >= 3 ? rest : digits;
}
