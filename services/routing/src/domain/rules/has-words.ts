const WORD = /[\p{L}\p{M}\p{N}_]/u;
/** Written without blanks between words, or (Hangul) with endings that are written to the word: any place may be a boundary. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\u30fc]/u;

const TOKENS = new RegExp(`[${WORD.source}--${UNSPACED.source}]+|${UNSPACED.source}`, 'gv');

/**
 * What a text surely has that has the phrase: words of their own, and characters of scripts without blanks. Both in the form
 * of `foldText`.
 */
export function tokensOf(text: string): readonly string[] {
  return text.match(TOKENS) ?? [];
}

/**
 * Whether a phrase stands in a text as whole words: "fund" not in "refund", and in "the fund's". In scripts without blanks
 * it is enough that it is contained. Both in the form of `foldText`; an empty phrase is nowhere.
 */
export function hasWords(text: string, phrase: string): boolean {
  if (phrase === '') return false;
  for (let at = text.indexOf(phrase); at !== -1; at = text.indexOf(phrase, at + 1)) {
    if (isBoundary(text, at) && isBoundary(text, at + phrase.length)) return true;
  }
  return false;
}

/** Whether a word ends or begins at this index; the ends of the text are such places. */
function isBoundary(text: string, at: number): boolean {
  const before = characterBefore(text, at);
  const after = at < text.length ? String.fromCodePoint(text.codePointAt(at) ?? 0) : '';
  if (!WORD.test(before) || !WORD.test(after)) return true;
  return UNSPACED.test(before) || UNSPACED.test(after);
}

function characterBefore(text: string, at: number): string {
  if (at === 0) return '';
  const last = text.charCodeAt(at - 1);
  const isSecondHalf = last >= 0xdc00 && last <= 0xdfff && at > 1;
  return text.slice(at - (isSecondHalf ? 2 : 1), at);
}
