import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_RECORD_BYTES } from '@onethread/contracts';
import { LogUnavailableError } from '../errors.ts';
import { MAX_WAITING_CHARACTERS, openSqliteEventLog } from './sqlite-event-log.ts';

test('publishes beyond what may wait are refused at once; the accepted ones are written and there is room again', async (t) => {
  const log = await openSqliteEventLog({ file: ':memory:' });
  t.after(() => log.close());
  const largest = { topic: 't.v1', key: 'k', value: 'x'.repeat(MAX_RECORD_BYTES) };
  const fitting = MAX_WAITING_CHARACTERS / MAX_RECORD_BYTES;
  const outcomes = await Promise.allSettled(Array.from({ length: fitting + 2 }, () => log.publish([largest])));
  const refused = outcomes.filter(
    (outcome) => outcome.status === 'rejected' && outcome.reason instanceof LogUnavailableError,
  );
  assert.equal(refused.length, 2);
  await log.publish([largest]);
});

test('a log that cannot be opened is refused as unavailable', async () => {
  await assert.rejects(openSqliteEventLog({ file: '/no/such/folder/log.db' }), LogUnavailableError);
});
