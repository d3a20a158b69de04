import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { followUpEntryId, outboundMessageSchema } from '@onethread/contracts';
import type { AgentId, ConversationId, IdentityId, IdentityRef, OutboundMessage } from '@onethread/contracts';
import { decideReply } from './decide-reply.ts';
import { sendAutomatic } from './identity/send-automatic.ts';
import { proposeLink, retractLink } from './link-identities.ts';
import { rebuild } from './rebuild/rebuild.ts';
import { receiveMessage } from './receive-message.ts';
import { receiveStanding } from './receive-standing.ts';
import { recordStatus } from './record-status.ts';
import { sendReply, type ReplyRequest } from './send-reply.ts';
import { sweepHistory } from './sweep-history.ts';
import { identityRef, inbound, openTestContext, standing, type TestContext } from './testing/test-context.ts';

const STOP = { standing: 'blocked', reason: 'opted-out', text: 'STOP' } as const;
const START = { standing: 'open', reason: 'opted-in', text: 'START' } as const;
const anna = identityRef('anna');
const byLetter = identityRef('anna', 'letter');
const idOf = (ref: IdentityRef): IdentityId => ref.identityId as IdentityId;

describe('whether a person may be written to at an address', () => {
  let context: TestContext;
  let conversationId: ConversationId;
  beforeEach(async () => {
    context = await openTestContext();
    const { entry } = await receiveMessage(context, inbound(anna, 'a1'));
    assert.ok(entry.body.kind === 'message');
    conversationId = entry.body.conversationId;
  });
  afterEach(() => context.close());

  const request = (clientMessageId: string, to: IdentityRef = anna): ReplyRequest => ({
    agentId: 'agent-1' as AgentId,
    agentName: 'Ada',
    clientMessageId,
    conversationId,
    identityId: idOf(to),
    parts: [{ kind: 'text', text: 'hello' }],
  });
  const standingNow = async (ref = anna) => (await context.collections.identities.get(ref.identityId))?.standing;
  const handedOver = async (): Promise<OutboundMessage[]> => {
    await context.collections.memory.settled();
    return context.published
      .filter(({ topic }) => topic.startsWith('outbound.'))
      .map(({ value }) => outboundMessageSchema.parse(JSON.parse(value)));
  };
  const differences = async () => (await rebuild(context, { repair: false })).differences;

  it('is a fact of the thread, once, in the conversation that goes on, and opens none', async () => {
    const stop = standing(anna, '1', STOP);
    await receiveStanding(context, stop);
    await receiveStanding(context, stop);
    const item = await context.collections.items.get(stop.entryId);
    assert.deepEqual(item?.event, { kind: 'address-blocked', reason: 'opted-out', text: 'STOP' });
    assert.equal(item?.conversationId, conversationId);
    assert.equal(item?.identityId, anna.identityId);
    const { documents } = await context.collections.entries.find({
      index: 'by_entry_id',
      equals: [stop.entryId],
      limit: 2,
    });
    assert.equal(documents.length, 1);
    const stranger = identityRef('stranger');
    await receiveStanding(context, standing(stranger, '1', STOP));
    const open = await context.collections.conversations.find({ index: 'by_state', equals: ['open'], limit: 10 });
    assert.deepEqual(
      open.documents.map(({ _id }) => _id),
      [conversationId],
    );
    assert.equal(await differences(), 0);
  });

  it('is the last word by the order of the thread, whatever comes again', async () => {
    const stop = standing(anna, '1', STOP);
    await receiveStanding(context, stop);
    await receiveStanding(context, standing(anna, '2', START));
    await receiveStanding(context, stop);
    assert.equal((await standingNow())?.standing, 'open');
    assert.equal((await sendReply(context, request('c1'))).outcome, 'queued');
  });

  it('refuses a reply before it enters, and again one that was held or failed', async () => {
    const held = await sendReply(context, { ...request('held'), seen: {} });
    const failed = await sendReply(context, request('failed'));
    await context.collections.memory.settled();
    const word = { version: 1, type: 'status', occurredAt: 0, identity: anna, attempt: 1 } as const;
    await recordStatus(context, { ...word, entryId: failed.itemId, status: 'failed' });
    await receiveStanding(context, standing(anna, '1', STOP));
    await assert.rejects(sendReply(context, request('c1')), { code: 'blocked', message: /opted out/u });
    const agentId = 'agent-1' as AgentId;
    await assert.rejects(decideReply(context, { agentId, itemId: held.itemId, decision: 'send' }), { code: 'blocked' });
    await assert.rejects(decideReply(context, { agentId, itemId: failed.itemId, decision: 'retry' }), {
      code: 'blocked',
    });
    await decideReply(context, { agentId, itemId: held.itemId, decision: 'discard' });
    assert.equal((await sendReply(context, request('failed'))).itemId, failed.itemId, 'the same one is the same reply');
    await receiveStanding(context, standing(anna, '2', START));
    await decideReply(context, { agentId, itemId: failed.itemId, decision: 'retry' });
    assert.deepEqual(
      (await handedOver()).map(({ attempt }) => attempt),
      [1, 2],
    );
  });

  it('fails a reply that was taken before and goes out after, and never hands it over', async () => {
    const lost: TestContext = { ...context, publish: () => Promise.reject(new Error('the log is away')) };
    const { itemId } = await sendReply(lost, request('c1'));
    await context.collections.memory.settled();
    await receiveStanding(context, standing(anna, '1', STOP));
    context.clock.advance(60_000);
    await sweepHistory(context, {});
    assert.deepEqual(await handedOver(), []);
    const item = await context.collections.items.get(itemId);
    assert.deepEqual([item?.status, item?.reason?.code, item?.relayAt], ['failed', 'address-blocked', undefined]);
    assert.equal(await differences(), 0);
  });

  it('keeps codes and copies back without a word', async () => {
    await receiveStanding(context, standing(anna, '1', STOP));
    const to = await context.collections.identities.get(anna.identityId);
    assert.ok(to);
    const id = followUpEntryId('x', 'code');
    await sendAutomatic(context, { ...to, rev: 0 }, id, [{ kind: 'text', text: '123456' }]);
    assert.equal(await context.collections.items.get(id), undefined);
    assert.ok(context.counted.includes('automatic-to-blocked-address'));
  });

  it('belongs to the address alone, through merge and un-merge', async () => {
    await receiveMessage(context, inbound(byLetter, 'l1'));
    const link = { a: idOf(anna), b: idOf(byLetter) };
    await proposeLink(context, { ...link, evidence: 'agent', proved: false });
    await receiveStanding(context, standing(byLetter, '1', STOP));
    await assert.rejects(sendReply(context, request('c1', byLetter)), { code: 'blocked' });
    assert.equal((await sendReply(context, request('c2', anna))).outcome, 'queued');
    await retractLink(context, link);
    assert.deepEqual(
      [(await standingNow())?.standing, (await standingNow(byLetter))?.standing],
      [undefined, 'blocked'],
    );
    assert.equal(await differences(), 0);
  });

  it('is made again from the entries where it was lost', async () => {
    await receiveStanding(context, standing(anna, '1', STOP));
    const { identities } = context.collections;
    const known = await identities.get(anna.identityId);
    assert.ok(known);
    const { standing: _lost, ...rest } = known;
    await identities.replace(rest);
    assert.equal(await differences(), 1);
    await rebuild(context, { repair: true });
    assert.equal((await standingNow())?.reason, 'opted-out');
    assert.equal(await differences(), 0);
  });
});
