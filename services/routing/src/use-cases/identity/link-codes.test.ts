import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { IdentityId, IdentityRef } from '@onethread/contracts';
import { faultyDocumentStore } from '@onethread/documents';
import { linkId } from '../../stores/links.ts';
import { retractLink } from '../link-identities.ts';
import { receiveMessage } from '../receive-message.ts';
import { customerOf, inbound } from '../testing/test-context.ts';
import { issueLinkCode, LINK_CODE_VALID_MS, MAX_WRONG_CODES_PER_HOUR } from './link-codes.ts';
import { HOUR_MS } from './limits.ts';
import { ADA, letter, openPeopleWorld, pigeon, wire } from './testing/people-world.ts';
import type { PeopleWorld } from './testing/people-world.ts';

const idOf = (ref: IdentityRef): IdentityId => ref.identityId as IdentityId;
const app = pigeon('visitor');
const phone = wire('+447700900001');

describe('link codes', () => {
  let world: PeopleWorld;
  let failing: ((collection: string, method: string) => boolean) | undefined;
  beforeEach(async () => {
    failing = undefined;
    world = await openPeopleWorld((store) =>
      faultyDocumentStore(store, {
        before: ({ collection, method }) => (failing?.(collection, method) === true ? 'refuse' : 'pass'),
      }),
    );
    await world.writes(app);
  });
  afterEach(() => world.close());

  const sends = (from: IdentityRef, text: string, over = {}) =>
    world.writes(from, {}, { parts: [{ kind: 'text', text }], ...over });

  it('link whom one was given to with whom it comes from, and the message stays a message', async () => {
    const { code, validUntil } = await issueLinkCode(world, idOf(app));
    assert.match(code, /^OT-\w{4}-\w{4}$/u);
    assert.equal(validUntil, world.now() + LINK_CODE_VALID_MS);
    const message = await sends(phone, code.toLowerCase().replaceAll('-', ' '));
    assert.deepEqual(await world.personOf(app, 'proved'), await world.personOf(phone));
    assert.equal((await world.personOf(app)).length, 2);
    const item = await world.collections.items.get(message.entryId);
    assert.deepEqual(item?.parts, message.parts);
  });

  it('are stored as hashes only', async () => {
    const { code } = await issueLinkCode(world, idOf(app));
    const stored = JSON.stringify(
      (await world.collections.linkCodes.find({ index: 'by_identity', limit: 10 })).documents,
    );
    for (const part of [code, code.slice(3, 7), code.slice(8)]) assert.ok(!stored.includes(part));
  });

  it('serve once: another who sends it later is not linked, and neither are two at once', async () => {
    const { code } = await issueLinkCode(world, idOf(app));
    const two = [wire('+447700900002'), wire('+447700900003')];
    await Promise.all(two.map((one) => sends(one, code)));
    await sends(wire('+447700900004'), code);
    assert.equal((await world.personOf(app)).length, 2);
  });

  it('are not lost with a process that dies before it has linked: the redelivered message does it, whatever was given out since', async () => {
    const { code } = await issueLinkCode(world, idOf(app));
    failing = (collection, method) => collection === 'links' && method === 'insert';
    const message = inbound(phone, 'redeeming', { parts: [{ kind: 'text', text: code }], occurredAt: world.now() });
    await assert.rejects(receiveMessage(world, message));
    assert.equal((await world.collections.items.get(message.entryId))?.type, 'message');
    assert.equal(await world.areOne(app, phone), false);
    failing = undefined;
    await issueLinkCode(world, idOf(app));
    await receiveMessage(world, message);
    await receiveMessage(world, message);
    assert.equal(await world.areOne(app, phone), true);
  });

  it('are replaced by the next one, and end after ten minutes as the channel took the message in', async () => {
    const first = await issueLinkCode(world, idOf(app));
    world.clock.advance(1000);
    const second = await issueLinkCode(world, idOf(app));
    await sends(phone, first.code);
    assert.equal(await world.areOne(app, phone), false);
    await sends(phone, second.code, { occurredAt: second.validUntil + 1 });
    assert.equal(await world.areOne(app, phone), false);
    world.clock.advance(LINK_CODE_VALID_MS * 2);
    await sends(phone, second.code, { occurredAt: second.validUntil });
    assert.equal(await world.areOne(app, phone), true);
  });

  it('are not redeemed by whom they were given to, nor by what is no whole message of a customer', async () => {
    const { code } = await issueLinkCode(world, idOf(app));
    await sends(app, code);
    await sends(phone, `my code is ${code}`);
    await sends(phone, code, { author: 'agent' });
    await sends(phone, code, { automatic: true });
    assert.equal((await world.personOf(app)).length, 1);
    await sends(phone, code);
    assert.equal((await world.personOf(app)).length, 2);
  });

  it('are redeemed whatever files come along, such as the picture in a signature', async () => {
    const { code } = await issueLinkCode(world, idOf(app));
    const logo = { kind: 'missing-file', name: 'logo.png', reason: 'too large' } as const;
    await receiveMessage(world, inbound(phone, 'with-logo', { parts: [{ kind: 'text', text: code }, logo] }));
    assert.equal(await world.areOne(app, phone), true);
  });

  it('come in a mail only from a sender who is proved by that mail; else an agent is asked', async () => {
    const { code } = await issueLinkCode(world, idOf(app));
    const anna = letter('anna@example.org');
    const parts = [{ kind: 'text' as const, text: 'Sent from my phone' }];
    await world.writes(anna, { email: anna.externalId }, { subject: `  ${code}`, parts });
    assert.equal(await world.areOne(app, anna), false);
    assert.deepEqual(await world.matchOf(app, anna), ['code-by-unverified-mail']);
    const proved = { email: anna.externalId, provedEmail: anna.externalId };
    await world.writes(anna, proved, { subject: code, parts });
    assert.equal(await world.areOne(app, anna), true);
  });

  it('are given five times an hour, and only to who has written', async () => {
    for (let n = 0; n < 5; n += 1) await issueLinkCode(world, idOf(app));
    await assert.rejects(issueLinkCode(world, idOf(app)), { code: 'exhausted' });
    await world.writes(phone);
    await issueLinkCode(world, idOf(phone));
    world.clock.advance(HOUR_MS);
    await issueLinkCode(world, idOf(app));
    await assert.rejects(issueLinkCode(world, idOf(pigeon('silent'))), { code: 'not-found' });
  });

  it('cannot be guessed: after ten wrong ones even the right one is not looked at for an hour', async () => {
    for (let n = 0; n < MAX_WRONG_CODES_PER_HOUR; n += 1) await sends(phone, `OT-2345-678${(n % 8) + 2}`);
    const { code } = await issueLinkCode(world, idOf(app));
    await sends(phone, code);
    assert.equal(await world.areOne(app, phone), false);
    assert.ok(world.counted.includes('link-code-ignored'));
    // Somebody else’s guesses are somebody else’s.
    await sends(wire('+447700900009'), code);
    assert.equal(await world.areOne(app, wire('+447700900009')), true);
    world.clock.advance(HOUR_MS);
    const later = await issueLinkCode(world, idOf(app));
    await sends(phone, later.code);
    assert.equal(await world.areOne(app, phone), true);
  });

  it('count a wrong one once, however often it is delivered', async () => {
    const wrong = inbound(phone, 'wrong', { parts: [{ kind: 'text', text: 'OT-2345-6789' }], occurredAt: world.now() });
    for (let n = 0; n < MAX_WRONG_CODES_PER_HOUR + 2; n += 1) await receiveMessage(world, wrong);
    const { code } = await issueLinkCode(world, idOf(app));
    await sends(phone, code);
    assert.equal(await world.areOne(app, phone), true);
  });

  it('open again what an agent took back, when they are of later', async () => {
    const first = await issueLinkCode(world, idOf(app));
    const redeeming = await sends(phone, first.code);
    await retractLink(world, { a: idOf(app), b: idOf(phone), by: ADA });
    assert.equal(await world.areOne(app, phone), false);
    await receiveMessage(world, redeeming);
    assert.equal(await world.areOne(app, phone), false, 'a redelivery of the old code');
    world.clock.advance(1000);
    const second = await issueLinkCode(world, idOf(app));
    await sends(phone, second.code);
    assert.equal(await world.areOne(app, phone), true);
    assert.equal((await world.collections.links.get(linkId(idOf(app), idOf(phone))))?.proved, true);
    assert.ok((await world.personOf(phone)).includes(customerOf(app)));
  });
});
