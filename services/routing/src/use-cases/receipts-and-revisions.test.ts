import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AgentId, EntryId, IdentityRef, OutboundStatus, Receipt } from '@onethread/contracts';
import { applyRevision, REVISION_PATIENCE_MS } from './apply-revision.ts';
import { decideReply } from './decide-reply.ts';
import { placePlaceholder } from './place-placeholder.ts';
import { receiveMessage } from './receive-message.ts';
import { recordReceipt } from './record-receipt.ts';
import { recordStatus } from './record-status.ts';
import { sendReply } from './send-reply.ts';
import { customerOf, identityRef, inbound, openTestContext } from './testing/test-context.ts';
import type { TestContext } from './testing/test-context.ts';

const agentId = 'agent-1' as AgentId;

const status = (identity: IdentityRef, over: Partial<OutboundStatus>): OutboundStatus => ({
  version: 1,
  type: 'status',
  occurredAt: 0,
  identity,
  status: 'sent',
  attempt: 1,
  ...over,
});
const receipt = (identity: IdentityRef, over: Partial<Receipt>): Receipt => ({
  version: 1,
  type: 'receipt',
  occurredAt: 0,
  identity,
  receipt: 'delivered',
  ...over,
});

describe('what becomes of messages afterwards', () => {
  let context: TestContext;
  before(async () => {
    context = await openTestContext();
  });
  after(() => context.close());

  const replied = async (identity: IdentityRef, id: string) => {
    const { entry } = await receiveMessage(context, inbound(identity, id));
    assert.ok(entry.body.kind === 'message');
    const { conversationId } = entry.body;
    const parts = [{ kind: 'text' as const, text: 'hello' }];
    const reply = { agentId, agentName: 'Ada', clientMessageId: `c-${id}`, conversationId, parts };
    const { itemId } = await sendReply(context, reply);
    await context.collections.memory.settled();
    return itemId;
  };
  const item = async (id: EntryId) => {
    const document = await context.collections.items.get(id);
    assert.ok(document);
    return document;
  };
  it('keeps a receipt that overtook the status which names its message', async () => {
    const anna = identityRef('anna');
    const itemId = await replied(anna, 'a1');
    assert.equal(await recordReceipt(context, receipt(anna, { providerMessageId: 'P1' })), 'waiting');
    assert.equal(await recordStatus(context, status(anna, { entryId: itemId, providerMessageId: 'P1' })), 'recorded');
    await context.collections.memory.settled();
    assert.equal((await item(itemId)).status, 'delivered');
    assert.equal(await recordReceipt(context, receipt(anna, { providerMessageId: 'P1' })), 'known');
  });

  it('writes one entry for a watermark and ignores a lower one; a clock ahead marks nothing of the future', async () => {
    const ben = identityRef('ben');
    await replied(ben, 'b1');
    const far = receipt(ben, { receipt: 'read', watermark: context.now() + 1_000_000 });
    assert.equal(await recordReceipt(context, far), 'recorded');
    assert.equal(await recordReceipt(context, receipt(ben, { receipt: 'read', watermark: 5 })), 'known');
    const thread = await context.collections.threads.get(customerOf(ben));
    const mark = Object.values(thread?.watermarks ?? {})[0];
    assert.deepEqual(mark, { delivered: 0, read: context.now() * 1000 + 999 });
  });

  it('ignores words of others about a reply', async () => {
    const carl = identityRef('carl');
    const itemId = await replied(carl, 'c1');
    const stranger = identityRef('stranger');
    assert.equal(await recordStatus(context, status(stranger, { entryId: itemId })), 'ignored');
    assert.equal(await recordReceipt(context, receipt(stranger, { upToEntryId: itemId })), 'ignored');
    assert.equal((await item(itemId)).status, 'queued');
  });

  it('sends a failed reply again as a new attempt, once', async () => {
    const dora = identityRef('dora');
    const itemId = await replied(dora, 'd1');
    await assert.rejects(decideReply(context, { agentId, itemId, decision: 'retry' }), { code: 'conflict' });
    const reason = { code: 'blocked', text: 'Blocked.', permanent: false };
    await recordStatus(context, status(dora, { entryId: itemId, status: 'failed', reason }));
    assert.deepEqual((await item(itemId)).reason, reason);
    await Promise.all([1, 2].map(() => decideReply(context, { agentId, itemId, decision: 'retry' })));
    await context.collections.memory.settled();
    const attempts = context.published
      .filter(({ topic, key }) => topic === 'outbound.pigeon.v1' && key === dora.identityId)
      .map(({ value }) => (JSON.parse(value) as { attempt: number }).attempt);
    assert.deepEqual([...new Set(attempts)], [1, 2]);
    const { attempt, status: now, reason: none } = await item(itemId);
    assert.deepEqual([attempt, now, none], [2, 'queued', undefined]);
    await recordStatus(context, status(dora, { entryId: itemId, status: 'failed', attempt: 1 }));
    assert.equal((await item(itemId)).status, 'queued');
  });

  it('lets people change their own messages only, and shows a withdrawn one nowhere', async () => {
    const emil = identityRef('emil');
    const { entry } = await receiveMessage(context, inbound(emil, 'e1'));
    assert.ok(entry.body.kind === 'message');
    const revise = (identity: IdentityRef, id: string, change: Parameters<typeof applyRevision>[1]['change']) =>
      applyRevision(context, {
        version: 1,
        type: 'revision',
        occurredAt: context.now(),
        entryId: `x-${id}`,
        identity,
        providerMessageId: 'e1',
        change,
      });
    const parts = [{ kind: 'text' as const, text: 'better' }];
    assert.equal(await revise(emil, '1', { kind: 'edit', parts }), 'applied');
    assert.deepEqual((await item(entry.entryId)).parts, parts);
    assert.equal((await context.collections.conversations.get(entry.body.conversationId))?.preview, 'better');
    const other = { ...emil, identityId: identityRef('other').identityId };
    assert.equal(await revise(other, '2', { kind: 'unsend' }), 'ignored');
    assert.equal(await revise(emil, '3', { kind: 'unsend' }), 'applied');
    assert.deepEqual((await item(entry.entryId)).parts, []);
    assert.equal((await context.collections.conversations.get(entry.body.conversationId))?.preview, '');
  });

  it('waits for the message that a revision changes, but not for ever', async () => {
    const revision = {
      version: 1,
      type: 'revision',
      occurredAt: context.now(),
      entryId: 'x-late',
      identity: identityRef('fay'),
      providerMessageId: 'nowhere',
      change: { kind: 'unsend' },
    } as const;
    await assert.rejects(applyRevision(context, revision), { retryable: true });
    const old = { ...revision, occurredAt: context.now() - REVISION_PATIENCE_MS };
    assert.equal(await applyRevision(context, old), 'ignored');
    assert.ok(context.counted.includes('revision-of-unknown-message'));
  });

  it('keeps the place of a record that could not be read, and fills it in when it is replayed', async () => {
    const gus = identityRef('gus');
    const message = inbound(gus, 'g1');
    const identityId = gus.identityId as Parameters<typeof placePlaceholder>[1]['identityId'];
    const record = {
      recordId: 't/0/1',
      identityId,
      identity: gus,
      entryId: message.entryId as EntryId,
      code: 'schema',
    };
    assert.equal(await placePlaceholder(context, record), 'placed');
    assert.equal(await placePlaceholder(context, record), 'placed');
    const kept = await item(message.entryId as EntryId);
    assert.equal(kept.type, 'placeholder');
    await receiveMessage(context, inbound(gus, 'g2'));
    await receiveMessage(context, message);
    const filled = await item(message.entryId as EntryId);
    assert.deepEqual([filled.type, filled.at, filled.n], ['message', kept.at, kept.n]);
    assert.equal(await placePlaceholder(context, { ...record, recordId: 't/0/9' }), 'placed');
    assert.equal((await item(message.entryId as EntryId)).type, 'message');
    const nobody = { recordId: 't/0/2', identityId: 'unknown' as typeof identityId, code: 'not-json' };
    assert.equal(await placePlaceholder(context, nobody), 'nobody');
  });
});
