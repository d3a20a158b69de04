import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createSettingsClient } from '@onethread/rpc';
import type { AgentSettingsInput, Conversation, SettingsClient, WireSettingsInput } from '@onethread/rpc';
import type { AgentDevice } from './testing/agent-device.ts';
import { openRouting, person, type TestRouting } from './testing/open-routing.ts';

const SETTINGS: WireSettingsInput = {
  teams: [
    { id: 'north', name: 'North' },
    { id: 'south', name: 'South' },
  ],
  queues: [
    { id: 'all', name: 'All' },
    { id: 'north', name: 'The north', teams: ['north'], priority: 4 },
    { id: 'south', name: 'The south', teams: ['south'] },
  ],
  rules: [
    { id: 'to-north', name: 'North', queue: 'north', when: { text: ['north'] }, priority: 3 },
    { id: 'to-south', name: 'South', queue: 'south', when: { text: ['south'] } },
  ],
  defaultQueue: 'all',
};

let routing: TestRouting;
let settings: SettingsClient;
const ids = new Map<string, string>();
const id = (name: string): string => ids.get(name) ?? '';

function agent(name: string, teams: readonly string[], role = 'agent', capacity = 1): AgentSettingsInput {
  return { name, email: `${name}@example.org`, role, abilities: { teams: [...teams], capacity } };
}

before(async () => {
  routing = await openRouting();
  settings = createSettingsClient({ address: routing.address, token: () => routing.token('root', 'admin') });
  const agents = [
    agent('Anna', ['north'], 'agent', 2),
    agent('Ben', ['south']),
    agent('Cora', ['north'], 'supervisor'),
    agent('Dan', ['north', 'south']),
    agent('Eva', ['north'], 'agent', 5),
  ];
  await settings.applySettings({ settings: SETTINGS, agents });
  for (const { name, agentId } of (await routing.admin.listAgents()).agents) ids.set(name, agentId);
});
after(async () => {
  settings.close();
  await routing.close();
});

/** Connected and asked for nothing: what waits stays waiting. */
async function arrive(name: string): Promise<AgentDevice> {
  const device = await routing.device(id(name));
  assert.equal((await device.ask({ hello: { clientId: name } })).code, 'ok');
  assert.equal((await device.ask({ setPresence: { presence: 'BUSY' } })).code, 'ok');
  return device;
}

/** The first that `device` is told of the customer's conversation, and that is as wished. */
function told(
  device: AgentDevice,
  name: string,
  isWished: (conversation: Conversation) => boolean = () => true,
): Promise<Conversation> {
  const { customerId } = person(name);
  return device.until(({ welcome, conversation }) =>
    [...(welcome?.conversations ?? []), ...(conversation ? [conversation] : [])].find(
      (one) => one.customerId === customerId && isWished(one),
    ),
  );
}

const heardOf = (device: AgentDevice): ReadonlySet<string> =>
  new Set(
    device.events.flatMap(({ welcome, conversation }) =>
      [...(welcome?.conversations ?? []), ...(conversation ? [conversation] : [])].map((one) => one.customerId),
    ),
  );

