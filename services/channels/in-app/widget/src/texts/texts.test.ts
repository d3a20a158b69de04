import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import en from './en.json' with { type: 'json' };
import { LANGUAGES, languageFor, sayIn, type Forms, type Texts } from './texts.ts';

const textsOf = (language: string): Texts =>
  JSON.parse(readFileSync(join(import.meta.dirname, `${language}.json`), 'utf8')) as Texts;
const sayOf = (language: string) => sayIn({ language, locale: language });
const isForms = (text: object): text is Forms => 'other' in text && 'one' in text;

/** Every text by its place, forms of a number together. */
function textsByPlace(texts: object, place = ''): Map<string, string | Forms> {
  return new Map(
    Object.entries(texts).flatMap(([name, text]: [string, string | object]): [string, string | Forms][] => {
      const here = `${place}${name}`;
      if (typeof text === 'string') return [[here, text]];
      const english = here in en ? (en as Record<string, unknown>)[here] : undefined;
      return typeof english === 'object' && english !== null && isForms(english)
        ? [[here, text as Forms]]
        : [...textsByPlace(text, `${here}.`)];
    }),
  );
}
const blanks = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([blank]) => blank).toSorted();
const formsOf = (text: string | Forms): [string, string][] =>
  typeof text === 'string' ? [['', text]] : Object.entries(text as Record<string, string>);

test('every file is a language that can be chosen', () => {
  const files = readdirSync(import.meta.dirname).flatMap((name) => /^(\w+)\.json$/.exec(name)?.[1] ?? []);
  assert.deepEqual(files.toSorted(), [...LANGUAGES].toSorted());
});

for (const language of LANGUAGES) {
  test(`${language}: every text is there, with the blanks of the English one and the forms that its numbers need`, () => {
    const [english, texts] = [textsByPlace(en), textsByPlace(textsOf(language))];
    texts.delete('direction');
    assert.deepEqual([...texts.keys()], [...english.keys()]);
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    for (const [place, text] of texts) {
      const original = english.get(place) ?? '';
      assert.equal(typeof text, typeof original, place);
      const wanted = blanks(typeof original === 'string' ? original : original.other);
      for (const [form, words] of formsOf(text)) {
        assert.ok(words.trim() !== '', place);
        // A form that is said of one thing alone may leave its number out.
        if (form === '' || form === 'other') assert.deepEqual(blanks(words), wanted, `${place} ${form}`);
        else
          assert.ok(
            blanks(words).every((blank) => wanted.includes(blank)),
            `${place} ${form}`,
          );
      }
      if (typeof text !== 'string') assert.deepEqual(Object.keys(text).toSorted(), needed, place);
    }
  });
}

describe('the language', () => {
  test('is the first of those wanted that there is, else English; dates keep the region', () => {
    assert.deepEqual(languageFor(['xx', 'en-GB', 'uk']), { language: 'en', locale: 'en-GB' });
    assert.deepEqual(languageFor(['pt-BR', 'uk-UA', 'en']), { language: 'uk', locale: 'uk-UA' });
    assert.equal(languageFor(['ja-JP-u-ca-japanese']).language, 'ja');
    assert.deepEqual(languageFor(['not a tag!', undefined]), { language: 'en', locale: 'en' });
  });

  test('is one of those that the app allows', () => {
    assert.equal(languageFor(['uk', 'pl'], ['pl', 'en']).language, 'pl');
    assert.equal(languageFor(['uk'], ['ja']).language, 'ja');
  });
});

test('numbers stand in the form that the language wants for them', () => {
  const count = (language: string, number: number): string =>
    sayOf(language)(textsOf(language).launcherUnread, { count: number }).replaceAll(/\D*(?=\d)|^\D+ /g, '');
  assert.match(sayOf('en')(en.launcherUnread, { count: 1 }), /1 unread message$/);
  assert.match(sayOf('en')(en.launcherUnread, { count: 1200 }), /1,200 unread messages$/);
  const forms = (language: string): number =>
    new Set([1, 2, 5, 21, 22, 25, 111].map((number) => count(language, number).replaceAll(/\d/g, ''))).size;
  assert.deepEqual(['en', 'uk', 'pl', 'ru', 'ja'].map(forms), [2, 3, 3, 3, 1]);
});

test('what is put into a text is put there as it is', () => {
  assert.equal(sayOf('en')(en.typing, { name: '{name} $& <b>' }), '{name} $& <b> is typing…');
});
