import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CONVERSATION_EVENTS, type ConversationEvent } from '@onethread/contracts';
import { createSettingsClient, RpcError } from '@onethread/rpc';
import type { AgentSettingsInput, SettingsClient, TokenRole, WireSettingsInput } from '@onethread/rpc';
import { waitFor } from '@onethread/testkit';
import { openCollections } from '../../../stores/collections.ts';
import { currentVersion, putInForce } from '../../../stores/settings-versions.ts';
import { openRouting, person, type Person, type TestRouting } from '../testing/open-routing.ts';

const isError = (code: string, words?: RegExp) => (error: unknown) => {
  assert.ok(error instanceof RpcError);
  assert.equal(error.code, code, error.message);
  if (words !== undefined) assert.match(error.message, words);
  return true;
};

const SETTINGS: WireSettingsInput = {
  skills: [{ id: 'french', name: 'French' }],
  teams: [{ id: 'billing', name: 'Billing' }],
  calendars: [
    {
      id: 'office',
      name: 'Office',
      timeZone: 'Europe/Berlin',
      week: [{ weekday: 'monday', hours: ['09:00-12:00', '13:00-17:00'] }],
      holidays: [{ date: '2026-12-25', name: 'Christmas' }],
    },
  ],
  queues: [
    { id: 'all', name: 'All' },
    {
      id: 'bills',
      name: 'Bills',
      teams: ['billing'],
      skills: [{ skill: 'french', level: 3 }],
      relax: [{ afterSeconds: 30, skills: [{ skill: 'french' }] }],
      overflow: [{ afterSeconds: 60, queue: 'all' }],
      anyoneAfterSeconds: 90,
      calendar: 'office',
      targets: { firstResponseMinutes: 30 },
      stickySeconds: 0,
    },
  ],
  rules: [
    {
      id: 'bills',
      name: 'Bills',
      queue: 'bills',
      when: {
        text: ['bill', 'invoice'],
        attributes: [{ name: 'plan', values: ['gold'] }],
        hours: { calendar: 'office', open: true },
      },
    },
  ],
  defaultQueue: 'all',
};

const agent = (name: string, abilities: AgentSettingsInput['abilities'] = {}): AgentSettingsInput => {
  return { email: `${name}@example.org`, name, role: 'agent', abilities };
};
const ANNA = agent('anna', { teams: ['billing'], skills: [{ skill: 'french', level: 4 }], capacity: 4 });
const eve = (pool: string): AgentSettingsInput => agent('eve', { pool, capacity: 2 });

