import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLogger, createRegistry } from '@onethread/runtime';
import { DEFAULT_BOUNDS } from '../bounds.ts';
import { channelMetrics } from '../metrics.ts';
import { AccountGates } from './account-gates.ts';

const THROTTLED = { outcome: 'throttled', code: 'busy', text: 'Busy.', retryAfterMs: 5_000 } as const;
const TEMPORARY = { outcome: 'temporary', code: 'down', text: 'Down.' } as const;
const SENT = { outcome: 'sent', providerMessageId: 'p1' } as const;

function gatesAt() {
  const clock = { ms: 1_000_000 };
  const logger = createLogger({ service: 'test', level: 'silent' });
  const gates = new AccountGates(() => clock.ms, DEFAULT_BOUNDS, logger, channelMetrics(createRegistry(), 'paper'));
  return { clock, gates };
}

test('after a throttle one probe goes through, and its success opens the account', () => {
  const { clock, gates } = gatesAt();
  gates.conclude('a', THROTTLED);
  assert.equal(gates.enter('a'), 5_000);
  assert.equal(gates.enter('b'), 0);
  clock.ms += 5_000;
  assert.equal(gates.enter('a'), 0);
  assert.ok(gates.enter('a') > 0, 'one at a time');
  gates.conclude('a', SENT);
  assert.equal(gates.enter('a'), 0);
  assert.equal(gates.describe(), undefined);
});

test('a probe that told nothing of the throttle lets the next one try at once', () => {
  const { clock, gates } = gatesAt();
  gates.conclude('a', THROTTLED);
  clock.ms += 5_000;
  assert.equal(gates.enter('a'), 0);
  gates.conclude('a', TEMPORARY);
  assert.equal(gates.enter('a'), 0);
  assert.ok(gates.enter('a') > 0, 'still one at a time');
});

test('a call that began before the throttle does not shorten it', () => {
  const { gates } = gatesAt();
  gates.conclude('a', THROTTLED);
  gates.conclude('a', TEMPORARY);
  assert.equal(gates.enter('a'), 5_000);
});
