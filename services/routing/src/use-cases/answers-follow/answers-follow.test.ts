import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { outboundMessageSchema } from '@onethread/contracts';
import type { AgentId, ConversationId, IdentityId, IdentityRef, OutboundMessage } from '@onethread/contracts';
import { listReachable } from '../identity/list-reachable.ts';
import { proposeLink } from '../link-identities.ts';
import { letter, MAILBOX, openPeopleWorld, pigeon } from '../identity/testing/people-world.ts';
import type { PeopleWorld } from '../identity/testing/people-world.ts';
import { receiveStanding } from '../receive-standing.ts';
import { recordStatus } from '../record-status.ts';
import { sendReply } from '../send-reply.ts';
import { sweepHistory } from '../sweep-history.ts';
import { standing } from '../testing/test-context.ts';
import { letAnswersFollow } from './let-answers-follow.ts';

const app = pigeon('visitor');
const mail = letter('vera@example.org');
const idOf = (ref: IdentityRef): IdentityId => ref.identityId as IdentityId;
const TO = { channel: 'letter', account: MAILBOX };

describe('answers that follow', () => {
  let world: PeopleWorld;
  let replies = 0;
  beforeEach(async () => {
    world = await openPeopleWorld();
    await world.writes(mail);
    await world.writes(app);
    replies = 0;
  });
  afterEach(() => world.close());

  const link = (proved = true) =>
    proposeLink(world, {
      a: idOf(app),
      b: idOf(mail),
      evidence: proved ? 'confirmed-address' : 'agent',
      proved,
      at: world.now(),
    });
  const wish = () => letAnswersFollow(world, { identityId: idOf(app), to: TO });
  const conversation = async (): Promise<ConversationId> => {
    const { documents } = await world.collections.conversations.find({
      index: 'by_home',
      equals: [`c_${app.identityId}`],
      limit: 1,
    });
    return documents[0]?._id as ConversationId;
  };
  const answer = async (text: string, conversationId: ConversationId) => {
    const request = { agentId: 'ada' as AgentId, agentName: 'Ada', clientMessageId: `r${(replies += 1)}` };
    return await sendReply(world, {
      ...request,
      conversationId,
      identityId: idOf(app),
      parts: [{ kind: 'text', text }],
    });
  };
  const later = async (ms: number) => {
    world.clock.advance(ms);
    await sweepHistory(world, {});
    await world.collections.memory.settled();
  };
  const mails = (): OutboundMessage[] =>
    world.published
      .filter(({ topic }) => topic === 'outbound.letter.v1')
      .map(({ value }) => outboundMessageSchema.parse(JSON.parse(value)));
  const texts = () => mails().map(({ parts }) => parts.map((part) => (part.kind === 'text' ? part.text : '')));

  it('sends what was not read in one message, once, in the same conversation', async () => {
    await link();
    const conversationId = await conversation();
    await wish();
    const first = await answer('It is on its way.', conversationId);
    await answer('Tuesday at the latest.', conversationId);
    await later(world.settings.answersFollowMs - 1000);
    assert.deepEqual(texts(), []);
    await later(2000);
    assert.deepEqual(texts(), [['It is on its way.', 'Tuesday at the latest.']]);
    assert.equal(mails()[0]?.conversationId, conversationId);
    const copy = await world.collections.items.get(mails()[0]?.entryId ?? '');
    assert.deepEqual([copy?.copyOf, copy?.automatic, copy?.agentName], [first.itemId, true, 'Ada']);
    assert.deepEqual([mails()[0]?.automatic, mails()[0]?.copyOf], [true, first.itemId], 'the channel is told both');
    await later(world.settings.answersFollowMs * 2);
    assert.equal(mails().length, 1);

    await answer('Has it come?', conversationId);
    await later(world.settings.answersFollowMs + 1000);
    assert.deepEqual(texts()[1], ['Has it come?']);
  });

  it('sends nothing that was read in the app', async () => {
    await link();
    const conversationId = await conversation();
    await wish();
    const { itemId } = await answer('It is on its way.', conversationId);
    const word = { version: 1, type: 'status', occurredAt: world.now(), identity: app, attempt: 1 } as const;
    await recordStatus(world, { ...word, entryId: itemId, status: 'sent' });
    await recordStatus(world, { ...word, entryId: itemId, status: 'read' });
    await later(world.settings.answersFollowMs + 1000);
    assert.deepEqual(texts(), []);
  });

  it('copies nothing to an address that takes no copies, says so in the thread, and answers there still go', async () => {
    await link();
    const conversationId = await conversation();
    await wish();
    const follows = async () =>
      (await listReachable(world.collections, idOf(app))).find(({ channel }) => channel === TO.channel)?.answersFollow;
    assert.equal(await follows(), true);
    const refusal = { standing: 'no-copies', reason: 'refused-copies' } as const;
    await receiveStanding(world, standing(mail, 'no', refusal));
    await world.collections.memory.settled();
    const inThread = await world.collections.items.get(standing(mail, 'no', refusal).entryId);
    assert.deepEqual(inThread?.event, { kind: 'address-no-copies', reason: 'refused-copies' });
    await answer('It is on its way.', conversationId);
    await later(world.settings.answersFollowMs + 1000);
    assert.deepEqual(texts(), []);
    assert.ok(world.counted.includes('copy-to-address-without-copies'));
    assert.equal(await follows(), false);
    await assert.rejects(wish(), { code: 'blocked', message: /no copies there/ });

    const direct = { agentId: 'ada' as AgentId, agentName: 'Ada', clientMessageId: 'by-mail', conversationId };
    await sendReply(world, { ...direct, identityId: idOf(mail), parts: [{ kind: 'text', text: 'By mail.' }] });
    await world.collections.memory.settled();
    assert.deepEqual(texts(), [['By mail.']]);
    assert.equal(mails()[0]?.copyOf, undefined);

    await receiveStanding(world, standing(mail, 'again', { standing: 'open', reason: 'wrote-again' }));
    await world.collections.memory.settled();
    await answer('Has it come?', conversationId);
    await later(world.settings.answersFollowMs + 1000);
    assert.deepEqual(texts()[1], ['Has it come?'], 'what was not copied before is not copied now');
    assert.equal(await follows(), true);
  });

  it('asks for an address that the customer proved, and stops when it is theirs no more', async () => {
    await assert.rejects(wish(), { code: 'invalid' });
    await link(false);
    await assert.rejects(wish(), { code: 'invalid' }, 'an agent’s word is not the customer’s');
    await link();
    await wish();
    const conversationId = await conversation();
    await answer('It is on its way.', conversationId);
    await letAnswersFollow(world, { identityId: idOf(app) });
    await later(world.settings.answersFollowMs + 1000);
    assert.deepEqual(texts(), []);
  });
});
