import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleChannel, sampleIdentity, sampleItem, sampleReply } from '../../../tests/wire-samples.ts';
import type { Item, Watermark } from '../../../wire/model.ts';
import { closesSoon, leftWords, replyWindow, windowWords } from './reply-window.ts';

const HOUR_MS = 3600_000;
const MINUTE_MS = 60_000;
const wrote = (hour: number, change: Partial<Item> = {}) => sampleItem(`m${hour}`, hour * HOUR_MS * 1000, change);
const told = (hour: number): Record<string, Watermark> => ({
  i1: { identityId: 'i1', deliveredUpToUs: 0, readUpToUs: 0, wroteAtMs: hour * HOUR_MS },
});
const at = (hours: number, items: readonly Item[], change = {}, watermarks = {}) =>
  replyWindow(sampleChannel(change), sampleIdentity(), { items, watermarks }, hours * HOUR_MS);
const words = (hours: number, change = {}) => windowWords(at(hours, [wrote(1)], change), hours * HOUR_MS);

test('it counts from the last message that the person wrote from that very address', () => {
  const message = wrote(3).content;
  assert.ok(message.kind === 'message');
  const items = [
    wrote(1),
    wrote(9, { identityId: 'i2' }),
    wrote(10, { content: sampleReply() }),
    wrote(11, { content: { ...message, fromAgentOutside: true } }),
    wrote(12, { content: { ...message, automatic: true } }),
  ];
  assert.equal(at(24, items).closesAtMs, 25 * HOUR_MS);
  assert.equal(at(24, items).open, true);
  assert.equal(at(25, items).open, false);
});

test('what routing knows counts where the message itself is not in sight, and the provider’s clock where it is earlier', () => {
  assert.equal(at(24, [], {}, told(2)).closesAtMs, 26 * HOUR_MS);
  assert.equal(at(24, [wrote(5)], {}, told(2)).closesAtMs, 29 * HOUR_MS);
  const { content } = wrote(5);
  assert.ok(content.kind === 'message');
  const late = wrote(5, { content: { ...content, providerTimeMs: 3 * HOUR_MS } });
  assert.equal(at(24, [late]).closesAtMs, 27 * HOUR_MS);
});

test('a channel without a window is always open, one from which nobody wrote never', () => {
  assert.equal(at(0, [], { replyWindowHours: 0 }).open, true);
  assert.equal(at(0, []).open, false);
});

test('after it, only people may write where the channel says so', () => {
  const longer = { personWindowHours: 168 };
  assert.deepEqual([at(24, [wrote(1)], longer).peopleOnly, at(26, [wrote(1)], longer).peopleOnly], [false, true]);
  assert.equal(at(26, [wrote(1)], longer).open, true);
  assert.equal(at(169, [wrote(1)], longer).open, false);
  assert.equal(words(26, longer), 'a person may answer for 5 d more');
  assert.equal(words(168, longer), 'a person may answer for 60 min more');
});

test('it is counted down, with a warning in its last hour', () => {
  assert.equal(words(22), 'open for 3 h more');
  assert.equal(words(24.5), 'closes in 30 min');
  assert.equal(words(25), 'closed until the customer writes again');
  assert.deepEqual(
    [23, 24, 25].map((hour) => closesSoon(at(hour, [wrote(1)]), hour * HOUR_MS)),
    [false, true, false],
  );
  assert.deepEqual(
    [30_000, 119 * MINUTE_MS, 2 * HOUR_MS, 71 * HOUR_MS, 73 * HOUR_MS].map((left) => leftWords(left, 0)),
    ['1 min', '119 min', '2 h', '71 h', '3 d'],
  );
});

test('a blocked address is shut, however open its window', () => {
  const blocked = sampleIdentity({ standing: 'blocked', standingReason: 'opted-out' });
  for (const channel of [sampleChannel(), sampleChannel({ replyWindowHours: 0 })]) {
    const window = replyWindow(channel, blocked, { items: [wrote(1)], watermarks: {} }, 2 * HOUR_MS);
    assert.deepEqual([window.open, window.blocked], [false, true]);
    assert.equal(windowWords(window, 2 * HOUR_MS), 'blocked: nothing may be sent there');
  }
});
