import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { receiveMessage } from './receive-message.ts';
import { customerOf, identityRef, inbound, openTestContext } from './testing/test-context.ts';
import type { TestContext } from './testing/test-context.ts';

describe('receive-message', () => {
  let context: TestContext;
  before(async () => {
    context = await openTestContext();
  });
  after(() => context.close());

  it('opens one conversation for two quick messages', async () => {
    const anna = identityRef('anna');
    const [one, two] = await Promise.all([
      receiveMessage(context, inbound(anna, 'a1')),
      receiveMessage(context, inbound(anna, 'a2')),
    ]);
    assert.ok(one.entry.body.kind === 'message' && two.entry.body.kind === 'message');
    assert.equal(one.entry.body.effect, 'opened');
    assert.equal(two.entry.body.effect, 'joined');
    assert.equal(one.entry.body.conversationId, two.entry.body.conversationId);
    assert.deepEqual([one.entry.n, two.entry.n], [1, 2]);
    const conversation = await context.collections.conversations.get(one.entry.body.conversationId);
    assert.equal(conversation?.preview, 'a2');
    assert.equal(conversation?.waitingSince, context.now());
    assert.equal((await context.collections.items.get(two.entry.entryId))?.parts[0]?.kind, 'text');
  });

  it('stores a redelivered message once and announces the stored fact again', async () => {
    const ben = identityRef('ben');
    const first = await receiveMessage(context, inbound(ben, 'b1'));
    const again = await receiveMessage(context, inbound(ben, 'b1'));
    assert.deepEqual(again, { entry: first.entry, duplicate: true });
    const { documents } = await context.collections.entries.find({
      index: 'by_stream',
      equals: [customerOf(ben)],
      limit: 10,
    });
    assert.equal(documents.length, 1);
    const announced = context.announced.filter(({ key, event }) => key === customerOf(ben) && event.type === 'entry');
    assert.equal(announced.length, 2);
  });

  it('claims the attachments of what it stores', async () => {
    const image = { kind: 'image', blobId: 'b_lamp', name: 'lamp.jpg', contentType: 'image/jpeg', size: 7 } as const;
    const message = inbound(identityRef('carla'), 'c1', { parts: [image] });
    await receiveMessage(context, message);
    assert.deepEqual(context.claimed, ['b_lamp']);
  });

  it('is not held up by a file that is damaged in the store, and still claims the others', async () => {
    const file = { kind: 'file', name: 'a', contentType: 'text/plain', size: 1 } as const;
    const parts = ['damaged', 'whole'].map((blobId) => ({ ...file, blobId }));
    const kept: string[] = [];
    const claimFiles = async (blobIds: readonly string[]): Promise<void> => {
      if (blobIds.includes('damaged')) throw Object.assign(new Error('damaged'), { retryable: false });
      kept.push(...blobIds);
    };
    const faulty = { ...context, claimFiles };
    const dora = identityRef('dora');
    await receiveMessage(faulty, inbound(dora, 'd1', { parts }));
    const { entry } = await receiveMessage(faulty, inbound(dora, 'd2'));
    assert.equal((await context.collections.items.get(entry.entryId))?.type, 'message');
    assert.deepEqual(kept, ['whole']);
    assert.ok(context.counted.includes('file-not-claimed'));
  });

  it('files an automatic message of a stranger without making anybody wait', async () => {
    const robot = identityRef('robot');
    const { entry } = await receiveMessage(context, inbound(robot, 'r1', { automatic: true }));
    assert.ok(entry.body.kind === 'message');
    const conversation = await context.collections.conversations.get(entry.body.conversationId);
    assert.equal(conversation?.state, 'resolved');
    assert.equal(conversation?.waitingSince, undefined);
    const { entry: next } = await receiveMessage(context, inbound(robot, 'r2'));
    assert.ok(next.body.kind === 'message');
    assert.equal(next.body.effect, 'reopened');
    assert.equal(next.body.conversationId, entry.body.conversationId);
  });
});
