import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createAssignmentClient, createSettingsClient, type AssignmentClient, type Conversation } from '@onethread/rpc';
import type { AgentSettingsInput, TokenRole, WireSettingsInput } from '@onethread/rpc';
import { waitFor } from '@onethread/testkit';
import type { AgentDevice } from '../testing/agent-device.ts';
import { openRouting, person, type TestRouting } from '../testing/open-routing.ts';

const HOUR_S = 3600;

const SETTINGS: WireSettingsInput = {
  skills: [{ id: 'fr', name: 'French' }],
  teams: [{ id: 'billing', name: 'Billing' }],
  queues: [
    { id: 'all', name: 'All' },
    {
      id: 'bills',
      name: 'Bills',
      teams: ['billing'],
      skills: [{ skill: 'fr', level: 3 }],
      relax: [{ afterSeconds: HOUR_S, skills: [{ skill: 'fr', level: 1 }] }],
      overflow: [{ afterSeconds: 4 * HOUR_S, queue: 'all' }],
    },
  ],
  rules: [{ id: 'bills', name: 'Words of bills', queue: 'bills', when: { text: ['bill'] } }],
  defaultQueue: 'all',
};

const billing = (level: number): AgentSettingsInput['abilities'] => {
  return { teams: ['billing'], skills: [{ skill: 'fr', level }], capacity: 1 };
};

const AGENTS: Readonly<Record<string, AgentSettingsInput['abilities']>> = {
  Anna: billing(4),
  Ben: billing(1),
  Cleo: { capacity: 1 },
  Dora: billing(5),
  Eve: billing(3),
};

