import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Happening } from '../../../wire/model.ts';
import { countActiveFaults } from './active-faults.ts';
import { addHappening, MAX_TICKER_LINES, type TickerLine } from './ticker.ts';

const delivery = (change: Partial<Extract<Happening, { kind: 'delivery' }>>): Happening => ({
  kind: 'delivery',
  provider: 'sms',
  deliveryId: 'd',
  attempt: 1,
  outcome: 200,
  willRetry: false,
  ...change,
});
const told = (happening: Happening, name = 'SMS') => {
  const [line] = addHappening([], happening, name, 0);
  return [line?.tone, line?.text];
};

test('what happens is told in words, with its outcome', () => {
  assert.deepEqual(told(delivery({})), ['good', 'SMS → Onethread: accepted, 200']);
  assert.deepEqual(told(delivery({ attempt: 3 })), ['good', 'SMS → Onethread: accepted at try 3, 200']);
  assert.deepEqual(told(delivery({ outcome: 503, willRetry: true })), [
    'wait',
    'SMS → Onethread: refused, 503; tries again',
  ]);
  assert.deepEqual(told(delivery({ outcome: 'no-answer' })), ['bad', 'SMS → Onethread: no answer; given up']);
  const call = { kind: 'call', provider: 'mail', what: 'send' } as const;
  assert.deepEqual(told({ ...call, outcome: 250 }, 'Mail'), ['good', 'Onethread → Mail: send, 250']);
  assert.deepEqual(told({ ...call, outcome: 550 }, 'Mail'), ['bad', 'Onethread → Mail: send refused, 550']);
  assert.deepEqual(told({ ...call, outcome: 'dropped' }, 'Mail'), [
    'bad',
    'Onethread → Mail: send, the answer was lost',
  ]);
});

test('equal lines in a row are counted as one, others stand on top, old ones go', () => {
  let ticker: readonly TickerLine[] = [];
  ticker = addHappening(ticker, delivery({}), 'SMS', 0);
  ticker = addHappening(ticker, delivery({}), 'SMS', 1000);
  ticker = addHappening(ticker, delivery({}), 'SMS', 60_000);
  ticker = addHappening(ticker, delivery({ outcome: 500, willRetry: true }), 'SMS', 60_001);
  assert.deepEqual(
    ticker.map(({ times }) => times),
    [1, 1, 2],
  );
  assert.equal(new Set(ticker.map(({ id }) => id)).size, 3);
  for (let at = 0; at < 200; at += 1) ticker = addHappening(ticker, delivery({ attempt: at + 2 }), 'SMS', at);
  assert.equal(ticker.length, MAX_TICKER_LINES);
});

test('each switch that is not in its normal place counts', () => {
  const well = { isUp: true, calls: 'well', errorRow: '', deliveries: 'well' } as const;
  assert.equal(countActiveFaults([{ faults: well }, { faults: well }]), 0);
  const faults = [
    { faults: { ...well, isUp: false, calls: 'slow' } },
    { faults: { ...well, deliveries: 'hold' } },
    { faults: well },
  ] as const;
  assert.equal(countActiveFaults(faults), 3);
});
