import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { IdentityId } from '@onethread/contracts';
import { faultyDocumentStore } from '@onethread/documents';
import { proposeLink, retractLink } from '../link-identities.ts';
import { sweepHistory } from '../sweep-history.ts';
import { customerOf } from '../testing/test-context.ts';
import { ADA, openPeopleWorld, pigeon } from './testing/people-world.ts';
import type { PeopleWorld } from './testing/people-world.ts';
import { readPerson } from './read-person.ts';

const [one, other] = [pigeon('one'), pigeon('other')];
const pair = { a: one.identityId as IdentityId, b: other.identityId as IdentityId };

describe('telling of links', () => {
  let world: PeopleWorld;
  let refuse: ((collection: string, method: string) => boolean) | undefined;
  beforeEach(async () => {
    refuse = undefined;
    world = await openPeopleWorld((store) =>
      faultyDocumentStore(store, {
        before: ({ collection, method }) => (refuse?.(collection, method) === true ? 'refuse' : 'pass'),
      }),
    );
    await world.writes(one);
    world.clock.advance(10);
    await world.writes(other);
  });
  afterEach(() => world.close());

  const believed = { ...pair, evidence: 'agent', proved: false, by: ADA, note: 'same voice' } as const;

  it('says once who became one person, who no longer is, and whose word it was', async () => {
    await proposeLink(world, believed);
    await proposeLink(world, believed);
    world.clock.advance(10);
    await retractLink(world, { ...pair, by: ADA, note: 'two people' });
    await retractLink(world, pair);
    const [merged, unmerged, ...more] = world.events();
    assert.deepEqual(more, []);
    assert.ok(merged?.type === 'customer.merged' && unmerged?.type === 'customer.unmerged');
    const both = [customerOf(one), customerOf(other)];
    assert.deepEqual([merged.survivor, merged.members, merged.agentId], [customerOf(one), both.toSorted(), 'ada']);
    assert.deepEqual(
      unmerged.persons.toSorted(({ survivor }) => (survivor === customerOf(one) ? -1 : 1)),
      both.map((customer) => ({ survivor: customer, members: [customer] })),
    );
    assert.deepEqual(
      world.published.filter(({ topic }) => topic === 'customer.events.v1').map(({ key }) => key)[0],
      customerOf(one),
    );
    const { audit } = await readPerson(world.collections, customerOf(other));
    assert.deepEqual(
      audit.map(({ action, note, by }) => [action, note, by?.name]),
      [
        ['unlinked', 'two people', 'Ada'],
        ['linked', 'same voice', 'Ada'],
      ],
    );
  });

  it('is made up for by the sweeper where the log was down', async () => {
    const deaf = { ...world, publish: () => Promise.reject(Object.assign(new Error('log down'), { retryable: true })) };
    await assert.rejects(proposeLink(deaf, believed));
    assert.deepEqual(world.events(), []);
    await sweepHistory(world, {});
    assert.deepEqual(
      world.events().map(({ type }) => type),
      ['customer.merged'],
    );
    await sweepHistory(world, {});
    assert.equal(world.events().length, 1);
  });

  it('has the same id when a crash after the telling makes it be told again', async () => {
    let replaced = 0;
    // The first decides the link, the second would say that it was told.
    refuse = (collection, method) => collection === 'links' && method === 'replace' && (replaced += 1) === 2;
    await assert.rejects(proposeLink(world, believed));
    assert.equal(world.events().length, 1);
    await sweepHistory(world, {});
    const [first, again, ...more] = world.events();
    assert.equal(first?.eventId, again?.eventId);
    assert.deepEqual(more, []);
    assert.equal((await readPerson(world.collections, customerOf(one))).audit.length, 1);
  });

  it('has another id each time that they become one person again', async () => {
    for (let n = 0; n < 2; n += 1) {
      await proposeLink(world, believed);
      await retractLink(world, pair);
    }
    assert.equal(new Set(world.events().map(({ eventId }) => eventId)).size, 4);
  });
});