describe('queues', () => {
  test('the welcome names them, what agents have in teams, and what waits where they serve', async () => {
    await routing.writes(person('one'), 'to the north');
    const chief = await arrive('Cora');
    const one = await told(chief, 'one');
    assert.deepEqual([one.queueId, one.priority], ['north', 7]);
    const anna = await arrive('Anna');
    const ben = await arrive('Ben');
    const { welcome } = anna.events[0] ?? {};
    assert.deepEqual(
      welcome?.queues.map(({ queueId, name, pool, teamIds, served }) => [queueId, name, pool, teamIds, served]),
      [
        ['all', 'All', 'main', [], true],
        ['north', 'The north', 'main', ['north'], true],
        ['south', 'The south', 'main', ['south'], false],
      ],
    );
    assert.deepEqual(welcome?.me?.teamIds, ['north']);
    assert.deepEqual([welcome.me.interruptibleLoad, welcome.me.interruptibleCapacity], [0, 2]);
    assert.deepEqual([...heardOf(anna)], [person('one').customerId]);
    assert.deepEqual([...heardOf(ben)], []);
    for (const device of [chief, anna, ben]) await device.leave();
  });

  test('an agent hears of what waits where they serve, and may take it; a supervisor of all', async () => {
    const [anna, ben, chief] = [await arrive('Anna'), await arrive('Ben'), await arrive('Cora')];
    await routing.writes(person('two'), 'to the south');
    const { conversationId } = await told(ben, 'two');
    await told(chief, 'two');
    await routing.writes(person('three'), 'to the north');
    const three = await told(anna, 'three');
    await told(chief, 'three');
    assert.equal(heardOf(anna).has(person('two').customerId), false);
    assert.equal(heardOf(ben).has(person('three').customerId), false);

    const refused = await anna.ask({ take: { conversationId } });
    assert.deepEqual([refused.code, /your teams do not serve/.test(refused.message)], ['forbidden', true]);
    assert.equal((await ben.ask({ take: { conversationId } })).code, 'ok');
    const late = await anna.ask({ take: { conversationId } });
    assert.deepEqual([late.code, late.message], ['taken', 'Ben was faster']);
    assert.equal((await anna.ask({ take: { conversationId: three.conversationId } })).code, 'ok');
    assert.equal((await anna.ask({ take: { conversationId: 'v_none' } })).code, 'not-found');
    for (const device of [anna, ben, chief]) await device.leave();
  });

  test('an agent who comes into another team is shown what waits there, and what the queues are by then', async () => {
    const dan = await arrive('Dan');
    await routing.writes(person('four'), 'hello');
    await told(dan, 'four');
    assert.equal(heardOf(dan).has(person('five').customerId), false);
    const moved = { ...agent('Dan', ['west']) };
    const west = { id: 'west', name: 'The west', teams: ['west'] };
    await settings.applySettings({
      settings: {
        ...SETTINGS,
        teams: [...(SETTINGS.teams ?? []), { id: 'west', name: 'West' }],
        queues: [...(SETTINGS.queues ?? []), west],
        rules: [{ id: 'to-west', name: 'West', queue: 'west', when: { text: ['west'] } }],
      },
      agents: [moved],
    });
    const again = await dan.until(({ welcome }) =>
      welcome?.me?.teamIds.includes('west') === true && welcome.queues.length === 4 ? welcome : undefined,
    );
    assert.equal(again.queues[3]?.name, 'The west');
    await routing.writes(person('five'), 'to the west');
    await told(dan, 'five');
    await dan.leave();
  });
});

/** Eva has it: it came to the north, where she serves. */
async function heldByEva(name: string): Promise<{ readonly eva: AgentDevice; readonly conversationId: string }> {
  const eva = await arrive('Eva');
  await settings.applySettings({ settings: SETTINGS });
  await routing.writes(person(name), 'to the north');
  const { conversationId } = await told(eva, name);
  assert.equal((await eva.ask({ take: { conversationId } })).code, 'ok');
  return { eva, conversationId };
}

