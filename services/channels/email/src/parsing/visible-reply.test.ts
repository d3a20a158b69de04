import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { seeded } from '@onethread/testkit';
import { visibleReply } from './visible-reply.ts';

const FIXTURES = new URL('../../fixtures/reply-trimmer/', import.meta.url);
const names = readdirSync(new URL('emails', FIXTURES));
const read = (folder: string, name: string) => readFileSync(new URL(`${folder}/${name}`, FIXTURES), 'utf8');

/** Where the set and we want something else, and why. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'email_headers_5.txt': 'a closing with a name is a signature',
  'embedded_email_2.txt': 'a closing with a name is a signature',
  'embedded_email_swedish.txt': 'a closing with a name is a signature',
  'embedded_email_16.txt': 'a quote above the answer is not shown',
  'quote_and_text.txt': 'a quote above the answer is not shown',
  'embedded_email_7.txt': 'a quote above the answer is not shown',
  'embedded_email_17.txt': 'a heading above everything stays: who wrote what is below is unknown',
  'embedded_email_18.txt': 'a heading above everything stays: who wrote what is below is unknown',
  'forwarded_gmail.txt': 'what is forwarded is shown',
  'forwarded_message.txt': 'what is forwarded is shown',
  'spam_1.txt': 'a quote alone is shown',
  'embedded_email_12.txt': 'a heading broken by blank lines is not known',
};

test('there are fixtures', () => assert.ok(names.length >= 64));

for (const name of names) {
  const why = OTHERWISE[name];
  if (why === undefined) {
    test(`what was written in ${name} is found`, () => {
      assert.equal(visibleReply(read('emails', name)), read('trimmed', name).replaceAll('\r\n', '\n').trim());
    });
  } else {
    test(`in ${name} no word is lost: ${why}`, () => assert.notEqual(visibleReply(read('emails', name)), ''));
  }
}

for (const [what, heading] of [
  ['English', 'On Tue, 3 Mar 2026 at 10:00, Mia Berg <mia@x.org> wrote:'],
  ['English, broken', 'On Tue, 3 Mar 2026 at 10:00, Mia Berg <\nmia@x.org> wrote:'],
  ['German', 'Am Di., 3. März 2026 um 10:00 Uhr schrieb Mia Berg <mia@x.org>:'],
  ['French', 'Le mar. 3 mars 2026 à 10:00, Mia Berg <mia@x.org> a écrit :'],
  ['Spanish', 'El mar, 3 mar 2026 a las 10:00, Mia Berg (<mia@x.org>) escribió:'],
  ['Italian', 'Il giorno mar 3 mar 2026 alle ore 10:00 Mia Berg <mia@x.org> ha scritto:'],
  ['Portuguese', 'Em ter., 3 de mar. de 2026 às 10:00, Mia Berg <mia@x.org> escreveu:'],
  ['Dutch', 'Op di 3 mrt 2026 om 10:00 schreef Mia Berg <mia@x.org>:'],
  ['Swedish', 'Den tis 3 mars 2026 kl 10:00 skrev Mia Berg <mia@x.org>:'],
  ['Norwegian', 'tir. 3. mars 2026 kl. 10:00 skrev Mia Berg <mia@x.org>:'],
  ['Finnish', 'ti 3. maalisk. 2026 klo 10.00 Mia Berg (mia@x.org) kirjoitti:'],
  ['Polish', 'wt., 3 mar 2026 o 10:00 Mia Berg <mia@x.org> napisał(a):'],
  ['Czech', 'út 3. 3. 2026 v 10:00 odesílatel Mia Berg <mia@x.org> napsal:'],
  ['Russian', 'вт, 3 мар. 2026 г. в 10:00, Mia Berg <mia@x.org>:'],
  ['Ukrainian', 'вт, 3 бер. 2026 р. о 10:00 Mia Berg <mia@x.org> пише:'],
  ['Hungarian', 'Mia Berg <mia@x.org> ezt írta (időpont: 2026. márc. 3., K, 10:00):'],
  ['Romanian', 'În mar., 3 mar. 2026 la 10:00, Mia Berg <mia@x.org> a scris:'],
  ['Turkish', 'Mia Berg <mia@x.org>, 3 Mar 2026 Sal, 10:00 tarihinde şunu yazdı:'],
  ['Greek', 'Στις Τρί 3 Μαρ 2026 στις 10:00 π.μ., ο χρήστης Mia Berg <mia@x.org> έγραψε:'],
  ['Japanese', '2026年3月3日(火) 10:00 Mia Berg <mia@x.org>:'],
  ['Chinese', 'Mia Berg <mia@x.org> 于2026年3月3日周二 10:00写道：'],
  ['Korean', '2026년 3월 3일 (화) 10:00, Mia Berg <mia@x.org>님이 작성:'],
  ['Outlook, English', 'From: Mia Berg <mia@x.org>\nSent: Tuesday, March 3, 2026 10:00\nTo: Anna\nSubject: Order'],
  ['Outlook, bold', '*From:* Mia Berg\n*Sent:* Tuesday, March 3, 2026 10:00\n*To:* Anna\n*Subject:* Order'],
  ['Outlook, German', 'Von: Mia Berg <mia@x.org>\nGesendet: Dienstag, 3. März 2026 10:00\nAn: Anna\nBetreff: Order'],
  ['Outlook, French', 'De : Mia Berg <mia@x.org>\nEnvoyé : mardi 3 mars 2026 10:00\nÀ : Anna\nObjet : Order'],
  ['Outlook, Polish', 'Od: Mia Berg <mia@x.org>\nWysłano: wtorek, 3 marca 2026 10:00\nDo: Anna\nTemat: Order'],
  ['Outlook, Russian', 'От: Mia Berg <mia@x.org>\nОтправлено: 3 марта 2026 г. 10:00\nКому: Anna\nТема: Order'],
  ['Outlook, Ukrainian', 'Від: Mia Berg <mia@x.org>\nНадіслано: 3 березня 2026 р. 10:00\nКому: Anna\nТема: Order'],
  ['Outlook, Japanese', '差出人: Mia Berg <mia@x.org>\n送信日時: 2026年3月3日 10:00\n宛先: Anna\n件名: Order'],
  ['Outlook, Chinese', '发件人: Mia Berg <mia@x.org>\n发送时间: 2026年3月3日 10:00\n收件人: Anna\n主题: Order'],
  ['a mark', '-----Ursprüngliche Nachricht-----'],
  ['a rule and a header', '________________________________\nFrom: Mia <mia@x.org>\nDate: 3.3.2026\nSubject: Order'],
] as const) {
  test(`what stands below a heading is left out with it: ${what}`, () => {
    for (const original of ['> Shall we?\n> Really?', 'Shall we?\n\nReally?']) {
      assert.equal(visibleReply(`Yes, please.\nAnna\n\n${heading}\n\n${original}`), 'Yes, please.\nAnna');
    }
  });
}

for (const [what, text] of [
  ['a colon', 'On Monday 3.3.2026 I asked your colleague:\nWhere is it?'],
  ['a name and a field', 'From: the shop in Kyiv\nI ordered two.'],
  ['fields of a form', 'Date: 3.3.2026\nOrder: 77\nSubject: shoes\nSize: 42'],
  ['a verb', 'As I wrote: it is broken.'],
  ['dashes', '---- two of them ----\nare missing'],
] as const) {
  test(`a person’s own words with ${what} are no heading`, () => assert.equal(visibleReply(text), text));
}

test('a telephone’s last line is left out in any language', () => {
  for (const line of [
    'Sent from my iPhone',
    'Отправлено с iPhone',
    'Надіслано з iPhone',
    'Wysłane z iPhone’a',
    '发自我的iPhone',
  ]) {
    assert.equal(visibleReply(`Yes.\n\n${line}`), 'Yes.');
  }
});

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
  ['beginnings of headings', 'On 3.3.2026 Mia <a@b.org\n'.repeat(2_600)],
  ['rules and marks', '------ ____ ====== a b c ------\n'.repeat(2_000)],
  ['dates and addresses', `${'2020from<>'.repeat(39)}\n`.repeat(160)],
] as const) {
  test(`64 KB of ${what} come back`, () => assert.equal(typeof visibleReply(hostile), 'string'));
}
