import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assignmentSettingsSchema, FIRST_SETTINGS } from '@onethread/contracts';
import type { Answer, AssignmentRequest, AssignmentSettings } from '@onethread/contracts';
import { faultyDocumentStore } from '@onethread/documents';
import type { StoreCall } from '@onethread/documents';
import { settingsInForce } from '../../stores/settings-in-force.ts';
import type { AssignmentContext } from '../assignment/assignment-context.ts';
import { OpaqueTokens } from '../reading/opaque-token.ts';
import { openTestContext } from '../testing/test-context.ts';
import { applySettings } from './apply-settings.ts';
import { changeAgent } from './change-agent.ts';
import { listChanges } from './list-changes.ts';
import type { ProposedAgent } from './plan-change.ts';
import { readVersion } from './read-settings.ts';

const aged = (ageUnitSeconds: number): AssignmentSettings =>
  assignmentSettingsSchema.parse({ ...FIRST_SETTINGS, ageUnitSeconds });
const anna = (capacity: number): ProposedAgent => {
  const abilities = { pool: 'main', capacity, channels: {}, skills: [], teams: [] };
  return { email: 'anna@example.org', name: 'Anna', role: 'agent', disabled: false, abilities };
};

type Fate = 'pass' | 'lose' | 'refuse' | 'lose-answer';

/** A context whose writes meet what `fate` says of them, and whose owner does at once what it is asked. */
async function openApplying(fate: (call: StoreCall, nth: number) => Fate = () => 'pass') {
  let writes = 0;
  let lostAnswer = false;
  const test = await openTestContext((store) =>
    faultyDocumentStore(store, {
      before: (call) => {
        if (!call.isWrite) return 'pass';
        const met = fate(call, (writes += 1));
        lostAnswer = met === 'lose-answer';
        return met === 'lose-answer' ? 'pass' : met;
      },
      after: (call) => {
        if (!call.isWrite || !lostAnswer) return 'answer';
        lostAnswer = false;
        return 'lose';
      },
    }),
  );
  const { agents } = test.collections;
  let outcome: Answer['outcome'] = 'updated';
  const askOwner = async (request: AssignmentRequest): Promise<Answer> => {
    const { pool, requestId } = request;
    if (request.type === 'put-agent' && outcome === 'updated') {
      const { agentId: _id, name, email, role, capacity, abilities } = request;
      const able = abilities === undefined ? {} : { abilities };
      const known = await agents.get(_id);
      const fresh = { disabled: false, pool, holds: [], epoch: 1, lastAssignedAt: 0, missedInARow: 0 };
      const next = { ...(known ?? fresh), _id: _id as never, name, email, role, capacity, ...able };
      await (known ? agents.replace({ ...next, rev: known.rev }) : agents.insert(next));
    }
    return { version: 1, type: 'answer', pool, requestId, outcome };
  };
  const context: AssignmentContext = { ...test, askOwner };
  const trail = async (): Promise<string[]> => {
    const tokens = new OpaqueTokens('a secret of tests');
    const { entries } = await listChanges({ collections: test.collections, tokens }, { pageToken: '', pageSize: 200 });
    return entries.map(({ version, changes }) => `${version} ${changes.map(({ path }) => path).join(' ')}`);
  };
  return {
    context,
    announced: test.announced,
    trail,
    apply: (settings: AssignmentSettings, agentsToo: readonly ProposedAgent[] = []) =>
      applySettings(context, { settings, agents: agentsToo, expectedVersion: 0, note: '', by: 'root' }),
    ownerAnswers: (next: Answer['outcome']) => void (outcome = next),
    [Symbol.asyncDispose]: () => test.close(),
  };
}

