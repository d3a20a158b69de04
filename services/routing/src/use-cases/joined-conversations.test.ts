import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { AgentId, ConversationId, IdentityId, IdentityRef } from '@onethread/contracts';
import { openCollections } from '../stores/collections.ts';
import type { ConversationDocument } from '../stores/documents.ts';
import { takeInHand } from '../testing/model/agents-hands.ts';
import { proposeLink, retractLink } from './link-identities.ts';
import { receiveMessage } from './receive-message.ts';
import { reopenConversation } from './reopen-conversation.ts';
import { resolveConversation } from './resolve-conversation.ts';
import { sendReply } from './send-reply.ts';
import { snoozeConversation } from './snooze-conversation.ts';
import { sweepHistory } from './sweep-history.ts';
import { identityRef, inbound, openTestContext } from './testing/test-context.ts';
import type { TestContext } from './testing/test-context.ts';

const HOUR_MS = 60 * 60 * 1000;
const agentId = 'agent-1' as AgentId;
const anna = identityRef('anna');
const phone = identityRef('phone', 'drum');
const mail = identityRef('mail', 'raven');

const ends = (a: IdentityRef, b: IdentityRef) => ({ a: a.identityId as IdentityId, b: b.identityId as IdentityId });

describe('conversations of one thread', () => {
  let context: TestContext;
  let texts = 0;

  beforeEach(async () => {
    context = await openTestContext();
  });
  afterEach(() => context.close());

  async function write(identity: IdentityRef, on = context): Promise<ConversationId> {
    context.clock.advance(1000);
    const { entry } = await receiveMessage(on, inbound(identity, `text-${(texts += 1)}`));
    assert.ok(entry.body.kind === 'message');
    return entry.body.conversationId;
  }
  async function link(a: IdentityRef, b: IdentityRef): Promise<void> {
    context.clock.advance(1000);
    await proposeLink(context, { ...ends(a, b), evidence: 'agent', proved: false });
  }
  async function unlink(a: IdentityRef, b: IdentityRef): Promise<void> {
    context.clock.advance(1000);
    await retractLink(context, ends(a, b));
  }
  async function stored(conversationId: ConversationId): Promise<ConversationDocument> {
    await context.collections.memory.settled();
    const document = await context.collections.conversations.get(conversationId);
    assert.ok(document);
    return document;
  }
  const waits = async (id: ConversationId): Promise<boolean> => (await stored(id)).waitingSince !== undefined;

  it('one that waits is not joined into one that is snoozed', async () => {
    const [older, younger] = [await write(anna), await write(phone)];
    await snoozeConversation(context, { agentId, conversationId: older, until: context.now() + HOUR_MS });
    await link(anna, phone);
    assert.deepEqual([(await stored(younger)).joinedInto, await waits(younger)], [undefined, true]);
  });

  it('one that wakes beside an open one goes on in that, and waits for nobody', async () => {
    const [older, younger] = [await write(anna), await write(phone)];
    await snoozeConversation(context, { agentId, conversationId: older, until: context.now() + HOUR_MS });
    await link(anna, phone);
    await takeInHand(context, { conversationId: younger, agentId });
    context.clock.advance(2 * HOUR_MS);
    await sweepHistory(context, {});
    const woken = await stored(older);
    assert.deepEqual([woken.state, woken.joinedInto, woken.waitingSince], ['open', younger, undefined]);
  });

  it('what was joined is resolved with what it was joined into, which can be reopened', async () => {
    const [older, younger] = [await write(anna), await write(phone)];
    await link(anna, phone);
    await resolveConversation(context, { agentId, conversationId: older });
    assert.equal((await stored(younger)).state, 'resolved');
    const { outcome } = await reopenConversation(context, { agentId, conversationId: older });
    assert.equal(outcome, 'changed');
  });

  it('is so for an agent on a process that has not heard of the merge', async () => {
    const late: TestContext = { ...context, collections: await openCollections(context.store) };
    const [older, younger] = [await write(anna, late), await write(phone)];
    await link(anna, phone);
    await resolveConversation(late, { agentId, conversationId: older });
    assert.equal((await stored(younger)).state, 'resolved');
  });

  it('words from a third address go where the two go on', async () => {
    const [older, younger] = [await write(anna), await write(phone)];
    const third = await write(mail);
    await resolveConversation(context, { agentId, conversationId: third });
    await takeInHand(context, { conversationId: younger, agentId });
    await link(anna, phone);
    assert.equal((await stored(older)).joinedInto, younger);
    await link(anna, mail);
    assert.equal(await write(mail), younger);
    assert.equal(await waits(older), false);
  });

  it('who stays behind, and wrote in a conversation that goes away, goes on in a split of it that waits', async () => {
    // The older person has nothing open when the younger one's conversation becomes theirs too.
    const resolved = await write(anna);
    await resolveConversation(context, { agentId, conversationId: resolved });
    const opened = await write(phone);
    await link(anna, phone);
    assert.equal(await write(anna), opened);
    await unlink(anna, phone);
    const next = await write(anna);
    assert.notEqual(next, opened);
    assert.deepEqual([(await stored(next)).openedAt, await waits(next)], [(await stored(opened)).openedAt, true]);
  });

  it('who wrote in it goes on in that split, however much they were told since', async () => {
    const opened = await write(phone);
    const resolved = await write(anna);
    await resolveConversation(context, { agentId, conversationId: resolved });
    await link(anna, phone);
    assert.equal(await write(anna), opened);
    const parts = [{ kind: 'text' as const, text: 'told' }];
    const telling = { agentId, agentName: 'Ada', conversationId: opened, identityId: ends(anna, phone).a, parts };
    for (let n = 1; n <= 200; n += 1) await sendReply(context, { ...telling, clientMessageId: `told-${n}` });
    await unlink(anna, phone);
    const next = await write(anna);
    assert.notEqual(next, opened);
    assert.equal((await stored(next)).openedAt, (await stored(opened)).openedAt);
  });

  it('a process that learns of an earlier merge late undoes no later one', async () => {
    const late: TestContext = { ...context, collections: await openCollections(context.store) };
    await write(phone, late);
    const [first, second] = [await write(anna), await write(mail)];
    await link(phone, mail);
    await unlink(phone, mail);
    await link(anna, mail);
    const joined = await stored(second);
    assert.equal(joined.joinedInto, first);
    // It opens the streams that it knew from before, and projects what it has not seen yet.
    await write(phone, late);
    await sweepHistory(late, {});
    await late.collections.memory.settled();
    assert.deepEqual([(await stored(second)).joinedInto, await waits(second)], [first, false]);
  });
});
