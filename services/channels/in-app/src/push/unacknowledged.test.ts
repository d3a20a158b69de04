import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PUSH_BOUNDS } from './bounds.ts';
import { acknowledged, duePush, nobodyAsked, pushed, replied, type Unacknowledged } from './unacknowledged.ts';

const { ackWithinMs, againAfterMs } = PUSH_BOUNDS;
const START = 1_000_000;

const after = (ids: readonly string[], state = nobodyAsked('app'), now = START): Unacknowledged =>
  ids.reduce((known, id) => replied(known, id, now, PUSH_BOUNDS), state);
const ack = (state: Unacknowledged, upTo: string): Unacknowledged => acknowledged(state, upTo, PUSH_BOUNDS);
function push(state: Unacknowledged, now: number, busy?: Parameters<typeof pushed>[2]): Unacknowledged {
  const due = duePush(state, START) ?? assert.fail('nothing is due');
  return pushed(state, due, busy, now, PUSH_BOUNDS);
}

describe('replies that no device acknowledged', () => {
  test('are due together, by the time of the first one, and a repeat adds nothing', () => {
    const state = after(['b', 'b', 'c'], after(['a']), START + 1_000);
    assert.equal(state.dueAt, START + ackWithinMs);
    assert.deepEqual(duePush(state, START), { count: 3, silent: false, upTo: 'c' });
  });

  test('are over up to what a device acknowledges; what it said before says nothing of what came since', () => {
    const state = ack(after(['a', 'b', 'c']), 'b');
    assert.deepEqual(state.waiting, ['c']);
    assert.equal(state.dueAt, START + ackWithinMs);
    assert.deepEqual(ack(state, 'b').waiting, ['c']);
    const over = ack(state, 'c');
    assert.deepEqual([over.waiting, over.dueAt], [[], undefined]);
  });

  test('are none where the acknowledgement came first, with those before them', () => {
    assert.deepEqual(after(['a', 'b'], ack(nobodyAsked('app'), 'b')).waiting, []);
    assert.deepEqual(ack(after(['a', 'b']), 'of another channel').waiting, []);
  });

  test('that come after a push change it without a sound, later', () => {
    const told = push(after(['a']), START + ackWithinMs);
    assert.deepEqual([told.dueAt, duePush(told, START)], [undefined, undefined]);
    const more = after(['b'], told, START + 20_000);
    assert.equal(more.dueAt, START + ackWithinMs + againAfterMs);
    assert.deepEqual(duePush(more, START), { count: 2, silent: true, upTo: 'b' });
    const late = after(['b'], told, START + 3_600_000);
    assert.equal(late.dueAt, START + 3_600_000 + ackWithinMs);
    assert.equal(duePush(after(['c'], ack(more, 'b'), START + 30_000), START)?.silent, false);
  });

  test('are tried again where a service is busy, with its sound, and then no more', () => {
    let state = push(after(['a']), START, { ids: ['one'], afterMs: 7_000 });
    assert.equal(state.dueAt, START + 7_000);
    state = after(['b'], state, START + 1_000);
    assert.equal(state.dueAt, START + 7_000);
    assert.deepEqual(duePush(state, START), { count: 2, silent: false, upTo: 'a', to: ['one'] });
    for (let tries = 1; tries < PUSH_BOUNDS.maxTries; tries += 1)
      state = push(state, START + tries, { ids: ['one'], afterMs: 1 });
    assert.equal(state.again, undefined);
    assert.deepEqual(duePush(state, START), { count: 2, silent: true, upTo: 'b' });
  });

  test('that were acknowledged while they were pushed are over', () => {
    const state = after(['a']);
    const due = duePush(state, START) ?? assert.fail('nothing is due');
    const over = pushed(ack(state, 'a'), due, { ids: ['one'], afterMs: 1 }, START, PUSH_BOUNDS);
    assert.deepEqual([over.waiting, over.dueAt, over.again, over.rang], [[], undefined, undefined, false]);
  });

  test('wait for the end of quiet hours on those devices alone, and are told there once, with a sound', () => {
    const dawn = START + 8 * 3_600_000;
    const due = duePush(after(['a']), START) ?? assert.fail('nothing is due');
    // The phone sleeps, the other device was told.
    let state = pushed(after(['a']), due, undefined, START, PUSH_BOUNDS, { asleep: { phone: dawn } });
    assert.deepEqual([state.dueAt, state.rang], [dawn, true]);
    state = after(['b'], state, START + 3_600_000);
    assert.equal(state.dueAt, START + 3_600_000 + ackWithinMs);
    const more = duePush(state, START + 3_600_000 + ackWithinMs) ?? assert.fail('nothing is due');
    assert.deepEqual([more.count, more.to], [2, undefined]);
    state = pushed(state, more, undefined, START + 3_700_000, PUSH_BOUNDS, { asleep: { phone: dawn } });
    assert.equal(duePush(state, dawn - 1), undefined);
    const woken = duePush(state, dawn) ?? assert.fail('nothing is due');
    assert.deepEqual([woken.count, woken.to], [2, ['phone']]);
    const over = pushed(state, woken, undefined, dawn, PUSH_BOUNDS, {});
    assert.deepEqual([over.dueAt, over.asleep], [undefined, undefined]);
  });

  test('on sleeping devices alone leave the next push its sound, and what is acknowledged meanwhile is told to nobody', () => {
    const dawn = START + 8 * 3_600_000;
    const due = duePush(after(['a']), START) ?? assert.fail('nothing is due');
    const state = pushed(after(['a']), due, undefined, START, PUSH_BOUNDS, { isHeard: false, asleep: { phone: dawn } });
    assert.deepEqual([state.dueAt, state.rang], [dawn, false]);
    const over = ack(state, 'a');
    assert.deepEqual([over.asleep, over.dueAt, duePush(over, dawn)], [undefined, undefined, undefined]);
  });

  test('and what is kept of them have an end', () => {
    const many = Array.from({ length: PUSH_BOUNDS.maxWaiting + 5 }, (_, n) => `r-${n}`);
    const state = after(many);
    assert.equal(duePush(state, START)?.count, PUSH_BOUNDS.maxWaiting);
    const said = many.reduce(ack, state);
    assert.equal(said.acknowledged.length, PUSH_BOUNDS.maxAcknowledged);
  });
});