describe('applying settings', () => {
  it('each version is kept, told of and announced; the same again is announced only', async () => {
    await using open = await openApplying();
    for (const seconds of [10, 20, 20]) await open.apply(aged(seconds));
    const { collections } = open.context;
    assert.equal((await readVersion(collections, 1)).settings.ageUnitSeconds, 10);
    assert.equal((await readVersion(collections, 0)).version, 2);
    assert.deepEqual((await open.trail()).toSorted(), ['1 ageUnitSeconds', '2 ageUnitSeconds']);
    assert.deepEqual(
      open.announced.map(({ event }) => event.type === 'settings' && event.settingsVersion),
      [1, 2, 2],
    );
    assert.equal((await settingsInForce(open.context)).version, 2);
  });

  /** Whatever write fails, in whatever way: said again until it is done, it is as if it had been done at once. */
  for (const fate of ['lose', 'refuse', 'lose-answer'] as const) {
    it(`a write that is met by "${fate}" leaves nothing behind that saying it again does not mend`, async () => {
      const wanted = { settings: aged(30), agents: [anna(4)] };
      for (let failing = 1; failing <= 8; failing += 1) {
        let on = false;
        let counted = 0;
        await using open = await openApplying(() => (on && (counted += 1) === failing ? fate : 'pass'));
        await open.apply(aged(10));
        await open.apply(aged(20));
        on = true;
        const once = await open.apply(wanted.settings, wanted.agents).then(
          () => true,
          () => false,
        );
        if (!once) await open.apply(wanted.settings, wanted.agents);
        on = false;
        const { version, settings, agents } = await readVersion(open.context.collections, 0);
        assert.deepEqual(
          [version, settings, agents[0]?.declared.capacity],
          [3, wanted.settings, 4],
          `write ${failing}`,
        );
        assert.equal((await readVersion(open.context.collections, 2)).settings.ageUnitSeconds, 20);
        const told = (await open.trail()).toSorted();
        assert.deepEqual(
          [...new Set(told)],
          ['0 agents[anna@example.org]', '1 ageUnitSeconds', '2 ageUnitSeconds', '3 ageUnitSeconds'],
        );
      }
    });
  }

  it('after a change that broke off at any write, another change leaves no version without its copy and line', async () => {
    for (let failing = 1; failing <= 6; failing += 1) {
      let counted = 0;
      let on = true;
      await using open = await openApplying(() => (on && (counted += 1) === failing ? 'refuse' : 'pass'));
      await open.apply(aged(10)).catch(() => undefined);
      on = false;
      await open.apply(aged(20));
      const { version } = await readVersion(open.context.collections, 0);
      const expected = Array.from({ length: version }, (_, n) => `${n + 1} ageUnitSeconds`);
      assert.deepEqual((await open.trail()).toSorted(), expected, `write ${failing}`);
      for (let n = 1; n <= version; n += 1) await readVersion(open.context.collections, n);
    }
  });

  it('a version whose line was lost is told of all the same', async () => {
    await using open = await openApplying(({ collection }) => (collection === 'settings_changes' ? 'refuse' : 'pass'));
    await assert.rejects(open.apply(aged(10)));
    const { collections } = open.context;
    assert.equal((await readVersion(collections, 0)).version, 1);
  });

  it('an agent whom its owner refuses has no line; one of whom nobody knows has one', async () => {
    await using open = await openApplying();
    open.ownerAnswers('email-taken');
    await assert.rejects(
      open.apply(FIRST_SETTINGS, [anna(4)]),
      /agents\[anna@example\.org\]: another agent has this email/u,
    );
    assert.deepEqual(await open.trail(), []);
    open.ownerAnswers('failed');
    await assert.rejects(open.apply(FIRST_SETTINGS, [anna(4)]), /try again/u);
    assert.deepEqual(await open.trail(), ['0 agents[anna@example.org]']);
  });

  it('agents that are changed by themselves stand in the trail, and keep their abilities', async () => {
    await using open = await openApplying();
    const abilities = { pool: 'main', capacity: 4, channels: {}, skills: [], teams: ['billing'] };
    const put = { name: 'Anna', email: 'anna@example.org', role: 'agent', capacity: 4 } as const;
    await changeAgent(open.context, { ...put, abilities }, 'root');
    await changeAgent(open.context, { ...put, capacity: 6 }, 'root');
    assert.deepEqual((await open.trail()).toSorted(), [
      '0 agents[anna@example.org]',
      '0 agents[anna@example.org].capacity',
    ]);
    const { agents } = await readVersion(open.context.collections, 0);
    assert.deepEqual([agents[0]?.declared.capacity, agents[0]?.declared.teams], [6, ['billing']]);
  });

  it('what is wrong elsewhere keeps nobody from changing an agent', async () => {
    await using open = await openApplying();
    const settings = assignmentSettingsSchema.parse({
      teams: [{ id: 'billing', name: 'Billing' }],
      queues: [{ id: 'bills', name: 'Bills', teams: ['billing'] }],
      defaultQueue: 'bills',
    });
    await open.apply(settings, [{ ...anna(4), abilities: { ...anna(4).abilities!, teams: ['billing'] } }]);
    const left = await applySettings(open.context, { agents: [anna(4)], expectedVersion: 0, note: '', by: 'root' });
    assert.deepEqual(
      left.problems.map(({ severity, code }) => `${severity} ${code}`),
      ['warning queue-without-agents', 'warning team-without-agents'],
    );
    await assert.rejects(open.apply({ ...settings, ageUnitSeconds: 5 }), /queues\[bills\]: Nobody can serve Bills/u);
  });
});
