import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitFor } from '@onethread/testkit';
import { ACCOUNT, OUR_NUMBER, PERSON, partOf, whenBound } from '../testing/harness.ts';
import { playSmpp } from '../testing/scene.ts';

test('a text is shown as it was written, in GSM and in UCS-2', async (t) => {
  const { write, texts } = await playSmpp(t);
  for (const text of ['a@b_$ [€] Ünï', 'Привіт 😀']) assert.equal(await write(text), 0);
  // ï is not GSM-7, so the first is UCS-2 as well; the plain one is not.
  assert.equal(await write('a@b_$ [€]'), 0);
  assert.deepEqual(await texts(), ['a@b_$ [€] Ünï', 'Привіт 😀', 'a@b_$ [€]']);
});

for (const [charset, dataCoding, bytes, text] of [
  ['gsm', 0, [0x00, 0x02], '@$'],
  ['ia5', 0, [...Buffer.from('a@b_$')], 'a@b_$'],
  ['gsm', 1, [...Buffer.from('a@b_$')], 'a@b_$'],
  ['latin1', 0, [0xe7, 0x40], 'ç@'],
  ['gsm', 3, [0xe7, 0x40], 'ç@'],
  ['ucs2', 0, [0x04, 0x1f], 'П'],
  ['gsm', 0xf1, [0x00, 0x02], '@$'],
  ['gsm', 0x19, [0x04, 0x1f], 'П'],
] as const) {
  test(`data_coding ${dataCoding} on a bind of ${charset}`, async (t) => {
    const { write, texts } = await playSmpp(t, { env: { SMPP_CHARSET: charset } });
    assert.equal(await write('', { data_coding: dataCoding, short_message: Buffer.from(bytes) }), 0);
    assert.deepEqual(await texts(), [text]);
  });
}

test('what is no text is shown as unsupported, and answered', async (t) => {
  const { write, texts } = await playSmpp(t);
  assert.equal(await write('', { data_coding: 4, short_message: Buffer.from([1, 2, 3]) }), 0);
  assert.deepEqual(await texts(), ['unsupported']);
});

test('message_payload carries what short_message cannot', async (t) => {
  const { write, texts } = await playSmpp(t);
  assert.equal(await write('', { short_message: '', message_payload: Buffer.from('x'.repeat(1000)) }), 0);
  assert.deepEqual(await texts(), ['x'.repeat(1000)]);
});

const header = (part: number) => Buffer.from([6, 8, 4, 0x12, 0x34, 3, part]);
const ucs2 = (text: string) => Buffer.from(text, 'utf16le').swap16();

test('parts come in any order, again, and with a torn pair, and make one message', async (t) => {
  const { write, texts } = await playSmpp(t);
  const whole = ucs2('abc😀def');
  const part = (n: number, from: number, to: number) => ({
    esm_class: 0x40,
    data_coding: 8,
    short_message: Buffer.concat([header(n), whole.subarray(from, to)]),
  });
  for (const over of [part(3, 12, 16), part(1, 0, 8), part(1, 0, 8), part(2, 8, 12), part(2, 8, 12)])
    assert.equal(await write('', over), 0);
  assert.deepEqual(await texts(), ['abc😀def']);
});

test('parts by sar_* TLVs are joined as well', async (t) => {
  const { write, texts } = await playSmpp(t);
  for (const [seq, text] of [
    [2, 'world'],
    [1, 'hello '],
  ] as const)
    assert.equal(await write(text, { sar_msg_ref_num: 7, sar_total_segments: 2, sar_segment_seqnum: seq }), 0);
  assert.deepEqual(await texts(), ['hello world']);
});

test('an acknowledged part survives the process', async (t) => {
  const { centre, life, run, write, texts } = await playSmpp(t);
  assert.equal(await write('', partOf(1, 1)), 0);
  await life.service.stop();
  await waitFor(() => centre.binds().length === 0, { describe: 'the bind to end' });
  await run();
  await whenBound(centre);
  assert.equal(await write('', partOf(1, 2)), 0);
  assert.deepEqual(await texts(), ['part 1 of message 1 part 2 of message 1 ']);
});

