import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitFor } from '@onethread/testkit';
import { ACCOUNT, whenBound } from '../testing/harness.ts';
import { playSmpp } from '../testing/scene.ts';

test('the bind is a transceiver of SMPP 3.4, and a short text is one GSM message with data_coding 0', async (t) => {
  const { centre, reply, last } = await playSmpp(t);
  await reply('r_a', 'a@b_$ [€]');
  await last('r_a', 'delivered');
  assert.equal(centre.bindRequests()[0]?.['command'], 'bind_transceiver');
  assert.equal(centre.bindRequests()[0]?.['interface_version'], 0x34);
  const [sent] = centre.accepted();
  assert.deepEqual(
    [sent?.from, sent?.to, sent?.text, sent?.dataCoding, sent?.esmClass, sent?.registeredDelivery],
    ['14155550122', '447700900001', 'a@b_$ [€]', 0, 0, 1],
  );
});

test('a long text goes in parts with headers, once each, and is delivered when the last part is', async (t) => {
  const { centre, stage, reply, last } = await playSmpp(t, { centre: { receipt: 'none' } });
  const text = 'x'.repeat(400);
  await reply('r_long', text);
  await last('r_long', 'sent');
  const parts = centre.accepted();
  assert.equal(parts.map((part) => part.text).join(''), text);
  assert.deepEqual(
    parts.map(({ header, esmClass }) => [header[0]?.[3], header[0]?.[4], esmClass]),
    [
      [3, 1, 0x40],
      [3, 2, 0x40],
      [3, 3, 0x40],
    ],
  );
  assert.equal(new Set(parts.map(({ header }) => header[0]?.[2])).size, 1);
  const [first, second, third] = parts;
  assert.ok(first !== undefined && second !== undefined && third !== undefined);
  for (const part of [third, first, first]) await centre.tellReceipt(part, 'DELIVRD');
  assert.equal((await stage.statuses('r_long')).filter(({ status }) => status === 'delivered').length, 0);
  await centre.tellReceipt(second, 'DELIVRD');
  await last('r_long', 'delivered');
});

test('what GSM-7 cannot say goes as UCS-2, and no pair is torn', async (t) => {
  const { centre, reply, last } = await playSmpp(t);
  await reply('r_u', '😀'.repeat(40));
  await last('r_u', 'delivered');
  assert.deepEqual(
    centre.accepted().map(({ text, dataCoding }) => [text, dataCoding]),
    [
      ['😀'.repeat(33), 8],
      ['😀'.repeat(7), 8],
    ],
  );
});

for (const [receiptStyle, idsInAnswers, idsInReceipts, form] of [
  ['text', 'decimal', 'decimal', 'same'],
  ['tlv', 'hex', 'hex', 'same'],
  ['text', 'hex', 'decimal', 'hex-to-decimal'],
  ['both', 'decimal', 'hex', 'decimal-to-hex'],
] as const) {
  test(`receipts by ${receiptStyle}, ids ${idsInAnswers} in answers and ${idsInReceipts} in receipts`, async (t) => {
    const centre = { receiptStyle, idsInAnswers, idsInReceipts };
    const { reply, last } = await playSmpp(t, { centre, env: { SMPP_RECEIPT_IDS: form } });
    await reply('r_r', 'hello');
    await last('r_r', 'delivered');
  });
}

test('a receipt that beats the answer waits for it, and is told', async (t) => {
  const { centre, reply, last } = await playSmpp(t);
  centre.faults.next({ kind: 'slow', delayMs: 150 });
  await reply('r_slow', 'hello');
  await last('r_slow', 'delivered');
  assert.equal(centre.accepted().length, 1);
});

test('a failed part fails the reply with the carrier’s reason', async (t) => {
  const { reply, last } = await playSmpp(t, { centre: { receipt: 'UNDELIV' } });
  await reply('r_f', 'hello');
  const { reason } = await last('r_f', 'failed');
  assert.equal(reason?.code, 'smpp-undeliv');
  assert.match(reason?.text ?? '', /034/);
});

test('a message whose answer was lost is never sent again, and its receipt settles it by our reference', async (t) => {
  const { centre, reply, last } = await playSmpp(t, { centre: { receipt: 'none' } });
  centre.faults.next({ kind: 'drop-answer' });
  await reply('r_lost', 'once');
  await last('r_lost', 'unknown');
  await whenBound(centre);
  const [sent] = centre.accepted();
  assert.ok(sent !== undefined);
  await centre.tellReceipt(sent, 'DELIVRD', { user_message_reference: sent.reference });
  await last('r_lost', 'delivered');
  assert.equal(centre.accepted().length, 1);
});

test('a centre that throttles lets the whole bind rest, and nothing is lost or doubled', async (t) => {
  const { centre, reply, last } = await playSmpp(t);
  centre.faults.next({ kind: 'error', row: 'throttled' });
  await reply('r_t', 'patience');
  await last('r_t', 'delivered');
  assert.equal(centre.calls(), 2);
  assert.equal(centre.accepted().length, 1);
});

test('after a broken link a new bind goes on', async (t) => {
  const { centre, reply, last } = await playSmpp(t);
  centre.dropLinks();
  await waitFor(() => centre.bindRequests().length === 2, { describe: 'the second bind' });
  await reply('r_again', 'hello');
  await last('r_again', 'sent');
  assert.deepEqual(centre.binds(), [ACCOUNT]);
});

test('a text with typographic quotes is simplified where that saves it from UCS-2', async (t) => {
  const { centre, reply, last } = await playSmpp(t);
  await reply('r_q', '“It’s here” – now');
  await last('r_q', 'sent');
  assert.deepEqual([centre.accepted()[0]?.text, centre.accepted()[0]?.dataCoding], ['"It\'s here" - now', 0]);
});
