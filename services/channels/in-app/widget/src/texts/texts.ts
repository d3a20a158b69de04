import { en, type Texts } from './en.ts';

/** One file per language; a missing one falls back to English. Add `de.ts` and its line here. */
const LANGUAGES: Readonly<Record<string, Texts>> = { en };

export interface Wording {
  /** Of the texts, for `lang`. */
  readonly language: string;
  readonly texts: Texts;
  /** For dates and numbers: what the page or person asked for, as long as the browser knows it. */
  readonly locale: string;
}

export function wordingFor(wanted: readonly (string | undefined)[]): Wording {
  const known = wanted.filter((tag) => tag !== undefined).filter(isLocale);
  const language = known.map((tag) => new Intl.Locale(tag).language).find((tag) => tag in LANGUAGES) ?? 'en';
  const locale = known.find((tag) => new Intl.Locale(tag).language === language) ?? language;
  return { language, locale, texts: LANGUAGES[language] ?? en };
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
