import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { outboundMessageSchema } from '@onethread/contracts';
import type { IdentityId, IdentityRef } from '@onethread/contracts';
import { openMongoDocumentStore } from '@onethread/documents';
import { mongoForTests, ownName } from '@onethread/test-servers';
import { linkId } from '../../stores/links.ts';
import { customerOf } from '../testing/test-context.ts';
import { confirmAddress, startConfirmation } from './confirmations.ts';
import { decideMatch, unlinkPeople } from './decide-links.ts';
import { findPeople } from './find-people.ts';
import { issueLinkCode } from './link-codes.ts';
import { readPerson } from './read-person.ts';
import { ADA, letter, openPeopleWorld, pigeon, wire } from './testing/people-world.ts';

const mongo = await mongoForTests();
const id = (ref: IdentityRef): IdentityId => ref.identityId as IdentityId;

describe('identity on the cluster’s store', { skip: 'missing' in mongo ? mongo.missing : false }, () => {
  if ('missing' in mongo) return;
  after(() => mongo.stop());

  it('links by proof, asks by likeness, gives codes and takes them once, finds and remembers', async () => {
    const store = await openMongoDocumentStore({ uri: mongo.uri, database: ownName('identity') });
    const world = await openPeopleWorld(() => store);
    try {
      const [app, mail, phone] = [pigeon('anna'), letter('anna@example.org'), wire('+447700900001')];
      const proved = { email: mail.externalId, provedEmail: mail.externalId };
      await world.writes(app, { ...proved, name: 'Anna Berg', verifiedUser: 'u1' });
      await world.writes(mail, proved);
      assert.equal(await world.areOne(app, mail), true);

      await world.writes(phone, { name: 'Anna Berg' });
      assert.deepEqual(await world.matchOf(app, phone), ['same-name']);
      await decideMatch(world, linkId(id(app), id(phone)), false, { by: ADA });
      assert.deepEqual((await world.collections.matches.find({ index: 'open', limit: 9 })).documents, []);

      const { code } = await issueLinkCode(world, id(app));
      const parts = [{ kind: 'text' as const, text: code }];
      const others = [wire('+447700900002'), wire('+447700900003')];
      await Promise.all(others.map((other) => world.writes(other, {}, { parts })));
      assert.equal((await world.personOf(app)).length, 3);

      const identityId = id(app);
      const typed = { identityId, channel: 'wire', address: '+44 7700 900009' };
      const { confirmationId } = await startConfirmation(world, typed);
      await world.collections.memory.settled();
      const sent = world.published.findLast(({ topic }) => topic.startsWith('outbound.'))?.value ?? 'null';
      const [part] = outboundMessageSchema.parse(JSON.parse(sent)).parts;
      const digits = /\d{6}/u.exec(part?.kind === 'text' ? part.text : '')?.[0] ?? '';
      assert.equal((await confirmAddress(world, { identityId, confirmationId, code: digits })).confirmed, true);
      assert.equal((await world.personOf(app)).length, 4);

      for (const query of ['ann ber', 'anna@ex', '07700 900009', '4477009'])
        assert.ok((await findPeople(world.collections, query, 10)).length > 0, query);

      world.clock.advance(10);
      await unlinkPeople(world, customerOf(mail), linkId(id(app), id(mail)), { by: ADA, note: 'two people' });
      assert.equal(await world.areOne(app, mail), false);
      const { audit } = await readPerson(world.collections, customerOf(app));
      assert.deepEqual([audit[0]?.action, audit[0]?.note], ['unlinked', 'two people']);
      assert.equal(audit.filter(({ action }) => action === 'linked').length, 3);
    } finally {
      await world.close();
      await store.close();
    }
  });
});
