import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { followUpEntryId } from '@onethread/contracts';
import type { IdentityId, IdentityRef, InboundEvidence, Profile } from '@onethread/contracts';
import { retractLink } from '../link-identities.ts';
import { receiveEvidence } from './receive-evidence.ts';
import { ADA, letter, openPeopleWorld, pigeon } from './testing/people-world.ts';
import type { PeopleWorld } from './testing/people-world.ts';

const [visitor, anna, berta] = [pigeon('visitor'), pigeon('user:anna'), pigeon('user:berta')];

describe('the log-in that a channel saw', () => {
  let world: PeopleWorld;
  beforeEach(async () => {
    world = await openPeopleWorld();
    await world.writes(visitor);
  });
  afterEach(() => world.close());

  const loggedIn = (identity: IdentityRef, other: IdentityRef, profile: Profile = {}): InboundEvidence => ({
    version: 1,
    type: 'evidence',
    occurredAt: world.now(),
    entryId: followUpEntryId(identity.identityId + other.identityId, 'login'),
    identity,
    profile,
    other,
    evidence: 'login',
  });

  it('carries what the visitor wrote to the user, by both proofs, and again changes nothing', async () => {
    const told = loggedIn(anna, visitor, { name: 'Anna', verifiedUser: 'anna' });
    assert.equal(await receiveEvidence(world, told), 'linked');
    assert.equal(await receiveEvidence(world, told), 'linked');
    assert.deepEqual(await world.personOf(anna, 'proved'), await world.personOf(visitor));
    assert.equal((await world.personOf(anna)).length, 2);
    assert.equal(world.events().length, 1);
  });

  it('carries nothing of one user to the next one at the same computer', async () => {
    await receiveEvidence(world, loggedIn(anna, visitor, { verifiedUser: 'anna' }));
    assert.equal(await receiveEvidence(world, loggedIn(berta, visitor, { verifiedUser: 'berta' })), 'refused');
    assert.equal((await world.personOf(berta, 'all')).length, 1);
    assert.deepEqual(await world.matchOf(berta, visitor), ['two-users']);
  });

  it('brings along who proved the same address', async () => {
    const address = 'anna@example.org';
    await world.writes(letter(address), { email: address, provedEmail: address });
    await receiveEvidence(world, loggedIn(anna, visitor, { verifiedUser: 'anna', provedEmail: address }));
    assert.equal((await world.personOf(visitor, 'proved')).length, 3);
  });

  it('of before an agent’s retraction does not open it again; a later one does', async () => {
    const before = loggedIn(anna, visitor, { verifiedUser: 'anna' });
    await receiveEvidence(world, before);
    world.clock.advance(1000);
    await retractLink(world, { a: anna.identityId as IdentityId, b: visitor.identityId as IdentityId, by: ADA });
    assert.equal(await receiveEvidence(world, before), 'refused');
    assert.equal(await world.areOne(anna, visitor), false);
    world.clock.advance(1000);
    assert.equal(await receiveEvidence(world, loggedIn(anna, visitor, { verifiedUser: 'anna' })), 'linked');
  });

  it('of one and the same is ignored', async () => {
    assert.equal(await receiveEvidence(world, loggedIn(anna, anna, { verifiedUser: 'anna' })), 'ignored');
    assert.ok(world.counted.includes('evidence-of-itself'));
  });
});
