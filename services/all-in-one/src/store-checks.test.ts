import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSqliteDocumentStore } from '@onethread/documents';
import { openSqliteEventLog } from '@onethread/log';
import { storeChecks } from './store-checks.ts';

test('engines that answer are well; one that does not is named with its words', async () => {
  const log = await openSqliteEventLog({ file: ':memory:' });
  const history = await openSqliteDocumentStore({ file: ':memory:' });
  const small = await openSqliteDocumentStore({ file: ':memory:' });
  const checks = storeChecks({ log, history, small });
  const results = () => Promise.all(checks.map(async (one) => await one.check()));
  assert.deepEqual(await results(), [undefined, undefined, undefined]);
  await history.close();
  const [logs, histories, services] = await results();
  assert.match(histories ?? '', /^the history file does not answer: /);
  assert.deepEqual([logs, services], [undefined, undefined]);
  await Promise.all([log.close(), small.close()]);
});
