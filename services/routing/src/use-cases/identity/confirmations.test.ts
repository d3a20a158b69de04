import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { outboundMessageSchema } from '@onethread/contracts';
import type { IdentityId, IdentityRef } from '@onethread/contracts';
import { rebuild } from '../rebuild/rebuild.ts';
import { customerOf } from '../testing/test-context.ts';
import { CONFIRMATION_VALID_MS, confirmAddress, MAX_CONFIRMATION_TRIES, startConfirmation } from './confirmations.ts';
import { HOUR_MS } from './limits.ts';
import { listReachable } from './list-reachable.ts';
import { MAILBOX, NUMBER, openPeopleWorld, pigeon, letter, wire } from './testing/people-world.ts';
import type { PeopleWorld } from './testing/people-world.ts';

const idOf = (ref: IdentityRef): IdentityId => ref.identityId as IdentityId;
const app = pigeon('visitor');
const phone = wire('+447700900001');
const identityId = idOf(app);
const wrongFor = (code: string): string => (code === '000000' ? '000001' : '000000');

describe('confirming an address', () => {
  let world: PeopleWorld;
  beforeEach(async () => {
    world = await openPeopleWorld();
    await world.writes(app);
  });
  afterEach(() => world.close());

  const start = (address = '0044 (7700) 900-001', channel = 'wire') =>
    startConfirmation(world, { identityId, channel, address });

  /** The digits that went out last. */
  const sentCode = async (): Promise<string> => {
    await world.collections.memory.settled();
    const record = world.published.findLast(({ topic }) => topic.startsWith('outbound.'));
    const [part] = outboundMessageSchema.parse(JSON.parse(record?.value ?? 'null')).parts;
    return /\d{6}/u.exec(part?.kind === 'text' ? part.text : '')?.[0] ?? '';
  };

  it('sends a code to it that asks no agent for anything, and links it once it comes back', async () => {
    const { confirmationId, address, validUntil } = await start();
    assert.deepEqual([address, validUntil], ['+447700900001', world.now() + CONFIRMATION_VALID_MS]);
    const code = await sentCode();
    const { documents } = await world.collections.items.find({
      index: 'by_customer',
      equals: [customerOf(phone)],
      limit: 9,
    });
    assert.equal(documents.length, 1);
    const [item] = documents;
    assert.deepEqual(
      [item?.type, item?.automatic, item?.agentId, item?.identityId],
      ['reply', true, 'system', idOf(phone)],
    );
    const conversation = await world.collections.conversations.get(item?.conversationId ?? '');
    assert.deepEqual([conversation?.state, conversation?.waitingSince], ['resolved', undefined]);

    assert.equal(await world.areOne(app, phone), false);
    const answer = { identityId, confirmationId, code: ` ${code.slice(0, 3)} ${code.slice(3)}` };
    assert.equal((await confirmAddress(world, answer)).confirmed, true);
    assert.deepEqual(await world.personOf(app, 'proved'), await world.personOf(phone));
    const known = await world.collections.identities.get(idOf(phone));
    assert.deepEqual([known?.provedPhone, known?.confirmedAt], ['+447700900001', world.now()]);
    assert.equal((await confirmAddress(world, answer)).confirmed, true, 'again is done already');
    assert.equal((await rebuild(world, { repair: false })).differences, 0);
  });

  it('keeps no code but its hash', async () => {
    const { confirmationId } = await start();
    const stored = JSON.stringify(await world.collections.confirmations.get(confirmationId));
    assert.ok(!stored.includes(await sentCode()));
  });

  it('is over after five wrong codes, and after ten minutes', async () => {
    const { confirmationId } = await start();
    const code = await sentCode();
    for (let left = MAX_CONFIRMATION_TRIES - 1; left >= 0; left -= 1) {
      const answer = await confirmAddress(world, { identityId, confirmationId, code: wrongFor(code) });
      assert.deepEqual(answer, { confirmed: false, triesLeft: left });
    }
    await assert.rejects(confirmAddress(world, { identityId, confirmationId, code }), { code: 'invalid' });

    const second = await start('anna@example.org', 'letter');
    const late = await sentCode();
    world.clock.advance(CONFIRMATION_VALID_MS + 1);
    const answer = { identityId, confirmationId: second.confirmationId, code: late };
    await assert.rejects(confirmAddress(world, answer), { code: 'expired' });
    assert.equal((await world.personOf(app)).length, 1);
  });

  it('is nobody else’s', async () => {
    const { confirmationId } = await start();
    const code = await sentCode();
    await world.writes(pigeon('other'));
    const answer = { identityId: idOf(pigeon('other')), confirmationId, code };
    await assert.rejects(confirmAddress(world, answer), { code: 'not-found' });
    await assert.rejects(confirmAddress(world, { identityId, confirmationId: 'none', code }), { code: 'not-found' });
  });

  it('takes only addresses of one person that the channel can reach', async () => {
    await assert.rejects(start('07700 900001'), { code: 'invalid' });
    await assert.rejects(start('anna', 'letter'), { code: 'invalid' });
    await assert.rejects(start('info@example.org', 'letter'), { code: 'invalid' });
    await assert.rejects(start(MAILBOX, 'letter'), { code: 'invalid' });
    await assert.rejects(start('anna', 'pigeon'), { code: 'not-found' });
    await assert.rejects(start('anna', 'no-channel'), { code: 'not-found' });
    const silent = { identityId: idOf(pigeon('silent')), channel: 'wire', address: '+447700900001' };
    await assert.rejects(startConfirmation(world, silent), { code: 'not-found' });
    await world.writes(phone);
    const own = { identityId: idOf(phone), channel: 'wire', address: '+447700900001' };
    await assert.rejects(startConfirmation(world, own), { code: 'invalid' });
  });

  it('is started three times an hour by one, and for one address by anybody', async () => {
    for (const last of [1, 2, 3]) await start(`+44770090000${last}`);
    await assert.rejects(start('+447700900004'), { code: 'exhausted' });
    for (const name of ['b', 'c', 'd']) await world.writes(pigeon(name));
    const to = (name: string) =>
      startConfirmation(world, { identityId: idOf(pigeon(name)), channel: 'wire', address: '+447700900001' });
    await to('b');
    await to('c');
    await assert.rejects(to('d'), { code: 'exhausted' });
    world.clock.advance(HOUR_MS);
    await to('d');
    await start();
  });

  it('does not make one person of two users', async () => {
    await world.writes(app, { verifiedUser: 'u1' });
    await world.writes(phone, { verifiedUser: 'u2', phone: '+447700900001' });
    const { confirmationId } = await start();
    const answer = { identityId, confirmationId, code: await sentCode() };
    await assert.rejects(confirmAddress(world, answer), { code: 'conflict' });
    assert.equal(await world.areOne(app, phone), false);
  });

  it('says where a person can go on, and where they are known by proof of their own', async () => {
    const before = await listReachable(world.collections, identityId);
    assert.deepEqual(
      before.map(({ channel, address, addressKind, linked }) => [channel, address, addressKind, linked]),
      [
        ['letter', MAILBOX, 'email', false],
        ['wire', NUMBER, 'phone', false],
      ],
    );
    const { confirmationId } = await start();
    await confirmAddress(world, { identityId, confirmationId, code: await sentCode() });
    const after = await listReachable(world.collections, identityId);
    assert.deepEqual(
      after.map(({ linked }) => linked),
      [false, true],
    );
    const fromMail = await listReachable(world.collections, idOf(letter('nobody@example.org')));
    assert.equal(fromMail.length, 3);
    assert.equal(fromMail.find(({ channel }) => channel === 'pigeon')?.address, '');
  });
});
