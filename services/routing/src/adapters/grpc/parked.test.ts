import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { OUTBOUND_STATUS, outboundRecordSchema, outboundTopic, type OutboundRecord } from '@onethread/contracts';
import { waitFor } from '@onethread/testkit';
import { openRouting, person, type Person, type TestRouting } from './testing/open-routing.ts';

describe('parked keys over gRPC', () => {
  let routing: TestRouting;
  before(async () => void (routing = await openRouting()));
  after(() => routing.close());

  const report = async ({ identityId, name }: Person, told: object) => {
    const identity = { identityId, channel: 'pigeon', account: 'loft', externalId: name };
    const value = { version: 1, type: 'parked', occurredAt: 7, identity, since: 1000, dueAt: 2000, ...told };
    await routing.log.publish([{ topic: OUTBOUND_STATUS.name, key: identityId, value: JSON.stringify(value) }]);
  };
  const listed = async (who: Person) =>
    (await routing.admin.listParked({ channel: 'pigeon', pageSize: 200 })).parked.find(
      ({ identityId }) => identityId === who.identityId,
    );
  const shows = async (who: Person, replies: number) =>
    await waitFor(async () => ((await listed(who))?.replies ?? 0) === replies, {
      describe: `${replies} replies to ${who.name} to wait`,
    });
  const met = async (who: Person) => {
    await routing.writes(who, 'hello');
    await waitFor(
      async () =>
        (await routing.history.listItems({ customerId: who.customerId }).catch(() => ({ items: [] }))).items.length > 0,
      { describe: who.name },
    );
  };
  const wishes = async (who: Person): Promise<OutboundRecord[]> => {
    const found: OutboundRecord[] = [];
    for await (const record of routing.log.read({ topic: outboundTopic('pigeon').name, from: { offset: 0 } }))
      if (record.key === who.identityId) found.push(outboundRecordSchema.parse(JSON.parse(record.value)));
    return found;
  };

  it('show what the channel told last, whatever comes late or twice', async () => {
    const anna = person('anna');
    const reason = { code: '429', text: 'too many' };
    await report(anna, { revision: 4, replies: 2, reason, givesUpAt: 9000 });
    await shows(anna, 2);
    await report(anna, { revision: 2, replies: 1 });
    await report(anna, { revision: 6, replies: 3, reason });
    await shows(anna, 3);
    assert.deepEqual(
      { ...(await listed(anna)) },
      {
        identityId: anna.identityId,
        channel: 'pigeon',
        account: 'loft',
        customerId: anna.customerId,
        sinceMs: 1000,
        dueMs: 2000,
        replies: 3,
        code: '429',
        reason: 'too many',
        reportedMs: 7,
        givesUpMs: 0,
      },
    );
    await report(anna, { revision: 7, replies: 0 });
    await shows(anna, 0);
    await report(anna, { revision: 6, replies: 3, reason });
    await report(anna, { since: 5000, revision: 2, replies: 1 });
    await shows(anna, 1);
    assert.equal((await listed(anna))?.sinceMs, 5000);
  });

  it('an operator’s wish goes to the channel under the identity’s key, for those who wait', async () => {
    const [ben, cleo] = [person('ben'), person('cleo')];
    for (const who of [ben, cleo]) await met(who);
    await report(ben, { revision: 2, replies: 1 });
    await shows(ben, 1);
    const identityIds = [ben.identityId, cleo.identityId, ben.identityId];
    assert.equal((await routing.admin.retryParked({ identityIds })).asked, 1);
    assert.equal((await routing.admin.dropParked({ identityIds, reason: ' wrong number ' })).asked, 1);
    const [retry, drop] = await wishes(ben);
    assert.equal(retry?.type, 'retry-parked');
    assert.deepEqual([drop?.type, drop?.type === 'drop-parked' && drop.reason], ['drop-parked', 'wrong number']);
    assert.deepEqual(retry?.identity, {
      identityId: ben.identityId,
      channel: 'pigeon',
      account: 'loft',
      externalId: 'ben',
    });
    assert.deepEqual(await wishes(cleo), []);
  });

  it('all of a channel can be tried at once', async () => {
    const dora = person('dora');
    await met(dora);
    await report(dora, { revision: 2, replies: 1 });
    await shows(dora, 1);
    assert.ok((await routing.admin.retryParked({ channel: 'pigeon' })).asked >= 1);
    assert.equal((await wishes(dora)).length, 1);
    assert.equal((await routing.admin.retryParked({ channel: 'owl' })).asked, 0);
  });

  it('a wish must say whose, and why', async () => {
    const calls = [
      () => routing.admin.retryParked({}),
      () => routing.admin.retryParked({ identityIds: ['x'], channel: 'pigeon' }),
      () => routing.admin.dropParked({ identityIds: [], reason: 'x' }),
      () => routing.admin.dropParked({ identityIds: ['x'], reason: '' }),
      () => routing.admin.dropParked({ identityIds: Array.from({ length: 201 }, () => 'x'), reason: 'x' }),
    ];
    for (const call of calls) await assert.rejects(call(), { code: 'invalid' });
  });
});
