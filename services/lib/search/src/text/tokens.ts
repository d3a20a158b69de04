import type { SearchQuery, Term } from './search-query.ts';
import { analyse, groupedNumbers, isDigits, MAX_NUMBER, MIN_NUMBER, withoutLeadingZeros, type Unit } from './units.ts';
import { MAX_TEXT } from './match-text.ts';

/** Raised when texts become other tokens: what was indexed before has to be made again. */
export const TOKENS_VERSION = 1;
/** Different tokens that are kept of one text. */
export const MAX_TOKENS = 6000;
const SHORTEST_GROUP = 3;

/** What an index keeps of a text: its words, each two neighbouring signs, and numbers from each of their digits on. */
export function tokensOf(text: string): ReadonlySet<string> {
  const { folded, units } = analyse(text.slice(0, MAX_TEXT));
  const tokens = new Set<string>();
  const add = (token: string): void => {
    if (tokens.size < MAX_TOKENS) tokens.add(token);
  };
  for (const [index, unit] of units.entries()) {
    if (unit.isSign) {
      const next = units[index + 1];
      add(next?.isSign === true && next.follows ? unit.text + next.text : unit.text);
    } else {
      add(unit.text);
      if (isDigits(unit.text)) addNumber(unit.text, add);
    }
  }
  for (const { digits } of groupedNumbers(folded.text)) {
    add(digits);
    addNumber(digits, add);
  }
  return tokens;
}

function addNumber(digits: string, add: (token: string) => void): void {
  add(withoutLeadingZeros(digits));
  if (digits.length < MIN_NUMBER || digits.length > MAX_NUMBER) return;
  for (let from = 1; from <= digits.length - SHORTEST_GROUP; from += 1) add(digits.slice(from));
}

/** A token that a text must have, or the beginning of one. */
export interface Requirement {
  readonly token: string;
  readonly isBeginning: boolean;
}

/**
 * What the tokens of a text must hold so that it may match. Necessary, not sufficient: whether words stand together is
 * told by `matchText` alone.
 */
export function requirementsOf({ terms }: SearchQuery): readonly Requirement[] {
  const all = new Map<string, Requirement>();
  for (const requirement of terms.flatMap(requirementsOfTerm)) {
    all.set(`${requirement.token} ${requirement.isBeginning}`, requirement);
  }
  // One letter begins too much to help, where anything else does.
  const telling = [...all.values()].filter(({ token, isBeginning }) => !isBeginning || token.length > 1);
  return telling.length > 0 ? telling : [...all.values()];
}

function requirementsOfTerm(term: Term): Requirement[] {
  if ('digits' in term) return [{ token: term.digits, isBeginning: true }];
  const { units, isBeginning } = term;
  return units.flatMap((unit, index) => {
    if (!unit.isSign) return [{ token: unit.text, isBeginning: isBeginning && index === units.length - 1 }];
    const next = units[index + 1];
    if (next?.isSign === true && next.follows) return [{ token: unit.text + next.text, isBeginning: false }];
    return isSecond(units, index) ? [] : [{ token: unit.text, isBeginning: true }];
  });
}

/** It is in the token of the sign before it already. */
function isSecond(units: readonly Unit[], index: number): boolean {
  return units[index]?.follows === true && units[index - 1]?.isSign === true;
}
