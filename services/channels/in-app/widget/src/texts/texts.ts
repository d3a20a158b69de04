import type en from './en.json';

/** Every word that a person reads. Friendly, plain, personal; says what to do next. */
export type Texts = typeof en & {
  /** Of languages that are written from right to left; else the panel reads as the page does. */
  readonly direction?: 'rtl';
  /** The build that the file came with. */
  readonly build?: string;
};

/** One text in the forms that a language has for a number; `other` always. */
export type Forms = { readonly other: string } & { readonly [form in Intl.LDMLPluralRule]?: string };

/** One file each beside this one, served as `/in-app/texts/<language>.json` and loaded where it is wanted. */
export const LANGUAGES: readonly string[] = ['en', 'uk', 'pl', 'ru', 'ja'];

export interface Language {
  /** Of the texts, for `lang`. */
  readonly language: string;
  /** For dates and numbers: what the page or person asked for, as long as the browser knows it. */
  readonly locale: string;
}

/** The first of the wanted (BCP 47) that there is, else English. `allowed`, where it is not empty, are the app's choice. */
export function languageFor(wanted: readonly (string | undefined)[], allowed: readonly string[] = []): Language {
  const there = LANGUAGES.filter((tag) => allowed.length === 0 || allowed.includes(tag));
  const known = wanted.filter((tag) => tag !== undefined).filter(isLocale);
  const language =
    known.map((tag) => new Intl.Locale(tag).language).find((tag) => there.includes(tag)) ?? there[0] ?? 'en';
  return { language, locale: known.find((tag) => new Intl.Locale(tag).language === language) ?? language };
}

/** Words with what they speak of. Forms are chosen by `count`, by the rules of the language. */
export type Say = (text: string | Forms, values: Readonly<Record<string, string | number>>) => string;

export function sayIn({ language, locale }: Language): Say {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(locale);
  return (text, values) => {
    const words =
      typeof text === 'string' ? text : (text?.[rules.select(Number(values['count']))] ?? text?.other ?? '');
    return words.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name] ?? '';
      return typeof value === 'number' ? numbers.format(value) : value;
    });
  };
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
