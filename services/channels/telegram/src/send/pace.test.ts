import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manualClock } from '@onethread/testkit';
import { MAX_CHATS, Pace } from './pace.ts';

const never = new AbortController().signal;

test('one chat takes a few messages at once and then has to wait, while others have their turn', async () => {
  const clock = manualClock();
  const pace = new Pace(clock.now);
  for (let n = 0; n < 3; n += 1) assert.equal(await pace.turn('bot', 'anna', never), 0);
  const gone = AbortSignal.abort();
  // Turns within the patience are waited for; here nobody does.
  for (let n = 0; n < 3; n += 1) await assert.rejects(pace.turn('bot', 'anna', gone));
  assert.equal(await pace.turn('bot', 'anna', never), 4_000);
  assert.equal(await pace.turn('bot', 'bert', never), 0);
  assert.equal(await pace.turn('other bot', 'anna', never), 0);
  clock.advance(6_000);
  assert.equal(await pace.turn('bot', 'anna', never), 0);
});

test('a bot as a whole stays within its thirty a second', async () => {
  const clock = manualClock();
  const pace = new Pace(clock.now);
  for (let n = 0; n < 30; n += 1) assert.equal(await pace.turn('bot', `chat ${n}`, never), 0);
  const gone = AbortSignal.abort();
  for (let n = 0; n < 90; n += 1) await assert.rejects(pace.turn('bot', `late ${n}`, gone));
  assert.ok((await pace.turn('bot', 'too late', never)) > 3_000);
});

test('of too many chats the one with the oldest turn is forgotten', async () => {
  const pace = new Pace(manualClock().now);
  const gone = AbortSignal.abort();
  for (let n = 0; n < 3; n += 1) await pace.turn('bot', 'anna', never);
  // Each turn is one of a chat and one of its bot.
  const others = async (name: string, count: number): Promise<void> => {
    for (let n = 0; n < count; n += 1) await pace.turn(`${name} ${n}`, 'bert', never);
  };
  await others('early', MAX_CHATS / 2 - 1);
  await assert.rejects(pace.turn('bot', 'anna', gone), 'she is remembered: the turn has to be waited for');
  await others('late', MAX_CHATS / 2);
  assert.equal(await pace.turn('bot', 'anna', gone), 0);
});
