import { foldText } from './fold-text.ts';
import { hasWords, tokensOf } from './has-words.ts';

/** A word, or several in their order, as they are looked for. */
export interface Phrase {
  readonly text: string;
  /** See `tokensOf`. */
  readonly tokens: readonly string[];
}

export function phraseOf(words: string): Phrase {
  const text = foldText(words);
  return { text, tokens: tokensOf(text) };
}

/**
 * A text in which phrases are looked for, as `hasWords` does. Rules may name fifty thousand of them: what a phrase is made of
 * is looked up first, so that next to none has to be searched for.
 */
export class SearchedText {
  readonly #text: string;
  readonly #tokens: ReadonlySet<string>;

  /** No phrase stands across two parts. */
  constructor(parts: readonly string[]) {
    this.#text = parts.map((part) => foldText(part)).join('\n');
    this.#tokens = new Set(tokensOf(this.#text));
  }

  has({ text, tokens }: Phrase): boolean {
    return tokens.every((token) => this.#tokens.has(token)) && hasWords(this.#text, text);
  }
}
