import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { agentAbilitiesSchema, assignmentSettingsSchema } from '@onethread/contracts';
import type { AgentAbilities, AgentId, ConversationId } from '@onethread/contracts';
import { DECISION_KEPT_MS, type DecisionDocument } from '../../stores/decision-documents.ts';
import type { AgentDocument, ConversationDocument, PresenceDocument } from '../../stores/documents.ts';
import { CURRENT } from '../../stores/settings-in-force.ts';
import { newAgent, newConversation } from '../assignment/testing/new-documents.ts';
import { openTestContext, type TestContext } from '../testing/test-context.ts';
import { explainConversation } from './explain-conversation.ts';
import { MAX_WAITING_READ } from './pool-picture.ts';
import { PoolPictures } from './pool-pictures.ts';

const HERE = 'r1';

const SETTINGS = assignmentSettingsSchema.parse({
  skills: [{ id: 'fr', name: 'French' }],
  teams: [
    { id: 'billing', name: 'Billing' },
    { id: 'small', name: 'Small', maxLoad: 1 },
  ],
  queues: [
    { id: 'all', name: 'All', teams: ['small', 'billing'] },
    { id: 'bills', name: 'Bills', teams: ['billing'], skills: [{ skill: 'fr', level: 3 }] },
    { id: 'later', name: 'Later', relax: [{ afterSeconds: 60, skills: [] }], anyoneAfterSeconds: 600 },
    { id: 'lonely', name: 'Lonely', teams: ['nobody'] },
  ],
  defaultQueue: 'all',
});

const hold = (conversationId: string, weight = 1) => ({ conversationId: conversationId as ConversationId, weight });

