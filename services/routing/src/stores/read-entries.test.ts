import assert from 'node:assert/strict';
import { test } from 'node:test';
import { receiveMessage } from '../use-cases/receive-message.ts';
import { shortPages } from '../use-cases/testing/short-pages.ts';
import { customerOf, identityRef, inbound, openTestContext } from '../use-cases/testing/test-context.ts';
import { entriesAbove } from './read-entries.ts';

test('a stream is read to its end, also where its entries are so large that pages end early', async () => {
  const context = await openTestContext((store) => shortPages(store, 2));
  const anna = identityRef('anna');
  for (let n = 0; n < 5; n += 1) await receiveMessage(context, inbound(anna, `m${n}`));
  const told: string[] = [];
  for await (const { body } of entriesAbove(context.collections, customerOf(anna), 0)) told.push(body.kind);
  assert.equal(told.filter((kind) => kind === 'message').length, 5);
  await context.close();
});
