import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Profile } from '@onethread/contracts';
import { identityRef, openTestContext } from '../use-cases/testing/test-context.ts';
import type { TestContext } from '../use-cases/testing/test-context.ts';
import { meetIdentity } from './identities.ts';

describe('what an app’s backend says of its user', () => {
  let context: TestContext;
  beforeEach(async () => {
    context = await openTestContext();
  });
  afterEach(() => context.close());

  const told = async (profile: Profile, at?: number) => {
    const { rev, attributes, toldAt } = await meetIdentity(context, identityRef('anna'), profile, at);
    return { rev, attributes, at: toldAt?.['attributes'] };
  };

  it('is kept, with when it was told; the same in another order is nothing new', async () => {
    const at = context.now();
    const kept = { rev: 1, attributes: { plan: 'gold', seats: '12' }, at };
    assert.deepEqual(await told({ attributes: { plan: 'gold', seats: '12' } }), kept);
    context.clock.advance(1000);
    assert.deepEqual(await told({ attributes: { seats: '12', plan: 'gold' } }), kept);
    assert.deepEqual(await told({ name: 'Anna' }), { ...kept, rev: 2 });
  });

  it('is replaced as a whole, and taken back by nothing at all', async () => {
    await told({ attributes: { plan: 'gold', seats: '12' } });
    context.clock.advance(1000);
    const at = context.now();
    assert.deepEqual(await told({ attributes: { plan: 'free' } }), { rev: 2, attributes: { plan: 'free' }, at });
    assert.deepEqual(await told({ attributes: {} }), { rev: 3, attributes: {}, at });
  });

  it('is not brought back by what was said before its person was erased', async () => {
    const first = await meetIdentity(context, identityRef('anna'), { attributes: { plan: 'gold' } });
    const { attributes: _, toldAt: __, ...rest } = first;
    const erasedAt = context.now();
    await context.collections.identities.replace({ ...rest, externalId: '', erasedAt });
    context.collections.memory.identities.delete(first._id);
    assert.equal((await told({ attributes: { plan: 'gold' } }, erasedAt)).attributes, undefined);
    assert.deepEqual((await told({ attributes: { plan: 'free' } }, erasedAt + 1)).attributes, { plan: 'free' });
  });
});
