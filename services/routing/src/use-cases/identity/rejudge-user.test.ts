import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { IdentityId, IdentityRef } from '@onethread/contracts';
import { faultyDocumentStore } from '@onethread/documents';
import { meetIdentity } from '../../stores/identities.ts';
import { proposeLink } from '../link-identities.ts';
import { sweepHistory } from '../sweep-history.ts';
import { openPeopleWorld, pigeon } from './testing/people-world.ts';
import type { PeopleWorld } from './testing/people-world.ts';

const [anna, visitor, berta, dora] = ['anna', 'visitor', 'berta', 'dora'].map(pigeon) as [
  IdentityRef,
  IdentityRef,
  IdentityRef,
  IdentityRef,
];

describe('somebody who becomes a user', () => {
  let world: PeopleWorld;
  let hold: ((collection: string, method: string) => Promise<void> | undefined) | undefined;
  beforeEach(async () => {
    hold = undefined;
    world = await openPeopleWorld((store) =>
      faultyDocumentStore(store, { before: ({ collection, method }) => hold?.(collection, method) }),
    );
    await world.writes(anna, { verifiedUser: 'u1' });
    for (const other of [visitor, berta, dora]) await world.writes(other);
  });
  afterEach(() => world.close());

  const link = (a: IdentityRef, b: IdentityRef) =>
    proposeLink(world, {
      a: a.identityId as IdentityId,
      b: b.identityId as IdentityId,
      evidence: 'login',
      proved: true,
    });

  it('parts from another user before the words that say so can be seen there', async () => {
    await link(anna, visitor);
    assert.equal(await world.areOne(anna, visitor), true);
    const said = await world.writes(visitor, { verifiedUser: 'u2' });
    assert.equal(await world.areOne(anna, visitor), false);
    const { documents } = await world.collections.entries.find({
      index: 'by_entry_id',
      equals: [said.entryId],
      limit: 1,
    });
    assert.equal(documents[0]?.streamId, documents[0]?.customerId, 'written after they had parted');
    assert.deepEqual(await world.matchOf(anna, visitor), ['two-users']);
    assert.deepEqual(
      world.events().map(({ type }) => type),
      ['customer.merged', 'customer.unmerged'],
    );
  });

  it('takes along whom nothing ties to the other user, and parts from whom something does', async () => {
    await link(visitor, berta);
    await link(visitor, dora);
    await link(anna, berta);
    assert.equal((await world.personOf(anna)).length, 4);
    await world.writes(visitor, { verifiedUser: 'u2' });
    assert.deepEqual([await world.areOne(anna, berta), await world.areOne(visitor, dora)], [true, true]);
    assert.equal(await world.areOne(visitor, anna), false);
  });

  it('stays with who is the same user, and with everybody where nobody else is one', async () => {
    await link(anna, visitor);
    await world.writes(visitor, { verifiedUser: 'u1' });
    assert.equal(await world.areOne(anna, visitor), true);
    await link(berta, dora);
    await world.writes(dora, { verifiedUser: 'u3' });
    assert.equal(await world.areOne(berta, dora), true);
  });

  for (const at of ['insert', 'find', 'replace'] as const) {
    it(`while a link to another user is being decided (held before ${at} of links): it does not hold`, async () => {
      const reached = Promise.withResolvers<void>();
      const gate = Promise.withResolvers<void>();
      hold = (collection, method) => {
        if (collection !== 'links' || method !== at) return undefined;
        hold = undefined;
        reached.resolve();
        return gate.promise;
      };
      const linking = link(anna, visitor);
      await reached.promise;
      await world.writes(visitor, { verifiedUser: 'u2' });
      gate.resolve();
      await linking;
      assert.equal(await world.areOne(anna, visitor), false);
      assert.equal(await world.linkOf(anna, visitor), 'refused');
    });
  }

  it('does not hold up a link that is decided between its becoming and its looking', async () => {
    const reached = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    hold = (collection, method) => {
      if (collection !== 'links' || method !== 'find') return undefined;
      hold = undefined;
      reached.resolve();
      return gate.promise;
    };
    const writing = world.writes(visitor, { verifiedUser: 'u2' });
    await reached.promise;
    await link(anna, visitor);
    gate.resolve();
    await writing;
    assert.equal(await world.linkOf(anna, visitor), 'refused');
  });

  it('is parted by the sweeper where the process died that had met them', async () => {
    await link(anna, visitor);
    await meetIdentity(world, visitor, { verifiedUser: 'u2' });
    assert.equal(await world.areOne(anna, visitor), true);
    await sweepHistory(world, {});
    assert.equal(await world.areOne(anna, visitor), false);
  });
});
