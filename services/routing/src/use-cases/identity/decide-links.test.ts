import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { IdentityId } from '@onethread/contracts';
import { linkId } from '../../stores/links.ts';
import { proposeLink } from '../link-identities.ts';
import { OpaqueTokens } from '../reading/opaque-token.ts';
import { receiveMessage } from '../receive-message.ts';
import { resolveConversation } from '../resolve-conversation.ts';
import { sendReply } from '../send-reply.ts';
import { customerOf, inbound } from '../testing/test-context.ts';
import { decideMatch, linkPeople, unlinkPeople } from './decide-links.ts';
import { findPeople } from './find-people.ts';
import { importLinks } from './import-links.ts';
import { previewLink, previewUnlink } from './preview-link.ts';
import { listMatches } from './read-matches.ts';
import { readPerson } from './read-person.ts';
import { ADA, letter, MAILBOX, NUMBER, openPeopleWorld, pigeon, wire } from './testing/people-world.ts';
import type { PeopleWorld } from './testing/people-world.ts';

const anna = pigeon('anna');
const mail = letter('anna@example.org');
const phone = wire('+447700900001');
const idOf = (ref: { readonly identityId: string }): IdentityId => ref.identityId as IdentityId;
const word = { by: ADA, note: 'heard both' };
const address = ({ channel, account, externalId }: typeof anna) => ({ channel, account, externalId });

