import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { seeded } from '@onethread/testkit';
import { isForward, visibleReply } from './visible-reply.ts';

const FIXTURES = new URL('../../fixtures/reply-trimmer/', import.meta.url);
const names = readdirSync(new URL('emails', FIXTURES));
const read = (folder: string, name: string) => readFileSync(new URL(`${folder}/${name}`, FIXTURES), 'utf8');

test('there are fixtures', () => assert.ok(names.length >= 18));

for (const name of names) {
  test(`what was written in ${name} is found`, () => {
    assert.equal(visibleReply(read('emails', name)), read('trimmed', name).trim());
  });
}

test('a mail that consists of a quote alone is shown whole', () => {
  const quote = 'On Tue, 3 Mar 2026, Mia wrote:\n> Shall we?\n> Really?';
  assert.equal(visibleReply(quote), quote);
});

test('a paragraph in one long line is kept whole, above a quote and without one', () => {
  const paragraph = 'word '.repeat(1_500).trim();
  assert.equal(visibleReply(paragraph), paragraph);
  assert.equal(visibleReply(`${paragraph}\n\nOn Tue, 3 Mar 2026, Mia <m@x.org> wrote:\n> hi`), paragraph);
});

for (const [what, text] of [
  ['with signs that a replacement would take for its own', 'On Monday I\nwrote: "$& and $1 and $\'"'],
  ['that ends in tildes', 'Yours ~ Anna ~~~'],
  ['with blanks that stand for something', 'a    b\n\n\n\n\nc  \n  d'],
  ['with half a character', 'a \ud83d b'],
] as const) {
  test(`a text ${what} is not altered`, () => assert.equal(visibleReply(text), text));
}

test('a person’s own words are not taken for the heading of a quote, however they begin and end', () => {
  const own = ['Op de website staat:', ...Array.from({ length: 20 }, (_, line) => `regel ${line} van mijn vraag`)];
  const text = [...own, 'dat schreef ik al:', '> old words'].join('\n');
  assert.match(visibleReply(text), /^Op de website staat:\nregel 0 van mijn vraag/);
});

const PIECES = [
  'On Tue, 3 Mar 2026, Mia <m@x.org> wrote:',
  'On Tue, 3 Mar 2026 at 10:00, Mia with a long name',
  '<m@x.org> wrote:',
  'Am Di., 3. März 2026 schrieb Mia <m@x.org>:',
  'Op 3 maart schreef Mia:',
  'From: Mia <m@x.org>',
  '-----Original Message-----',
  '> old words',
  '>> older words',
  '-- ',
  '___',
  'Regards,',
  'Sent from my phone',
  '',
  '   ',
  'new words $& $1',
  '  indented words  ',
  'ñandú 😀 ~~~',
];

test('whatever is written in whatever order, what is shown are lines of it, in their order, and never nothing', () => {
  const random = seeded(20_260_303);
  for (let round = 0; round < 1_000; round += 1) {
    const lines = Array.from({ length: random.between(1, 25) }, () => random.pick(PIECES));
    const text = lines.join('\n');
    const shown = visibleReply(text);
    if (text.trim() === '') continue;
    assert.notEqual(shown, '', text);
    let next = 0;
    for (const line of shown.split('\n').filter((one) => one.trim() !== '')) {
      next = lines.findIndex((one, at) => at >= next && one.trim() === line.trim()) + 1;
      assert.notEqual(next, 0, `${JSON.stringify(line)} is not in\n${text}`);
    }
  }
});

test('a text beyond the parser’s bounds in which nothing is quoted is kept whole', () => {
  const long = Array.from({ length: 6_000 }, (_, line) => `line ${line}`).join('\n');
  assert.equal(visibleReply(long), long);
});

for (const [what, hostile] of [
  ['line ends', '\n'.repeat(65_536)],
  ['blanks', ' '.repeat(65_536)],
  ['blank lines with blanks', '\n \n'.repeat(30_000)],
  ['quote marks', '>'.repeat(65_536)],
  ['beginnings of a quote', 'On \n'.repeat(20_000)],
  ['headers', 'From: a\nTo: b\nSubject: c\n'.repeat(3_000)],
  ['beginnings and ends of Dutch headings', 'Op schreef x\n'.repeat(5_000)],
  ['beginnings and ends of Swedish headings', 'abc. skrev :\n'.repeat(5_000)],
  ['dates and addresses', `${'2020from<>'.repeat(39)}\n`.repeat(160)],
] as const) {
  test(`64 KB of ${what} come back`, () => assert.equal(typeof visibleReply(hostile), 'string'));
}

test('forwards are known by their subject in many languages', () => {
  assert.deepEqual(['Fwd: x', 'FW: x', 'WG: x', 'TR : x'].map(isForward), [true, true, true, true]);
  assert.deepEqual(['Re: x', 'Forward planning', 'Triage'].map(isForward), [false, false, false]);
});