describe('an explanation', () => {
  let test: TestContext;
  let arrivals = 0;
  beforeEach(async () => {
    test = await openTestContext();
    const changed = { by: 'root', at: 0, note: '', changes: [] };
    await test.collections.settings.insert({ _id: CURRENT, version: 3, settings: SETTINGS, ...changed });
  });
  afterEach(() => test.close());

  const agent = async (
    name: string,
    abilities: Partial<AgentAbilities> = {},
    over: Partial<AgentDocument & Pick<PresenceDocument, 'presence'>> = {},
  ): Promise<AgentId> => {
    const { presence = 'available', ...rest } = over;
    const all = agentAbilitiesSchema.parse({ teams: ['billing'], capacity: 2, ...abilities });
    const { _id, ...fields } = newAgent(name, all.capacity);
    await test.collections.agents.insert({ ...fields, _id, name, abilities: all, ...rest });
    await test.collections.presence.insert({ _id, presence, changedAt: 0, streams: [HERE] });
    return _id;
  };
  const arrives = async (queueId: string, over: Partial<ConversationDocument> = {}): Promise<ConversationId> => {
    const document = newConversation(`n${(arrivals += 1)}`, test.now());
    await test.collections.conversations.insert({ ...document, queueId, ...over });
    return document._id;
  };
  const explain = (conversationId: ConversationId, agentId?: AgentId) => {
    const pictures = new PoolPictures({ ...test, replicaId: HERE });
    return explainConversation({ ...test, pictures }, { conversationId, ...(agentId ? { agentId } : {}) });
  };

  it('names who becomes free first, then who would have to come, and no more than three', async () => {
    await agent('Zoe', { skills: [{ skill: 'fr', level: 3 }] }, { holds: [hold('a'), hold('b')] });
    await agent('Ada', { skills: [{ skill: 'fr', level: 5 }] }, { presence: 'busy', holds: [hold('c', 2)] });
    await agent('Ben', { skills: [{ skill: 'fr', level: 4 }] }, { presence: 'away' });
    await agent('Cleo', { skills: [{ skill: 'fr', level: 4 }] }, { presence: 'offline' });
    const { waiting } = await explain(await arrives('bills'));
    assert.deepEqual(waiting?.wouldHelp, [
      'Zoe (French 3) becomes free',
      'Ada (French 5), now busy, becomes available and free',
      'Ben (French 4), now away, becomes available',
    ]);
  });

  it('says so where nobody serves the queue, nobody who does has the skill, or all have refused', async () => {
    await agent('Ada', { skills: [{ skill: 'fr', level: 1 }] });
    const { waiting: lonely } = await explain(await arrives('lonely'));
    assert.deepEqual(lonely?.wouldHelp, ['somebody comes to serve this queue: nobody does']);
    const { waiting: bills } = await explain(await arrives('bills'));
    assert.deepEqual(bills?.wouldHelp, ['somebody with French 3 comes to serve this queue: nobody who does has it']);
    const { waiting: refused } = await explain(await arrives('all', { refusedBy: ['Ada' as AgentId] }));
    assert.deepEqual(refused?.wouldHelp, [
      'somebody takes it by hand, or another agent comes: Ada declined or missed it',
    ]);
  });

  it('tells which steps are still to come, by the age of the conversation', async () => {
    await agent('Ada', {}, { presence: 'away' });
    const id = await arrives('later');
    const steps = async () => (await explain(id)).waiting?.wouldHelp.slice(1);
    assert.deepEqual(await steps(), [
      'in 60 s no skill is asked for any more',
      'in 10 min anyone in the pool is asked',
    ]);
    test.clock.advance(59_000);
    assert.deepEqual(await steps(), ['in 1 s no skill is asked for any more', 'in 10 min anyone in the pool is asked']);
    test.clock.advance(1_000);
    assert.deepEqual(await steps(), ['in 9 min anyone in the pool is asked']);
    test.clock.advance(600_000);
    assert.deepEqual(await steps(), []);
  });

  it('tells that it waits for who served the customer last', async () => {
    const keeperId = await agent('Ada', {}, { holds: [hold('a'), hold('b')] });
    const ben = await agent('Ben');
    const id = await arrives('all', { keeperId });
    const { waiting, whyNot } = await explain(id, ben);
    assert.deepEqual(waiting?.wouldHelp, [
      'Ada, who served this customer last, becomes free',
      'in 10 s others are asked too',
    ]);
    assert.deepEqual(whyNot?.reasons, ['waits-for-keeper']);
    assert.equal(waiting.reasons.find(({ reason }) => reason === 'waits-for-keeper')?.agents, 1);
  });

  it('tells every reason that keeps an agent from it, with numbers', async () => {
    const full = await agent(
      'Ada',
      { channels: { pigeon: 1 } },
      { presence: 'away', holds: [{ ...hold('a', 2), channel: 'pigeon' }] },
    );
    const id = await arrives('bills', { channel: 'pigeon' });
    const { whyNot } = await explain(id, full);
    assert.deepEqual(whyNot?.reasons, ['skill', 'away', 'channel-full', 'full']);
    assert.deepEqual(whyNot.words, [
      'lacks French 3',
      'is away',
      'is full on this channel: 2 of 1',
      'is full: 2 of 2, and it takes 1',
    ]);
    await agent('Mia', { teams: ['small'] }, { holds: [hold('m')] });
    const small = await agent('Noa', { teams: ['small'] });
    assert.deepEqual((await explain(await arrives('all'), small)).whyNot?.reasons, ['team-full']);
    const free = await agent('Ben', { skills: [{ skill: 'fr', level: 3 }] });
    assert.deepEqual((await explain(id, free)).whyNot, { agentId: 'Ben', agentName: 'Ben', reasons: [], words: [] });
    const gone = await agent('Eve', {}, { disabled: true });
    assert.deepEqual((await explain(id, gone)).whyNot?.reasons, ['disabled']);
  });

  it('tells an agent who could have taken it why another was chosen', async () => {
    const [chosen, other] = [await agent('Ada'), await agent('Ben')];
    const id = await arrives('all');
    const candidate = { capacity: 2, lastAssignedAt: 0 };
    const decision: Omit<DecisionDocument, 'rev'> = {
      _id: 'd1',
      pool: 'main',
      conversationId: id,
      at: test.now(),
      agentId: chosen,
      choice: 'least-busy',
      how: 'offered',
      step: 'own',
      queueId: 'all',
      candidates: [
        { agentId: chosen, load: 0, ...candidate },
        { agentId: other, load: 1, ...candidate },
      ],
      candidateCount: 2,
      dropped: { offline: 3, full: 1 },
      settingsVersion: 3,
      waitedMs: 12,
      expiresAt: test.now() + DECISION_KEPT_MS,
    };
    await test.collections.decisions.insert(decision);
    const document = await test.collections.conversations.get(id);
    assert.ok(document);
    const { waitingSince: _, ...rest } = document;
    await test.collections.conversations.replace({ ...rest, assigneeId: chosen, assignedAt: test.now() });
    const { whyNot, decisions, waiting } = await explain(id, other);
    assert.equal(waiting, undefined);
    assert.deepEqual(whyNot?.reasons, ['taken', 'not-chosen']);
    assert.deepEqual(whyNot.words, [
      'Ada has it',
      'could have taken it, but Ada was less busy: 0 of 2, against 1 of 2',
    ]);
    assert.equal(decisions[0]?.words, 'Offered to Ada: least busy of 2 free agents');
    assert.deepEqual(
      decisions[0].dropped.map(({ words }) => words),
      ['3 agents are offline', '1 agent is full'],
    );
    assert.deepEqual((await explain(id, chosen)).whyNot?.reasons, ['has-it']);
  });

  it('does not tell how many stand before it where too many wait', async () => {
    await agent('Ada', {}, { presence: 'away' });
    for (let from = 0; from <= MAX_WAITING_READ; from += 1000) {
      const waiting = Array.from({ length: 1000 }, (_, n) => newConversation(`many${from + n}`, test.now()));
      await test.collections.conversations.insertMany(waiting);
    }
    const { waiting } = await explain('v_many0' as ConversationId);
    assert.equal(waiting?.ahead, undefined);
    assert.deepEqual(waiting?.wouldHelp, ['Ada, now away, becomes available']);
  });

  it('tells how many stand before it; many who ask at once share what is read', async () => {
    await agent('Ada', {}, { presence: 'away' });
    for (let n = 0; n < 3; n += 1) {
      await arrives('all');
      test.clock.advance(10);
    }
    const last = await arrives('all');
    assert.equal((await explain(last)).waiting?.ahead, 3);
    let reads = 0;
    const agents: typeof test.collections.agents = {
      ...test.collections.agents,
      get: (id) => test.collections.agents.get(id),
      getMany: (ids) => test.collections.agents.getMany(ids),
      find: (query) => {
        reads += 1;
        return test.collections.agents.find(query);
      },
    };
    const context = { ...test, collections: { ...test.collections, agents } };
    const pictures = new PoolPictures({ ...context, replicaId: HERE });
    const asked = Array.from({ length: 50 }, () =>
      explainConversation({ ...context, pictures }, { conversationId: last }),
    );
    for (const { waiting } of await Promise.all(asked)) assert.equal(waiting?.ahead, 3);
    assert.ok(reads <= 3, `${reads} readings of the pool`);
  });

  it('an agent whose connection keeps breaking is told to be unstable, not away', async () => {
    const ada = await agent('Ada');
    const said = await test.collections.presence.get('Ada');
    assert.ok(said);
    await test.collections.presence.replace({ ...said, unstableUntil: test.now() + 30_000 });
    const { waiting, whyNot } = await explain(await arrives('all'), ada);
    assert.deepEqual(waiting?.reasons, [
      { reason: 'unstable', agents: 1, words: '1 agent has a connection that keeps breaking' },
    ]);
    assert.deepEqual(waiting.wouldHelp, ['the connection of Ada holds for a minute']);
    assert.deepEqual(whyNot?.reasons, ['unstable']);
    assert.deepEqual(whyNot.words, ['has a connection that keeps breaking']);
  });

  it('an agent whose replica is dead is offline to it', async () => {
    await agent('Ada');
    const said = await test.collections.presence.get('Ada');
    assert.ok(said);
    await test.collections.presence.replace({ ...said, streams: ['dead/1'] });
    const { waiting } = await explain(await arrives('all'));
    assert.deepEqual(waiting?.wouldHelp, ['Ada, now offline, becomes available']);
  });
});