describe('the settings service', () => {
  let routing: TestRouting;
  const clients: SettingsClient[] = [];
  const as = (subject: string, role: TokenRole): SettingsClient => {
    const client = createSettingsClient({ address: routing.address, token: () => routing.token(subject, role) });
    clients.push(client);
    return client;
  };
  let root: SettingsClient;

  before(async () => {
    routing = await openRouting();
    await routing.agent('sue', 'supervisor');
    await routing.agent('ada');
    root = as('root', 'admin');
  });
  after(async () => {
    for (const client of clients) client.close();
    await routing.close();
  });

  it('before anything was applied there is one queue for everyone', async () => {
    const { version, settings, changedBy } = await root.getSettings();
    assert.deepEqual([version, settings?.defaultQueue, changedBy], [0, 'default', '']);
  });

  it('a check tells problems and changes, and changes nothing', async () => {
    const { problems, changes, versionInForce } = await root.checkSettings({ settings: SETTINGS });
    assert.deepEqual(
      problems.map(({ severity, code }) => `${severity} ${code}`),
      ['WARNING team-without-agents'],
    );
    assert.ok(changes.some(({ path }) => path === 'queues[bills]'));
    assert.equal(versionInForce, 0);
    assert.equal((await root.getSettings()).version, 0);
  });

  it('what is applied comes back as it was sent, with agents, and again makes no new version', async () => {
    const applied = await root.applySettings({ settings: SETTINGS, agents: [ANNA], note: 'We have a team for bills' });
    assert.equal(applied.version, 1);
    assert.deepEqual(applied.problems, []);
    assert.ok(applied.changes.some(({ path }) => path === 'agents[anna@example.org]'));
    const read = await root.getSettings();
    assert.deepEqual([read.version, read.changedBy, read.note], [1, 'root', 'We have a team for bills']);
    const bills = read.settings?.queues.find(({ id }) => id === 'bills');
    assert.deepEqual([bills?.stickySeconds, bills?.anyoneAfterSeconds, bills?.targets?.warnMinutes], [0, 90, 15]);
    const anna = read.agents.find(({ name }) => name === 'anna');
    assert.deepEqual(anna?.abilities?.skills, [{ skill: 'french', level: 4 }]);
    assert.deepEqual([anna?.abilities?.capacity, anna?.abilities?.teams], [4, ['billing']]);

    const again = await root.applySettings({ settings: read.settings, agents: read.agents, expectedVersion: 1 });
    assert.deepEqual([again.version, again.changes], [1, []]);
  });

  it('errors are refused in words, and the version stays', async () => {
    const settings = { ...SETTINGS, defaultQueue: 'gone' };
    await assert.rejects(
      root.applySettings({ settings }),
      isError('refused', /^defaultQueue: There is no queue gone/u),
    );
    assert.equal((await root.getSettings()).version, 1);
  });

  it('what is no settings at all is invalid, each field by its name', async () => {
    const settings: WireSettingsInput = {
      ...SETTINGS,
      queues: [{ id: 'all', name: 'All', priority: 5000 }],
      channels: [{ channel: 'pigeon', weight: -1 }],
    };
    const words = /channels\[pigeon\]\.weight: .*queues\[all\]\.priority: /u;
    await assert.rejects(root.checkSettings({ settings }), isError('invalid', words));
    await assert.rejects(root.checkSettings({ agents: [agent('eve', { capacity: -3 })] }), isError('invalid', /eve@/u));
    await assert.rejects(root.getSettings({ version: -1 }), isError('invalid'));
    await assert.rejects(root.getSettings({ version: 77 }), isError('not-found'));
  });

  it('who edited an older version is told, and loses nothing of the other change', async () => {
    const mine = { ...SETTINGS, ageUnitSeconds: 30 };
    assert.equal((await root.applySettings({ settings: mine, expectedVersion: 1 })).version, 2);
    const stale = root.applySettings({ settings: { ...SETTINGS, ageUnitSeconds: 90 }, expectedVersion: 1 });
    await assert.rejects(stale, isError('conflict', /version 2 is in force by now, by Root:/u));
    // The answer was lost and it is said again: nothing differs.
    assert.equal((await root.applySettings({ settings: mine, expectedVersion: 1 })).version, 2);
    assert.equal((await root.getSettings({ version: 1 })).settings?.ageUnitSeconds, 60);
  });

  it('of many who apply to one version at once, one is taken', async () => {
    const { version } = await root.getSettings();
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, (_, n) =>
        root.applySettings({ settings: { ...SETTINGS, ageUnitSeconds: 100 + n }, expectedVersion: version }),
      ),
    );
    assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal((await root.getSettings()).version, version + 1);
  });

  it('agents alone are changed without a new version; those that are not named stay as they are', async () => {
    const { version } = await root.getSettings();
    const applied = await root.applySettings({ agents: [{ ...ANNA, disabled: true }], note: 'On leave' });
    assert.equal(applied.version, version);
    assert.deepEqual(applied.changes, [{ path: 'agents[anna@example.org].disabled', before: 'false', after: 'true' }]);
    const { agents } = await root.getSettings();
    assert.deepEqual([agents.find(({ name }) => name === 'anna')?.disabled, agents.length], [true, 4]);
    await root.applySettings({ agents: [ANNA] });
  });

  it('a new pool comes with its queue and its agents in one change, and an idle agent may go to another', async () => {
    const { settings } = await root.getSettings();
    const withEast: WireSettingsInput = {
      ...settings,
      pools: [...(settings?.pools ?? []), { id: 'east', name: 'East' }],
      queues: [...(settings?.queues ?? []), { id: 'east', name: 'East', pool: 'east' }],
      rules: [...(settings?.rules ?? []), { id: 'east', name: 'East', queue: 'east', when: { accounts: ['east'] } }],
    };
    const { problems } = await root.applySettings({ settings: withEast, agents: [eve('east')] });
    assert.deepEqual(problems, []);
    const poolOfEve = async (): Promise<string | undefined> =>
      (await root.getSettings()).agents.find(({ name }) => name === 'eve')?.abilities?.pool;
    assert.equal(await poolOfEve(), 'east');
    // Its pool must not go while somebody is in it.
    const gone = root.applySettings({ settings: settings ?? {} });
    await assert.rejects(gone, isError('refused', /agents\[eve@example\.org\]\.pool: There is no pool east/u));
    await root.applySettings({ settings: settings ?? {}, agents: [eve('main')] });
    assert.equal(await poolOfEve(), 'main');
  });

  it('one agent named twice, or with the email of another, is refused', async () => {
    await assert.rejects(
      root.applySettings({ agents: [ANNA, ANNA] }),
      isError('refused', /Two agents have the email/u),
    );
    const taken = { ...agent('ada'), agentId: 'sue' };
    await assert.rejects(root.applySettings({ agents: [taken] }), isError('refused', /Two agents have the email/u));
  });

  it('every change stands in the trail, newest first, with who made it and why', async () => {
    await routing.admin.putAgent({ agentId: 'ada', name: 'Ada', email: 'ada@example.org', role: 'agent', capacity: 3 });
    await routing.admin.setAgentDisabled({ agentId: 'ada', disabled: true });
    await routing.admin.setAgentDisabled({ agentId: 'ada', disabled: true });
    const { entries } = await root.listChanges();
    const told = entries.map(({ changes, version, by, note }) => `${version} ${by} ${changes[0]?.path} ${note}`.trim());
    assert.deepEqual(
      told.filter((line) => /\[(ada|anna)@|ageUnit/u.test(line)).toSorted(),
      [
        '0 root agents[ada@example.org].disabled',
        '0 root agents[ada@example.org].name',
        '0 root agents[anna@example.org].disabled',
        '0 root agents[anna@example.org].disabled On leave',
        '0 root agents[anna@example.org] We have a team for bills',
        '0 root agents[ada@example.org]',
        '2 root ageUnitSeconds',
        '3 root ageUnitSeconds',
      ].toSorted(),
    );
    const times = entries.map(({ atMs }) => atMs);
    assert.deepEqual(
      times,
      times.toSorted((one, other) => other - one),
    );
    const first = await root.listChanges({ pageSize: 2 });
    const second = await root.listChanges({ pageSize: 2, pageToken: first.nextPageToken });
    assert.deepEqual([...first.entries, ...second.entries], entries.slice(0, 4));
    await assert.rejects(root.listChanges({ pageToken: 'made up' }), isError('invalid'));
  });

  it('what another replica puts in force is heard: the next conversation goes by it', async () => {
    await routing.writes(person('early'), 'hello');
    const inQueue = async ({ customerId }: Person): Promise<string | undefined> =>
      (await routing.history.listConversations({})).conversations.find((one) => one.customerId === customerId)?.queueId;
    await waitFor(async () => (await inQueue(person('early'))) === 'all', { describe: 'the first in its queue' });

    const collections = await openCollections(routing.documents);
    const current = await currentVersion(collections);
    assert.ok(current);
    const { version, settings } = current;
    const other = { ...settings, defaultQueue: 'bills' };
    const next = { version: version + 1, settings: other, by: 'sue', at: Date.now(), note: '', changes: [] };
    assert.equal(await putInForce(collections, next, current), true);
    const event: ConversationEvent = { version: 1, type: 'settings', settingsVersion: version + 1 };
    await routing.log.publish([{ topic: CONVERSATION_EVENTS.name, key: 'settings', value: JSON.stringify(event) }]);

    // Each later one is another try: the announcement is heard at some time, and from then on all go by it.
    let tries = 0;
    await waitFor(
      async () => {
        const late = person(`late-${(tries += 1)}`);
        await routing.writes(late, 'hello');
        return (await waitFor(() => inQueue(late), { describe: 'a queue' })) === 'bills';
      },
      { describe: 'a conversation in the other queue', withinMs: 20_000 },
    );
  });

  it('supervisors read, agents do not, and only admins change', async () => {
    const [sue, ada] = [as('sue', 'supervisor'), as('ada', 'agent')];
    await routing.admin.setAgentDisabled({ agentId: 'ada', disabled: false });
    assert.ok((await sue.getSettings()).version > 0);
    await sue.listChanges();
    await sue.checkSettings({ settings: SETTINGS });
    await assert.rejects(sue.applySettings({ settings: SETTINGS }), isError('forbidden'));
    for (const call of [() => ada.getSettings(), () => ada.listChanges(), () => ada.checkSettings({})]) {
      await assert.rejects(call(), isError('forbidden'));
    }
    await assert.rejects(as('nobody', 'supervisor').getSettings(), isError('unauthenticated'));
    // The rank that is stored counts, not that of the token.
    await assert.rejects(as('ada', 'supervisor').getSettings(), isError('forbidden'));
  });
});