test('a person who writes the same twice is heard twice', async (t) => {
  const { write, messages } = await playSmpp(t);
  for (const text of ['ok', 'ok']) assert.equal(await write(text), 0);
  assert.equal(new Set((await messages()).map(({ entryId }) => entryId)).size, 2);
});

test('the same PDU after a bind that broke before its answer is the same message', async (t) => {
  const { centre, stage, write, messages } = await playSmpp(t);
  const held = Promise.withResolvers<void>();
  stage.holdPublishing(held.promise);
  const first = write('ok').catch(() => 'broken');
  await waitFor(
    async () => {
      const noted = await stage.documents.collection<{ _id: string; rev: number; hash: string }>({
        name: 'smpp_unanswered',
        indexes: { byHash: { fields: ['hash'] } },
        expiresAtField: 'expiresAt',
      });
      return (await noted.count({ index: 'byHash' }, 10)) === 1;
    },
    { describe: 'the note of the first' },
  );
  centre.dropLinks();
  assert.equal(await first, 'broken');
  await waitFor(() => centre.bindRequests().length === 2, { describe: 'the second bind' });
  await whenBound(centre);
  held.resolve();
  assert.equal(await write('ok'), 0);
  assert.equal(new Set((await messages()).map(({ entryId }) => entryId)).size, 1);
});

test('what comes again after our “try later” is the same message, and what is written again is not', async (t) => {
  const { stage, write, messages } = await playSmpp(t);
  stage.failPublishing('refused');
  assert.equal(await write('ok'), 0x64);
  stage.failPublishing('answer-lost');
  assert.equal(await write('ok'), 0x64);
  stage.failPublishing(undefined);
  assert.equal(await write('ok'), 0);
  const ids = async () => (await messages()).map(({ entryId }) => entryId);
  assert.equal((await ids()).length, 2);
  assert.equal(new Set(await ids()).size, 1);
  assert.equal(await write('ok'), 0);
  assert.equal(new Set(await ids()).size, 2);
});

test('quick messages of one person keep their order', async (t) => {
  const { write, texts } = await playSmpp(t);
  const words = Array.from({ length: 20 }, (_, n) => `word ${n}`);
  await Promise.all(words.map((word) => write(word)));
  assert.deepEqual(await texts(), words);
});

test('STOP is kept here, answered with the settings’ words, and ends replies', async (t) => {
  const env = { SMS_KEYWORDS: '{"en":{"stopText":"You will hear no more."}}' };
  const { centre, write, reply, last, stage } = await playSmpp(t, { env });
  assert.equal(await write('Stop'), 0);
  await waitFor(() => centre.accepted().length === 1, { describe: 'the confirmation' });
  assert.equal(centre.accepted()[0]?.text, 'You will hear no more.');
  await reply('r_stop', 'hello?');
  assert.equal((await last('r_stop', 'failed')).reason?.code, 'opted-out');
  assert.equal(centre.accepted().length, 1);
  const standing = (await stage.received()).find((record) => record.type === 'standing');
  assert.equal(standing?.standing, 'blocked');
});

test('numbers come without a plus and with odd types, names stay names', async (t) => {
  const { centre, messages } = await playSmpp(t);
  for (const [source_addr_ton, source_addr] of [
    [1, '447700900001'],
    [0, '447700900001'],
    [0, '12345'],
    [5, 'ACME'],
  ] as const)
    await centre.sendText(ACCOUNT, PERSON, OUR_NUMBER, 'hello', { source_addr_ton, source_addr, dest_addr_ton: 0 });
  assert.deepEqual(
    (await messages()).map(({ identity }) => [identity.account, identity.externalId]),
    [
      [OUR_NUMBER, PERSON],
      [OUR_NUMBER, PERSON],
      [OUR_NUMBER, '12345'],
      [OUR_NUMBER, 'ACME'],
    ],
  );
});
