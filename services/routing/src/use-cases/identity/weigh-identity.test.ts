import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { IdentityId } from '@onethread/contracts';
import { sweepHistory } from '../sweep-history.ts';
import { decideMatch } from './decide-links.ts';
import { ADA, letter, MAILBOX, openPeopleWorld, pigeon, wire } from './testing/people-world.ts';
import type { PeopleWorld } from './testing/people-world.ts';
import { retractLink } from '../link-identities.ts';
import { linkId } from '../../stores/links.ts';

const ANNA = 'anna@example.org';

describe('weighing who somebody is', () => {
  let world: PeopleWorld;
  beforeEach(async () => {
    world = await openPeopleWorld();
  });
  afterEach(() => world.close());

  it('links two who both proved the same address, as proved, whatever the order', async () => {
    await world.writes(pigeon('anna'), { email: ANNA, provedEmail: 'Anna@Example.org', verifiedUser: 'u1' });
    await world.writes(letter(ANNA), { email: ANNA, provedEmail: ANNA });
    assert.deepEqual(await world.personOf(pigeon('anna'), 'proved'), await world.personOf(letter(ANNA)));
    assert.equal((await world.personOf(letter(ANNA))).length, 2);
    const [event] = world.events();
    assert.ok(event?.type === 'customer.merged');
    assert.deepEqual([event.evidence, event.proved, event.members.length], ['verified-email', true, 2]);
  });

  it('asks an agent where one of them has not proved it, and links once that one does', async () => {
    await world.writes(pigeon('anna'), { email: ANNA, provedEmail: ANNA });
    await world.writes(letter(ANNA), { email: ANNA });
    assert.equal(await world.areOne(pigeon('anna'), letter(ANNA)), false);
    assert.deepEqual(await world.matchOf(pigeon('anna'), letter(ANNA)), ['same-email-unverified']);
    await world.writes(letter(ANNA), { email: ANNA, provedEmail: ANNA });
    assert.equal(await world.areOne(pigeon('anna'), letter(ANNA)), true);
    assert.equal(await world.matchOf(pigeon('anna'), letter(ANNA)), undefined);
  });

  it('asks about the same number and the same rare name, in one question for two people', async () => {
    await world.writes(pigeon('anna'), { name: 'Anna Berg', phone: '+44 7700 900001' });
    await world.writes(wire('+447700900001'), { name: 'ANNA  berg', phone: '+447700900001' });
    assert.deepEqual(await world.matchOf(pigeon('anna'), wire('+447700900001')), [
      'same-phone-unverified',
      'same-name',
    ]);
    const { documents } = await world.collections.matches.find({ index: 'open', limit: 10 });
    assert.equal(documents.length, 1);
  });

  it('asks nothing about a first name, nor about a name that more than three have', async () => {
    for (const one of ['a', 'b']) await world.writes(pigeon(one), { name: 'Anna' });
    assert.equal(await world.matchOf(pigeon('a'), pigeon('b')), undefined);
    const many = ['m1', 'm2', 'm3', 'm4', 'm5'];
    for (const one of many) await world.writes(pigeon(one), { name: 'John Smith' });
    assert.equal(await world.matchOf(pigeon('m4'), pigeon('m5')), undefined);
    assert.ok(world.counted.includes('name-of-many'));
  });

  it('neither links nor asks by the address of a role, by our own, or by one that twenty others gave', async () => {
    for (const shared of ['info@example.org', MAILBOX]) {
      await world.writes(pigeon(`1 ${shared}`), { email: shared, provedEmail: shared });
      await world.writes(pigeon(`2 ${shared}`), { email: shared, provedEmail: shared });
      assert.equal(await world.areOne(pigeon(`1 ${shared}`), pigeon(`2 ${shared}`)), false);
      assert.equal(await world.matchOf(pigeon(`1 ${shared}`), pigeon(`2 ${shared}`)), undefined);
    }
    for (let n = 0; n <= 21; n += 1) await world.writes(pigeon(`n${n}`), { email: 'class@example.org' });
    assert.equal(await world.matchOf(pigeon('n20'), pigeon('n21')), undefined);
  });

  it('refuses what would make one person of two users, and asks an agent', async () => {
    await world.writes(pigeon('one'), { email: ANNA, provedEmail: ANNA, verifiedUser: 'u1' });
    await world.writes(pigeon('two'), { email: ANNA, provedEmail: ANNA, verifiedUser: 'u2' });
    assert.equal(await world.linkOf(pigeon('one'), pigeon('two')), 'refused');
    assert.deepEqual(await world.matchOf(pigeon('one'), pigeon('two')), ['two-users']);
    assert.deepEqual(world.events(), []);
  });

  it('does not ask again what an agent dismissed, by whatever other address of the two', async () => {
    await world.writes(pigeon('anna'), { email: ANNA });
    await world.writes(letter(ANNA), { email: ANNA });
    const id = linkId(pigeon('anna').identityId as IdentityId, letter(ANNA).identityId as IdentityId);
    await decideMatch(world, id, false, { by: ADA, note: 'mother and daughter' });
    await world.writes(pigeon('anna'), { email: ANNA, name: 'Anna Berg' });
    await world.writes(letter(ANNA), { email: ANNA, name: 'Anna Berg' });
    const { documents } = await world.collections.matches.find({ index: 'open', limit: 10 });
    assert.deepEqual(documents, []);
  });

  it('lets an agent’s retraction stand against the address that both go on proving', async () => {
    const proved = { email: ANNA, provedEmail: ANNA };
    await world.writes(pigeon('anna'), proved);
    await world.writes(letter(ANNA), proved);
    const [a, b] = [pigeon('anna').identityId as IdentityId, letter(ANNA).identityId as IdentityId];
    await retractLink(world, { a, b, by: ADA });
    world.clock.advance(1000);
    await world.writes(letter(ANNA), { ...proved, name: 'Anna Berg' });
    await world.writes(pigeon('anna'), { ...proved, name: 'Anna Berg' });
    assert.equal(await world.linkOf(pigeon('anna'), letter(ANNA)), 'retracted');
    assert.equal(await world.matchOf(pigeon('anna'), letter(ANNA)), undefined);
    assert.deepEqual(
      world.events().map(({ type }) => type),
      ['customer.merged', 'customer.unmerged'],
    );
  });

  it('is finished by the sweeper where a process died after it had met somebody', async () => {
    await world.writes(pigeon('anna'), { email: ANNA, provedEmail: ANNA });
    const mail = await world.writes(letter(ANNA), { email: ANNA });
    const stored = await world.collections.identities.get(mail.identity.identityId);
    assert.ok(stored);
    assert.equal(stored.todo, undefined);
    // As a process leaves it that dies between storing and weighing.
    await world.collections.identities.replace({ ...stored, provedEmail: ANNA, todo: 1 });
    await sweepHistory(world, {});
    assert.equal(await world.areOne(pigeon('anna'), letter(ANNA)), true);
    assert.equal((await world.collections.identities.get(stored._id))?.todo, undefined);
  });

  it('costs somebody who is known nothing', async () => {
    await world.writes(pigeon('anna'), { name: 'Anna Berg', email: ANNA });
    const before = await world.collections.identities.get(pigeon('anna').identityId);
    await world.writes(pigeon('anna'), { name: 'Anna Berg', email: ANNA });
    assert.deepEqual(await world.collections.identities.get(pigeon('anna').identityId), before);
  });
});
