import { tokensOf, type Requirement } from '../text/tokens.ts';

/** Beginnings of words are tokens too, since an index on an array finds whole elements only: of so many characters. */
const BEGINNINGS = [8, 5, 3, 2] as const;
const BEGINNING = '\ue002';
const CUSTOMER = '\ue000';

/** Most tokens of one entry, so that it stays far below 1 MiB. */
const MAX_ENTRY_TOKENS = 12_000;

/** Everything that an entry is found by; `undefined` for a text without words. */
export function entryTokens(customerId: string, text: string): readonly string[] | undefined {
  const words = tokensOf(text);
  if (words.size === 0) return undefined;
  const tokens = new Set([customerToken(customerId), ...words]);
  for (const word of words) {
    for (const length of BEGINNINGS) if (word.length >= length) tokens.add(BEGINNING + word.slice(0, length));
    // A single sign is what a query of such a script may be made of.
    if (word.length <= 2) tokens.add(BEGINNING + word.slice(0, 1));
  }
  return [...tokens].slice(0, MAX_ENTRY_TOKENS);
}

export function customerToken(customerId: string): string {
  return CUSTOMER + customerId;
}

/** The element of the array by which entries that meet a requirement are found; `undefined` where none is kept. */
export function elementOf({ token, isBeginning }: Requirement): string | undefined {
  if (!isBeginning) return token;
  if (token.length === 1) return BEGINNING + token;
  const length = BEGINNINGS.find((kept) => token.length >= kept);
  return length === undefined ? undefined : BEGINNING + token.slice(0, length);
}

/** Whether an entry with these tokens meets it. */
export function meets(tokens: readonly string[], { token, isBeginning }: Requirement): boolean {
  return isBeginning ? tokens.some((one) => one.startsWith(token)) : tokens.includes(token);
}
