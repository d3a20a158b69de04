import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CustomerId, IdentityId } from '@onethread/contracts';
import { receiveMessage } from '../../use-cases/receive-message.ts';
import { customerOf, identityRef, inbound, openTestContext } from '../../use-cases/testing/test-context.ts';
import type { BoardConversation } from './board-terms.ts';
import { CustomerNames } from './customer-names.ts';

/** As many as are kept. */
const FULL = 5000;

const of = (customerId: string): BoardConversation =>
  ({ customerId: customerId as CustomerId, lastIdentityId: customerId.slice(2) as IdentityId }) as BoardConversation;

test('who is shown keeps the name while others are read, also where more are known than are kept', async () => {
  const context = await openTestContext();
  const ref = identityRef('anna');
  await receiveMessage(context, inbound(ref, 'm1', { profile: { name: 'Anna Lind' } }));
  const anna = of(customerOf(ref));
  const names = new CustomerNames(context.collections);
  await names.read([anna]);
  const others = Array.from({ length: FULL }, (_, n) => of(`c_other${n}`));
  const reading = names.read([anna, ...others]);
  assert.equal(names.nameOf(anna), 'Anna Lind');
  await reading;
  assert.equal(names.nameOf(anna), 'Anna Lind');
  assert.equal(await names.read([anna]), false);
  await context.close();
});