describe('ExplainConversation', () => {
  let routing: TestRouting;
  const ids = new Map<string, string>();
  const devices = new Map<string, AgentDevice>();
  const clients: AssignmentClient[] = [];
  let first: Conversation;

  const as = (subject: string, role: TokenRole): AssignmentClient => {
    const client = createAssignmentClient({
      address: routing.address,
      token: () => routing.token(subject, role),
    });
    clients.push(client);
    return client;
  };
  const id = (name: string): string => ids.get(name) ?? '';
  const arrive = async (name: string): Promise<AgentDevice> => {
    const device = await routing.device(id(name));
    devices.set(name, device);
    assert.equal((await device.ask({ hello: { clientId: name } })).code, 'ok');
    return device;
  };
  /** As the welcome of somebody who sees all that waits tells it. */
  const conversationOf = async (name: string): Promise<Conversation> => {
    const { customerId } = person(name);
    return await waitFor(
      async () => {
        const { conversations } = await routing.history.listConversations({});
        return conversations.find((one) => one.customerId === customerId);
      },
      { describe: `the conversation of ${name}` },
    );
  };

  before(async () => {
    routing = await openRouting();
    const settings = createSettingsClient({
      address: routing.address,
      token: () => routing.token('root', 'admin'),
    });
    const agents = Object.entries(AGENTS).map(([name, abilities]): AgentSettingsInput => {
      return { name, email: `${name}@example.org`, role: 'agent', abilities: abilities ?? null };
    });
    await settings.applySettings({ settings: SETTINGS, agents });
    settings.close();
    for (const { name, agentId } of (await routing.admin.listAgents()).agents) ids.set(name, agentId);
    for (const name of ['Anna', 'Ben', 'Cleo'])
      await (await arrive(name)).ask({ setPresence: { presence: 'AVAILABLE' } });
    await (await arrive('Dora')).ask({ setPresence: { presence: 'AWAY' } });

    await routing.writes(person('first'), 'my bill please');
    first = await (devices.get('Anna') as AgentDevice).until(({ conversation }) =>
      conversation?.reservation ? conversation : undefined,
    );
  });
  after(async () => {
    for (const client of clients) client.close();
    await routing.close();
  });

  it('tells by which rule it came into its queue, who was chosen and why, and why not the others', async () => {
    const told = await as('root', 'admin').explainConversation({ conversationId: first.conversationId });
    assert.equal(told.queueName, 'Bills');
    assert.equal(told.ruleId, 'bills');
    assert.equal(told.ruleName, 'Words of bills');
    assert.equal(told.settingsVersion, 1);
    assert.equal(told.summary, 'Offered to Anna: the only free agent');
    assert.equal(told.waiting, null);
    const [decision, ...others] = told.decisions;
    assert.deepEqual(others, []);
    assert.equal(decision?.agentName, 'Anna');
    assert.equal(decision.choice, 'only');
    assert.equal(decision.step, 'own');
    assert.equal(decision.outcome, '');
    assert.equal(decision.words, 'Offered to Anna: the only free agent');
    assert.deepEqual(
      decision.candidates.map(({ agentName, load, capacity }) => [agentName, load, capacity]),
      [['Anna', 0, 1]],
    );
    const dropped = new Map(decision.dropped.map(({ reason, agents }) => [reason, agents]));
    assert.equal(dropped.get('skill'), 1);
    assert.equal(dropped.get('away'), 1);
    assert.equal(dropped.get('offline'), 1);
    assert.ok((dropped.get('not-member') ?? 0) >= 1);
  });

  it('tells an agent why not them', async () => {
    const ben = as(id('Ben'), 'agent');
    const { conversationId } = first;
    const { whyNot } = await ben.explainConversation({ conversationId, agentId: id('Ben') });
    assert.equal(whyNot?.agentName, 'Ben');
    assert.deepEqual(whyNot.reasons, ['offered', 'skill']);
    assert.deepEqual(whyNot.words, ['Anna is being asked', 'lacks French 3 (has French 1)']);
    const { whyNot: own } = await ben.explainConversation({ conversationId, agentId: id('Anna') });
    assert.deepEqual(own?.reasons, ['has-it']);
  });

  it('tells why one still waits, how many stand before it, and what would help', async () => {
    const { conversationId, reservation } = first;
    const accept = { conversationId, reservationId: reservation?.reservationId ?? '' };
    assert.equal((await devices.get('Anna')?.ask({ accept }))?.code, 'ok');
    await routing.writes(person('second'), 'another bill');
    const second = await conversationOf('second');
    await routing.writes(person('third'), 'a bill again');
    const third = await conversationOf('third');
    const client = as('root', 'admin');

    const { waiting } = await client.explainConversation({ conversationId: third.conversationId });
    assert.equal(waiting?.ahead, 1);
    const reasons = new Map(waiting.reasons.map(({ reason, words }) => [reason, words]));
    assert.equal(reasons.get('full'), '1 agent is full');
    assert.equal(reasons.get('skill'), '1 agent lacks French 3');
    assert.equal(reasons.get('away'), '1 agent is away');
    assert.equal(reasons.get('offline'), '1 agent is offline');
    assert.deepEqual(waiting.skills, [{ skill: 'fr', level: 3 }]);
    assert.equal(waiting.relaxesAtMs, waiting.sinceMs + HOUR_S * 1000);
    assert.deepEqual(waiting.wouldHelp.slice(0, 3), [
      'Anna (French 4) becomes free',
      'Dora (French 5), now away, becomes available',
      'Eve (French 3), now offline, becomes available',
    ]);
    assert.match(waiting.wouldHelp[3] ?? '', /^in \d+ min French 1 is enough$/u);
    assert.match(waiting.wouldHelp[4] ?? '', /^in \d+ (min|h) those who serve All are asked too$/u);

    const { waiting: ofSecond, whyNot } = await client.explainConversation({
      conversationId: second.conversationId,
      agentId: id('Anna'),
    });
    assert.equal(ofSecond?.ahead, 0);
    assert.deepEqual(whyNot?.reasons, ['full']);
    assert.deepEqual(whyNot.words, ['is full: 1 of 1, and it takes 1']);
  });

  it('tells who took it by hand', async () => {
    const second = await conversationOf('second');
    const { conversationId } = second;
    assert.equal((await devices.get('Cleo')?.ask({ take: { conversationId } }))?.code, 'ok');
    const told = await waitFor(
      async () => {
        const { decisions } = await as('root', 'admin').explainConversation({ conversationId });
        return decisions.find(({ choice }) => choice === 'taken');
      },
      { describe: 'the decision' },
    );
    assert.equal(told.words, 'Cleo took it');
    const { whyNot } = await as('root', 'admin').explainConversation({ conversationId, agentId: id('Anna') });
    assert.deepEqual(whyNot?.reasons, ['taken', 'full']);
  });

  it('refuses what is not there, and who may not ask', async () => {
    const client = as('root', 'admin');
    await assert.rejects(client.explainConversation({ conversationId: 'v_none' }), { code: 'not-found' });
    const { conversationId } = first;
    await assert.rejects(client.explainConversation({ conversationId, agentId: 'nobody' }), { code: 'not-found' });
    await assert.rejects(client.explainConversation({}), { code: 'invalid' });
    await assert.rejects(as('in-app', 'service').explainConversation({ conversationId }), { code: 'forbidden' });
    await assert.rejects(as('nobody', 'agent').explainConversation({ conversationId }), { code: 'unauthenticated' });
  });
});