describe('what agents decide of who is whom', () => {
  let world: PeopleWorld;
  beforeEach(async () => {
    world = await openPeopleWorld();
    await world.writes(anna, { name: 'Anna Berg', email: 'a.berg@example.org', verifiedUser: 'u1' });
    world.clock.advance(1000);
    await world.writes(mail, { name: 'Anna B.', email: 'anna@example.org' });
    await world.writes(mail, { name: 'Anna B.', email: 'anna@example.org' });
  });
  afterEach(() => world.close());

  it('makes one thread for agents, and nothing of it for the customer', async () => {
    await linkPeople(world, customerOf(mail), customerOf(anna), word);
    await linkPeople(world, customerOf(anna), customerOf(mail), word);
    const person = await readPerson(world.collections, customerOf(mail));
    assert.equal(person.customerId, customerOf(anna));
    assert.deepEqual(
      person.identities.map(({ identity, proof, proved }) => [identity.channel, proof, proved]),
      [
        ['pigeon', 'backend', true],
        ['letter', 'none', false],
      ],
    );
    assert.deepEqual(
      person.links.map(({ evidence, proved, state, by }) => [evidence, proved, state, by?.name]),
      [['agent', false, 'active', 'Ada']],
    );
    assert.deepEqual(
      person.profile.filter(({ field }) => field === 'email').map(({ value }) => value),
      ['anna@example.org', 'a.berg@example.org'],
    );
    assert.deepEqual(await world.personOf(mail, 'proved'), [customerOf(mail)]);
  });

  it('is undone to what was before, and keeps a record of it', async () => {
    await linkPeople(world, customerOf(mail), customerOf(anna), word);
    const id = linkId(idOf(anna), idOf(mail));
    await unlinkPeople(world, customerOf(mail), id, word);
    await unlinkPeople(world, customerOf(mail), id, word);
    assert.equal(await world.areOne(anna, mail), false);
    const person = await readPerson(world.collections, customerOf(mail));
    assert.deepEqual([person.customerId, person.identities.length], [customerOf(mail), 1]);
    assert.deepEqual(
      person.links.map(({ state }) => state),
      ['retracted'],
    );
    await assert.rejects(unlinkPeople(world, customerOf(mail), 'no-such-link', word), { code: 'not-found' });
    await assert.rejects(unlinkPeople(world, customerOf(phone), id, word), { code: 'not-found' });
  });

  it('is refused in words where two users would meet, before anything is written', async () => {
    await world.writes(phone, { verifiedUser: 'u2', phone: phone.externalId });
    await assert.rejects(linkPeople(world, customerOf(anna), customerOf(phone), word), { code: 'conflict' });
    assert.equal(await world.linkOf(anna, phone), undefined);
    await assert.rejects(linkPeople(world, customerOf(anna), customerOf(pigeon('nobody')), word), {
      code: 'not-found',
    });
    const preview = await previewLink(world, customerOf(anna), customerOf(phone));
    assert.deepEqual([preview.obstacle, preview.sides.length], ['two-users', 2]);
  });

  it('is shown before it is done: what would be one thread, with what stands side by side', async () => {
    const preview = await previewLink(world, customerOf(mail), customerOf(anna));
    assert.equal(preview.obstacle, '');
    const [side, ...more] = preview.sides;
    assert.deepEqual(more, []);
    assert.deepEqual([side?.items, side?.identities.length, side?.openConversations.length], [3, 2, 1]);
    assert.ok(side !== undefined && side.firstAt < side.lastAt);
    assert.deepEqual(new Set(preview.conflicts.map(({ field }) => field)), new Set(['name', 'email']));
    await linkPeople(world, customerOf(mail), customerOf(anna), word);
    assert.equal((await previewLink(world, customerOf(mail), customerOf(anna))).obstacle, 'same-person');
    const { documents } = await world.collections.conversations.find({ index: 'by_state', equals: ['open'], limit: 9 });
    const goOn = documents.filter(({ joinedInto }) => joinedInto === undefined).map(({ _id }) => _id);
    assert.deepEqual(
      side.openConversations.map(({ _id }) => _id),
      goOn,
      'as it came out',
    );
  });

  it('is shown before it is undone, also where other links hold', async () => {
    await linkPeople(world, customerOf(mail), customerOf(anna), word);
    const id = linkId(idOf(anna), idOf(mail));
    const preview = await previewUnlink(world, customerOf(mail), id);
    assert.deepEqual([preview.obstacle, preview.sides.map(({ items }) => items)], ['', [1, 2]]);
    assert.deepEqual(
      preview.sides.map(({ openConversations }) => openConversations.length),
      [1, 1],
    );
    await world.writes(phone, { phone: phone.externalId });
    for (const other of [anna, mail]) await linkPeople(world, customerOf(phone), customerOf(other), word);
    await proposeLink(world, { a: idOf(phone), b: idOf(mail), evidence: 'login', proved: true });
    const held = await previewUnlink(world, customerOf(mail), id);
    assert.deepEqual([held.obstacle, held.sides.length, held.sides[0]?.items], ['linked-otherwise', 1, 4]);
    await assert.rejects(previewUnlink(world, customerOf(anna), 'none'), { code: 'not-found' });
  });

  it('is shown with the conversation in which somebody would go on, however much they were told since', async () => {
    const { entry: opening } = await receiveMessage(world, inbound(phone, 'opens'));
    const { entry } = await receiveMessage(world, inbound(pigeon('eva'), 'wrote before'));
    assert.ok(opening.body.kind === 'message' && entry.body.kind === 'message');
    const eva = entry.customerId;
    const { conversationId } = opening.body;
    await resolveConversation(world, { agentId: ADA.agentId, conversationId: entry.body.conversationId });
    await linkPeople(world, customerOf(phone), eva, word);
    await world.writes(pigeon('eva'));
    const telling = { agentId: ADA.agentId, agentName: ADA.name, conversationId, identityId: idOf(pigeon('eva')) };
    for (let n = 1; n <= 200; n += 1) {
      await sendReply(world, { ...telling, clientMessageId: `told-${n}`, parts: [{ kind: 'text', text: 'told' }] });
    }
    const { sides } = await previewUnlink(world, eva, linkId(idOf(phone), idOf(pigeon('eva'))));
    assert.deepEqual(
      sides.map(({ openConversations }) => openConversations.map(({ _id }) => _id)),
      [[conversationId], [conversationId]],
    );
  });

  it('takes possible matches: accepted ones link, dismissed ones are gone for good', async () => {
    await world.writes(anna, { name: 'Anna Berg', email: 'anna@example.org' });
    const reading = {
      collections: world.collections,
      blobs: { info: async () => undefined },
      tokens: new OpaqueTokens('x'),
    };
    const listed = await listMatches(reading, { pageToken: '', pageSize: 10 });
    assert.deepEqual(
      listed.matches.map(({ reasons, name, otherName }) => [reasons.map(({ code }) => code), name, otherName]),
      [[['same-email-unverified'], 'Anna Berg', 'Anna B.']],
    );
    assert.match(listed.matches[0]?.reasons[0]?.text ?? '', /anna@example\.org/u);
    const id = listed.matches[0]?.matchId ?? '';
    assert.equal((await readPerson(world.collections, customerOf(mail))).matches[0]?.otherCustomerId, customerOf(anna));
    await decideMatch(world, id, true, word);
    await decideMatch(world, id, true, word);
    assert.equal(await world.areOne(anna, mail), true);
    assert.deepEqual((await listMatches(reading, { pageToken: '', pageSize: 10 })).matches, []);
    await assert.rejects(decideMatch(world, id, false, word), { code: 'conflict' });
    await assert.rejects(decideMatch(world, 'none', false, word), { code: 'not-found' });
    const actions = (await readPerson(world.collections, customerOf(anna))).audit.map(({ action }) => action);
    assert.deepEqual(actions.toSorted(), ['linked', 'match-accepted', 'match-raised']);
  });

  it('finds people by name, address, number and id, each person once', async () => {
    await world.writes(phone, { name: 'Anna Karenina', phone: phone.externalId });
    const names = async (query: string) => (await findPeople(world.collections, query, 10)).map(({ name }) => name);
    assert.deepEqual((await names('anna')).length, 3);
    assert.deepEqual(await names('KAR ann'), ['Anna Karenina']);
    assert.deepEqual(await names('anna@ex'), ['Anna B.']);
    assert.deepEqual(await names('07700 900001'), ['Anna Karenina']);
    assert.deepEqual(await names(customerOf(anna)), ['Anna Berg']);
    assert.deepEqual(await names('zz'), []);
    assert.deepEqual((await findPeople(world.collections, 'anna', 2)).length, 2);
    await linkPeople(world, customerOf(mail), customerOf(anna), word);
    assert.deepEqual((await names('anna b')).length, 1);
    for (const query of ['a', '  ', 'x'.repeat(201)]) {
      await assert.rejects(findPeople(world.collections, query, 10), { code: 'invalid' });
    }
  });

  it('imports what other systems know, and lets an agent’s word stand', async () => {
    const record = (a: typeof anna, b: typeof anna, proved = true) => ({ a: address(a), b: address(b), proved });
    const fresh = letter('new@example.org');
    const outcomes = await importLinks(world, [
      record(anna, mail),
      record(anna, mail),
      record(fresh, phone, false),
      record(mail, mail),
      record(letter('info@example.org'), phone),
      record(letter('Anna@Example.org'), phone),
      record({ ...phone, account: 'other' }, anna),
      record({ ...phone, channel: 'none' }, anna),
    ]);
    assert.deepEqual(
      outcomes.map(({ code }) => code),
      ['linked', 'already', 'linked', 'invalid', 'invalid', 'invalid', 'invalid', 'invalid'],
    );
    assert.deepEqual(await world.personOf(anna, 'proved'), await world.personOf(mail));
    assert.equal(await world.areOne(fresh, phone), true);
    assert.deepEqual(await world.personOf(phone, 'proved'), [customerOf(phone)]);
    await unlinkPeople(world, customerOf(anna), linkId(idOf(anna), idOf(mail)), word);
    world.clock.advance(1000);
    assert.deepEqual(
      (await importLinks(world, [record(anna, mail)])).map(({ code }) => code),
      ['refused'],
    );
    assert.equal([MAILBOX, NUMBER].includes(phone.account), true);
  });

  it('makes no person of more than fifty, and counts no refused link in the way of others', async () => {
    const crowd = Array.from({ length: 60 }, (_, n) => letter(`crowd${n}@example.org`));
    const hub = crowd[0] as typeof mail;
    const outcomes = await importLinks(
      world,
      crowd.slice(1).map((one) => ({ a: address(hub), b: address(one), proved: true })),
    );
    assert.equal(outcomes.filter(({ code }) => code === 'linked').length, 49);
    assert.equal(outcomes.filter(({ code }) => code === 'refused').length, 10);
    assert.equal((await world.personOf(hub)).length, 50);
    assert.equal((await previewLink(world, customerOf(hub), customerOf(mail))).obstacle, 'too-many');
  });
});
