import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { customerIdOf, followUpEntryId, identityIdOf, INBOUND_MESSAGES, INBOUND_RECEIPTS } from '@onethread/contracts';
import type { InboundEvidence } from '@onethread/contracts';
import { createIdentityClient, type IdentityClient, type TokenRole } from '@onethread/rpc';
import { waitFor } from '@onethread/testkit';
import { openRouting, person, type Person, type TestRouting } from '../testing/open-routing.ts';

const ref = ({ identityId, name }: Person) => ({ identityId, channel: 'pigeon', account: 'loft', externalId: name });
const at = (externalId: string) => ({ channel: 'wire', account: '+442079460000', externalId });

describe('the identity service', () => {
  let routing: TestRouting;
  const clients: IdentityClient[] = [];
  const as = (subject: string, role: TokenRole): IdentityClient => {
    const client = createIdentityClient({ address: routing.address, token: () => routing.token(subject, role) });
    clients.push(client);
    return client;
  };
  let agent: IdentityClient;
  let channel: IdentityClient;

  before(async () => {
    routing = await openRouting();
    await routing.agent('ada');
    agent = as('ada', 'agent');
    channel = as('in-app', 'service');
    const capabilities = {
      label: 'Wire',
      color: 'grey',
      glyph: 'W',
      maxTextLength: 100,
      maxFiles: 0,
      maxFileBytes: 0,
      fileTypes: [],
      receipts: [],
      typing: false,
      live: false,
      weight: 1,
      addressKind: 'phone',
    };
    const announced = {
      version: 1,
      type: 'channel-announced',
      occurredAt: 1,
      channel: 'wire',
      accounts: [{ account: '+442079460000', label: 'Office' }],
      capabilities,
    };
    await routing.log.publish([{ topic: INBOUND_RECEIPTS.name, key: 'wire', value: JSON.stringify(announced) }]);
  });
  after(async () => {
    for (const client of clients) client.close();
    await routing.close();
  });

  /** Writes and waits until that can be seen. */
  const writes = async (who: Person, text = 'hello'): Promise<void> => {
    await routing.writes(who, text);
    await waitFor(() => agent.getPerson({ customerId: who.customerId }).catch(() => undefined), { describe: who.name });
  };
  const isOneWith = async (who: Person, other: Person): Promise<boolean> => {
    const { identities } = await agent.getPerson({ customerId: who.customerId });
    return identities.some(({ identityId }) => identityId === other.identityId);
  };

  it('lets agents look, link, and take it back; a reply tells for whom it was written', async () => {
    const [one, other] = [person('one'), person('other')];
    await writes(one);
    await writes(other);
    const names = [one.customerId, other.customerId] as const;
    const preview = await agent.previewLink({ customerId: names[0], otherCustomerId: names[1] });
    assert.deepEqual([preview.obstacle, preview.sides.length, preview.sides[0]?.items], ['', 1, 2]);
    const linked = await agent.link({ customerId: names[0], otherCustomerId: names[1], note: 'same voice' });
    const [link] = linked.links;
    assert.deepEqual(
      [link?.evidence, link?.proved, link?.byAgentName, linked.identities.length],
      ['agent', false, 'ada', 2],
    );
    assert.deepEqual(
      linked.identities.map(({ proved }) => proved),
      [true, false],
    );

    const device = await routing.device('ada');
    const [conversation] = (await routing.history.listConversations({})).conversations;
    const { conversationId = '' } = conversation ?? {};
    await device.ask({ hello: {} });
    await device.ask({ take: { conversationId } });
    await device.ask({ reply: { conversationId, clientMessageId: 'r1', parts: [{ text: { text: 'hello both' } }] } });
    const repliesOf = async (customerId: string) =>
      (await routing.history.listItems({ customerId })).items.flatMap(({ reply }) => (reply ? [reply] : []));
    assert.deepEqual(
      (await repliesOf(names[0])).map(({ writtenFor }) => writtenFor),
      [[]],
    );

    const unlinked = await agent.unlink({ customerId: names[1], linkId: link?.linkId ?? '', note: 'two people' });
    assert.deepEqual([unlinked.identities.length, unlinked.links[0]?.state], [1, 'retracted']);
    assert.deepEqual(
      unlinked.audit.map(({ action, note, agentName }) => [action, note, agentName]),
      [
        ['unlinked', 'two people', 'ada'],
        ['linked', 'same voice', 'ada'],
      ],
    );
    const replies = [...(await repliesOf(names[0])), ...(await repliesOf(names[1]))];
    assert.deepEqual(
      replies.map(({ writtenFor }) => writtenFor.toSorted()),
      [[...names].toSorted()],
    );
  });

  it('gives a channel a code for one customer that another sends', async () => {
    const [one, other] = [person('code one'), person('code other')];
    await writes(one);
    const { code, expiresAtMs } = await channel.issueLinkCode({ identityId: one.identityId });
    assert.match(code, /^OT-\w{4}-\w{4}$/u);
    assert.ok(expiresAtMs > Date.now());
    await writes(other, code.toLowerCase());
    await waitFor(() => isOneWith(one, other), { describe: 'the two to be one' });
    const { identities } = await agent.getPerson({ customerId: other.customerId });
    assert.ok(identities.every(({ proved }) => proved));
  });

  it('takes a channel’s evidence from the log, however often it is told', async () => {
    const [visitor, user] = [person('visitor'), person('user')];
    await writes(visitor);
    const evidence: InboundEvidence = {
      version: 1,
      type: 'evidence',
      occurredAt: Date.now(),
      entryId: followUpEntryId(user.identityId + visitor.identityId, 'login'),
      identity: ref(user),
      profile: { name: 'Anna Berg', verifiedUser: 'u1', provedEmail: 'anna@example.org' },
      other: ref(visitor),
      evidence: 'login',
    };
    const record = { topic: INBOUND_MESSAGES.name, key: user.identityId, value: JSON.stringify(evidence) };
    await routing.log.publish([record, record]);
    await waitFor(() => isOneWith(visitor, user).catch(() => false), { describe: 'the two to be one' });
    const { links, profile } = await agent.getPerson({ customerId: user.customerId });
    assert.deepEqual(
      links.map(({ evidence: kind, proved, state }) => [kind, proved, state]),
      [['login', true, 'active']],
    );
    assert.deepEqual(
      profile.filter(({ verified }) => verified).map(({ field, value }) => [field, value]),
      [
        ['name', 'Anna Berg'],
        ['email', 'anna@example.org'],
        ['user', 'u1'],
      ],
    );
  });

  it('confirms an address of another channel, and says where a customer can go on', async () => {
    const one = person('to confirm');
    await writes(one);
    const { channels } = await channel.listReachable({ identityId: one.identityId });
    assert.deepEqual(
      channels.map(({ label, address, addressKind, linked }) => [label, address, addressKind, linked]),
      [['Wire', '+442079460000', 'phone', false]],
    );
    const { identityId } = one;
    const started = await channel
      .startConfirmation({ identityId, channel: 'wire', address: '07700 900001' })
      .catch((error: { code?: string }) => error.code);
    assert.equal(started, 'invalid');
    const typed = { identityId, channel: 'wire', address: '+44 7700 900001' };
    const { confirmationId, address } = await channel.startConfirmation(typed);
    assert.equal(address, '+447700900001');
    const target = identityIdOf('test-key', 'wire', '+442079460000', '+447700900001');
    const { items } = await routing.history.listItems({ customerId: customerIdOf(target) });
    const [part] = items[0]?.reply?.parts ?? [];
    assert.equal(items[0]?.reply?.automatic, true);
    const code = /\d{6}/u.exec(part?.text?.text ?? '')?.[0] ?? '';
    const wrong = { identityId, confirmationId, code: code === '000000' ? '1' : '000000' };
    assert.deepEqual(await channel.confirmAddress(wrong), { confirmed: false, triesLeft: 4 });
    assert.equal((await channel.confirmAddress({ identityId, confirmationId, code })).confirmed, true);
    const { identities } = await agent.getPerson({ customerId: one.customerId });
    assert.deepEqual(identities.map(({ proof }) => proof).toSorted(), ['confirmed', 'none']);
  });

  it('lists possible matches and takes a decision on one', async () => {
    const [one, other] = [person('Joan Doe Miller'), person('joan doe miller')];
    await writes(one);
    await writes(other);
    const match = await waitFor(
      async () => (await agent.listMatches({})).matches.find(({ customerId }) => customerId === other.customerId),
      { describe: 'a possible match' },
    );
    assert.deepEqual(
      match?.reasons.map(({ code }) => code),
      ['same-name'],
    );
    await agent.decideMatch({ matchId: match?.matchId ?? '', accept: false, note: '' });
    const listed = (await agent.listMatches({})).matches.map(({ matchId }) => matchId);
    assert.ok(!listed.includes(match?.matchId ?? ''));
    const { people } = await agent.findPeople({ query: 'joan mil' });
    assert.equal(people.length, 2);
  });

  it('imports links for administrators', async () => {
    const records = [{ a: at('+447700900005'), b: at('+447700900006'), proved: true }];
    const { outcomes } = await routing.admin.importLinks({ records });
    assert.deepEqual(outcomes, [{ code: 'linked', explanation: '' }]);
    await assert.rejects(routing.adminAs(await routing.token('ada', 'agent')).importLinks({ records }), {
      code: 'forbidden',
    });
  });

  it('answers only whom it should, and bad requests with what is wrong', async () => {
    const { customerId, identityId } = person('one');
    await assert.rejects(channel.getPerson({ customerId }), { code: 'forbidden' });
    await assert.rejects(agent.issueLinkCode({ identityId }), { code: 'forbidden' });
    await assert.rejects(agent.getPerson({ customerId: person('nobody').customerId }), { code: 'not-found' });
    await assert.rejects(agent.getPerson({ customerId: '' }), { code: 'invalid' });
    await assert.rejects(agent.link({ customerId, otherCustomerId: customerId, note: 'x'.repeat(501) }), {
      code: 'invalid',
    });
    await assert.rejects(agent.previewLink({ customerId }), { code: 'invalid' });
    await assert.rejects(agent.listMatches({ pageToken: 'made up' }), { code: 'invalid' });
    await assert.rejects(agent.listMatches({ pageSize: 101 }), { code: 'invalid' });
    await assert.rejects(agent.findPeople({ query: 'x' }), { code: 'invalid' });
    await assert.rejects(agent.findPeople({ query: 'xx', pageSize: 51 }), { code: 'invalid' });
    await assert.rejects(channel.confirmAddress({ identityId, confirmationId: 'none', code: '123456' }), {
      code: 'not-found',
    });
    await assert.rejects(channel.confirmAddress({ identityId, confirmationId: 'none', code: '' }), { code: 'invalid' });
    await assert.rejects(channel.startConfirmation({ identityId, channel: 'wire', address: 'x'.repeat(321) }), {
      code: 'invalid',
    });
    for (let n = 0; n < 5; n += 1) await channel.issueLinkCode({ identityId });
    await assert.rejects(channel.issueLinkCode({ identityId }), { code: 'exhausted' });
  });
});
