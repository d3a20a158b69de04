import { telephoneNumbers, isDigits, analyse, withoutLeadingZeros, MIN_NUMBER, type Unit } from './units.ts';
import { foldText } from './fold-text.ts';

/** Units that stand together, in this order; or a number, found by any of its groups of digits. */
export type Term = { readonly units: readonly Unit[]; readonly isBeginning: boolean } | { readonly digits: string };

/** What a text must hold to be found: every term. */
export interface SearchQuery {
  readonly terms: readonly Term[];
}

/** Thrown when a query holds nothing that can be searched for, or too much. */
export class InvalidQueryError extends Error {
  readonly code = 'invalid-query';
  readonly retryable = false;
}

export const MIN_QUERY_LENGTH = 2;
export const MAX_QUERY_LENGTH = 200;

/**
 * All words must occur; the last may be the beginning of one; what stands in quotes, or is written without a space
 * (an address, a file's name), stands together. Throws `InvalidQueryError`.
 */
export function parseQuery(written: string): SearchQuery {
  const query = written.trim();
  if (query.length < MIN_QUERY_LENGTH || query.length > MAX_QUERY_LENGTH)
    throw new InvalidQueryError(`a query is ${MIN_QUERY_LENGTH} to ${MAX_QUERY_LENGTH} characters`);
  const terms: Term[] = [];
  let isQuoted = false;
  for (const piece of query.split(/["\u201c\u201d\u201e\u00ab\u00bb]/u)) {
    if (isQuoted) addTogether(terms, piece, false);
    else addWords(terms, piece);
    isQuoted = !isQuoted;
  }
  const endsQuoted = /["\u201c\u201d\u00bb]$/u.test(query);
  const last = terms.at(-1);
  if (last !== undefined && 'units' in last && !endsQuoted) terms[terms.length - 1] = { ...last, isBeginning: true };
  if (lengthOf(terms) < MIN_QUERY_LENGTH)
    throw new InvalidQueryError('a query holds at least two letters, digits or signs');
  return { terms };
}

function addWords(terms: Term[], piece: string): void {
  let rest = foldText(piece).text;
  for (const { digits, place, end } of telephoneNumbers(rest).toReversed()) {
    terms.push({ digits: withoutLeadingZeros(digits) });
    rest = `${rest.slice(0, place)} ${rest.slice(end)}`;
  }
  for (const word of rest.split(/\s+/u)) addTogether(terms, word, false);
}

function addTogether(terms: Term[], words: string, isBeginning: boolean): void {
  const { units } = analyse(words);
  const [first] = units;
  if (first === undefined) return;
  if (units.length === 1 && isDigits(first.text) && first.text.length >= 3)
    terms.push({ digits: withoutLeadingZeros(first.text) });
  else terms.push({ units, isBeginning });
}

function lengthOf(terms: readonly Term[]): number {
  return terms.reduce((sum, term) => sum + ('digits' in term ? term.digits.length : joined(term.units)), 0);
}

function joined(units: readonly Unit[]): number {
  return units.reduce((sum, { text }) => sum + text.length, 0);
}

/** Whether a number that stands in a text is found by these digits. */
export function holdsDigits(number: string, digits: string): boolean {
  if (number.startsWith(digits) || withoutLeadingZeros(number).startsWith(digits)) return true;
  return number.length >= MIN_NUMBER && number.includes(digits);
}
