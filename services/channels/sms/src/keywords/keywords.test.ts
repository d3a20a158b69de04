import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keywordSetting } from './keyword-setting.ts';
import { Keywords } from './keywords.ts';

const keywords = new Keywords(
  keywordSetting.parse(
    JSON.stringify({
      de: { stop: ['Stopp'], help: ['Hilfe'], helpText: 'Wir helfen: 030 901820' },
      en: { helpText: 'We help: 030 901820' },
    }),
  ),
);

test('a keyword is the whole trimmed message in any case', () => {
  for (const word of ['STOP', ' stop\n', 'Unsubscribe', 'END', 'quit', 'StopAll', 'revoke', 'OPTOUT', 'cancel'])
    assert.equal(keywords.of(word)?.kind, 'stop', word);
  for (const word of ['START', 'unstop']) assert.equal(keywords.of(word)?.kind, 'start', word);
  for (const word of ['HELP', 'info']) assert.equal(keywords.of(word)?.kind, 'help', word);
  for (const text of ['please stop', 'STOP it', 'the end', '', 'constructor', '__proto__'])
    assert.equal(keywords.of(text), undefined, text);
});

test('each language has words and answers of its own', () => {
  assert.deepEqual(keywords.of('hilfe'), { kind: 'help', isStandard: false, answer: 'Wir helfen: 030 901820' });
  assert.equal(keywords.of('help')?.answer, 'We help: 030 901820');
  assert.deepEqual(keywords.of('STOPP'), { kind: 'stop', isStandard: false });
});

test('the provider’s own reading is believed before ours', () => {
  assert.equal(keywords.of('Schluss damit', 'STOP')?.kind, 'stop');
  assert.equal(keywords.of('STOP', 'HELP')?.kind, 'help');
  assert.equal(keywords.of('hello', 'UNKNOWN'), undefined);
});

test('words that are no JSON, or none of ours, are a fault of the settings', () => {
  for (const text of ['{', '[]', '{"de":{"halt":["x"]}}', '{"de":{"stop":[""]}}'])
    assert.equal(keywordSetting.safeParse(text).success, false, text);
});
