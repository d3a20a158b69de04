import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { customerIdOf, followUpEntryId, outboundMessageSchema } from '@onethread/contracts';
import type { AgentId, ConversationId, IdentityId, IdentityRef } from '@onethread/contracts';
import { openCollections } from '../stores/collections.ts';
import { sendAutomatic } from './identity/send-automatic.ts';
import { proposeLink, retractLink } from './link-identities.ts';
import { personWroteAt } from './person-wrote-at.ts';
import { rebuild } from './rebuild/rebuild.ts';
import { receiveMessage } from './receive-message.ts';
import { sendReply } from './send-reply.ts';
import { identityRef, inbound, openTestContext, type TestContext } from './testing/test-context.ts';

const HOUR_MS = 60 * 60 * 1000;
const anna = identityRef('anna');
const byLetter = identityRef('anna', 'letter');
const idOf = (ref: IdentityRef): IdentityId => ref.identityId as IdentityId;

describe('when a person last wrote from an address', () => {
  let context: TestContext;
  let conversationId: ConversationId;
  let began: number;
  beforeEach(async () => {
    context = await openTestContext();
    began = context.now();
    const { entry } = await receiveMessage(context, inbound(anna, 'a1'));
    assert.ok(entry.body.kind === 'message');
    conversationId = entry.body.conversationId;
  });
  afterEach(() => context.close());

  const wroteAt = (ref = anna, by: TestContext = context) => personWroteAt(by, customerIdOf(idOf(ref)), idOf(ref));
  const reply = (clientMessageId: string, to = anna) =>
    sendReply(context, {
      agentId: 'agent-1' as AgentId,
      agentName: 'Ada',
      clientMessageId,
      conversationId,
      identityId: idOf(to),
      parts: [{ kind: 'text', text: 'hello' }],
    });
  const handedOver = async () => {
    await context.collections.memory.settled();
    return context.published
      .filter(({ topic }) => topic.startsWith('outbound.'))
      .map(({ value }) => outboundMessageSchema.parse(JSON.parse(value)));
  };

  it('goes out with every reply; what nobody wrote counts for nothing', async () => {
    context.clock.advance(HOUR_MS);
    await receiveMessage(context, inbound(anna, 'away', { automatic: true }));
    await receiveMessage(context, inbound(anna, 'echo', { author: 'agent' }));
    await reply('c1');
    const [first] = await handedOver();
    assert.deepEqual([first?.personWroteAt, first?.automatic], [began, undefined]);
    await receiveMessage(context, inbound(anna, 'a2'));
    await reply('c2');
    assert.equal((await handedOver())[1]?.personWroteAt, began + HOUR_MS);
  });

  it('is when the provider took it, where it reached us late', async () => {
    context.clock.advance(2 * HOUR_MS);
    await receiveMessage(context, inbound(anna, 'late', { providerTime: began + HOUR_MS }));
    assert.equal(await wroteAt(), began + HOUR_MS);
    await receiveMessage(context, inbound(anna, 'later still', { providerTime: began + 9 * HOUR_MS }));
    assert.equal(await wroteAt(), began + 2 * HOUR_MS, 'never in the future');
  });

  it('tells what no agent wrote, and never of whom never wrote', async () => {
    await receiveMessage(context, inbound(byLetter, 'out', { author: 'agent' }));
    const to = await context.collections.identities.get(byLetter.identityId);
    assert.ok(to);
    await sendAutomatic(context, to, followUpEntryId('x', 'code'), [{ kind: 'text', text: '123456' }]);
    const [code] = await handedOver();
    assert.deepEqual([code?.automatic, code?.personWroteAt], [true, undefined]);
  });

  it('is found in whatever stream it stands, after merge and un-merge', async () => {
    context.clock.advance(HOUR_MS);
    await receiveMessage(context, inbound(byLetter, 'l1'));
    const link = { a: idOf(anna), b: idOf(byLetter) };
    await proposeLink(context, { ...link, evidence: 'agent', proved: false });
    assert.deepEqual([await wroteAt(), await wroteAt(byLetter)], [began, began + HOUR_MS]);
    context.clock.advance(HOUR_MS);
    await receiveMessage(context, inbound(byLetter, 'l2'));
    await retractLink(context, link);
    assert.deepEqual([await wroteAt(), await wroteAt(byLetter)], [began, began + 2 * HOUR_MS]);
    assert.equal((await rebuild(context, { repair: false })).differences, 0);
  });

  it('is known to a process that remembers older things, and of threads stored before it was kept', async () => {
    const other: TestContext = { ...context, collections: await openCollections(context.store) };
    assert.equal(await wroteAt(anna, other), began);
    context.clock.advance(HOUR_MS);
    await receiveMessage(context, inbound(anna, 'a2'));
    assert.equal(await wroteAt(anna, other), began + HOUR_MS);
    const { threads } = context.collections;
    const stored = await threads.get(customerIdOf(idOf(anna)));
    assert.ok(stored);
    const { wroteAt: _unkept, ...older } = stored;
    await threads.replace(older);
    const third: TestContext = { ...context, collections: await openCollections(context.store) };
    assert.equal(await wroteAt(anna, third), began + HOUR_MS);
  });
});