describe('handing over', () => {
  test('an agent hands over to a colleague, with a note that is written once', async () => {
    const { eva, conversationId } = await heldByEva('six');
    const ben = await arrive('Ben');
    await ben.ask({ follow: { customerId: person('six').customerId } });
    const transfer = { conversationId, agentId: id('Dan'), note: 'VIP', clientMessageId: 'n1' };
    const dan = await arrive('Dan');
    const done = await eva.ask({ transfer });
    assert.deepEqual([done.code, done.itemId === ''], ['ok', false]);
    const got = await told(dan, 'six', ({ assigneeId }) => assigneeId === id('Dan'));
    assert.equal(got.explanation, 'Transferred to Dan by Eva');
    await told(eva, 'six', ({ assigneeId }) => assigneeId === id('Dan'));
    const again = await eva.ask({ transfer });
    assert.deepEqual([again.code, again.itemId], [done.code, done.itemId], 'said again');
    const note = await ben.until(({ thread }) => thread?.items.find(({ itemId }) => itemId === done.itemId));
    assert.equal(note.note?.parts[0]?.text?.text, 'VIP');

    const strange = await eva.ask({ transfer: { conversationId, queueId: 'all' } });
    assert.deepEqual([strange.code, /only Dan, who holds/.test(strange.message)], ['forbidden', true]);
    for (const device of [eva, ben, dan]) await device.leave();
  });

  test('to a queue it goes with its age, and who moved it may take it back; who served the old queue sees it go', async () => {
    const { eva, conversationId } = await heldByEva('seven');
    const [anna, ben] = [await arrive('Anna'), await arrive('Ben')];
    const { waitingSinceMs, openedAtMs } = await told(eva, 'seven');
    assert.equal(waitingSinceMs, openedAtMs);
    assert.equal((await eva.ask({ transfer: { conversationId, queueId: 'south' } })).code, 'ok');
    const moved = await told(ben, 'seven', ({ queueId }) => queueId === 'south');
    assert.equal(moved.waitingSinceMs, openedAtMs);
    await told(anna, 'seven', ({ queueId }) => queueId === 'south');
    assert.equal((await anna.ask({ take: { conversationId } })).code, 'forbidden');
    assert.equal((await eva.ask({ take: { conversationId } })).code, 'ok');
    for (const device of [eva, anna, ben]) await device.leave();
  });

  test('whatever cannot get it is refused in words', async () => {
    const { eva, conversationId } = await heldByEva('eight');
    const transfer = async (to: object): Promise<readonly [string, string]> => {
      const { code, message } = await eva.ask({ transfer: { conversationId, ...to } });
      return [code, message];
    };
    const nobody = await transfer({});
    assert.deepEqual(nobody, ['invalid', 'name an agent or a queue to transfer it to']);
    assert.deepEqual(await transfer({ queueId: 'gone' }), [
      'invalid',
      'there is no such queue; there are all, north, south',
    ]);
    assert.deepEqual(await transfer({ agentId: 'gone' }), ['invalid', 'there is no such agent']);
    assert.equal((await transfer({ agentId: '' }))[0], 'invalid');
    assert.equal((await transfer({ queueId: 'x'.repeat(101) }))[0], 'invalid');
    assert.equal((await transfer({ queueId: 'all', note: 'x', clientMessageId: '' }))[0], 'invalid');
    assert.equal((await transfer({ queueId: 'all', note: 'x'.repeat(20_001), clientMessageId: 'm' }))[0], 'invalid');
    assert.equal((await transfer({ conversationId: 'v_none', queueId: 'all' }))[0], 'not-found');
    assert.equal((await transfer({ conversationId: '', queueId: 'all' }))[0], 'invalid');
    assert.deepEqual(
      [
        (await eva.ask({ assign: { conversationId, agentId: id('Eva') } })).code,
        (await eva.ask({ takeOver: { conversationId } })).code,
      ],
      ['forbidden', 'forbidden'],
    );
    assert.equal((await eva.ask({ resolve: { conversationId } })).code, 'ok');
    assert.deepEqual(await transfer({ queueId: 'all' }), ['not-found', 'there is no such open conversation']);
    await eva.leave();
  });

  test('a supervisor gives and takes over, also beyond a capacity that is told', async () => {
    const { eva, conversationId } = await heldByEva('nine');
    const second = await heldByEva('ten');
    const chief = await arrive('Cora');
    const assign = (conversation: string, beyondCapacity: boolean) =>
      chief.ask({ assign: { conversationId: conversation, agentId: id('Cora'), beyondCapacity } });
    assert.equal((await chief.ask({ takeOver: { conversationId } })).code, 'ok');
    await told(eva, 'nine', ({ assigneeId }) => assigneeId === id('Cora'));
    assert.equal((await chief.ask({ takeOver: { conversationId } })).code, 'ok', 'said again');
    const full = await chief.ask({ takeOver: { conversationId: second.conversationId } });
    assert.deepEqual([full.code, /beyond capacity/.test(full.message)], ['at-capacity', true]);
    const refused = await assign(second.conversationId, false);
    assert.deepEqual([refused.code, /Cora holds as much/.test(refused.message)], ['at-capacity', true]);
    assert.equal((await assign(second.conversationId, true)).code, 'ok');
    const { explanation } = await told(chief, 'ten', ({ assigneeId }) => assigneeId === id('Cora'));
    assert.equal(explanation, 'Given to Cora by Cora, beyond capacity');
    for (const device of [eva, second.eva, chief]) await device.leave();
  });

  test('what waits in another pool is seen by supervisors, who move it to their own before they take it', async () => {
    const [chief, eva] = [await arrive('Cora'), await arrive('Eva')];
    await settings.applySettings({
      settings: {
        ...SETTINGS,
        pools: [
          { id: 'main', name: 'Main' },
          { id: 'bank', name: 'Bank' },
        ],
        queues: [...(SETTINGS.queues ?? []), { id: 'vault', name: 'Vault', pool: 'bank' }],
        rules: [{ id: 'to-vault', name: 'Vault', queue: 'vault', when: { text: ['money'] } }],
      },
      agents: [{ ...agent('Fay', []), abilities: { pool: 'bank', capacity: 1 } }],
    });
    await chief.until(({ welcome }) => welcome?.queues.find(({ queueId }) => queueId === 'vault'));
    await routing.writes(person('eleven'), 'my money');
    const { conversationId, queueId } = await told(chief, 'eleven');
    assert.equal(queueId, 'vault');
    const refused = await chief.ask({ take: { conversationId } });
    assert.deepEqual([refused.code, /another pool/.test(refused.message)], ['forbidden', true]);
    const given = await chief.ask({ transfer: { conversationId, agentId: id('Eva') } });
    assert.deepEqual([given.code, /Eva works in another pool/.test(given.message)], ['invalid', true]);
    assert.equal(heardOf(eva).has(person('eleven').customerId), false);
    assert.equal((await chief.ask({ transfer: { conversationId, queueId: 'north' } })).code, 'ok');
    await told(eva, 'eleven', (one) => one.queueId === 'north');
    assert.equal((await eva.ask({ take: { conversationId } })).code, 'ok');
    for (const device of [chief, eva]) await device.leave();
  });
});
