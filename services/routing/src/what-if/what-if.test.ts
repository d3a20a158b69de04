import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { settingsFileSchema, type DeclaredAgent, type RecordedInput, type SettingsFile } from '@onethread/contracts';
import { policySettingsOf } from './placing.ts';
import { replayRecording } from './replay-recording.ts';
import { newAgentId } from './staffing.ts';
import { liveMonday, mondaySettings, POOL, type Monday } from './testing/monday.ts';
import { whatIf, type WhatIf, type WhatIfOptions } from './what-if.ts';

interface RecordedMonday extends Monday {
  readonly inputs: readonly RecordedInput[];
}

function record(conversations: number, agents: number): RecordedMonday {
  const inputs: RecordedInput[] = [];
  const recorder = {
    begin: ({ at, epoch }: { at: number; epoch: number }) => inputs.push({ type: 'term', at, pool: POOL, epoch }),
    note: (input: RecordedInput) => inputs.push(input),
  };
  return { ...liveMonday({ seed: 6, conversations, agents, recorder }), inputs };
}

const settingsOf = (version: number) => ({ version, settings: mondaySettings(version === 1 ? 1 : 2) });

test('a recording that is read from a checkpoint on replays as the whole does', async () => {
  const inputs: RecordedInput[] = [];
  const checkpoints: number[] = [];
  let epoch = 0;
  let state: (() => Iterable<RecordedInput>) | undefined;
  liveMonday({
    seed: 3,
    conversations: 1_000,
    agents: 8,
    recorder: {
      begin: (term, fullState) => {
        ({ epoch } = term);
        state = fullState;
        inputs.push({ type: 'term', pool: POOL, ...term });
      },
      note: (input) => {
        inputs.push(input);
        if (inputs.length % 1_000 > 0) return;
        checkpoints.push(inputs.length);
        inputs.push({ type: 'term', at: input.at, pool: POOL, epoch, again: 'checkpoint' }, ...(state?.() ?? []));
      },
    },
  });
  assert.ok(checkpoints.length > 2);
  for (const from of [0, ...checkpoints]) {
    const rest = inputs.slice(from);
    const replay = await replayRecording(rest, (version) => policySettingsOf(settingsOf(version), POOL));
    assert.equal(replay.firstDifference, undefined);
    assert.equal(replay.decisions, rest.filter(({ type }) => type === 'decided').length);
  }
});

test('of a time of which nothing is recorded nothing is told but that', async () => {
  const nothing = await ask({ inputs: [], from: 0, to: 1_000, decisions: 0 }, withMore({ email: 'a@b.c', name: 'A' }));
  assert.equal(nothing.asAsked.total.conversations, 0);
  assert.match(nothing.doubts[0] ?? '', /^Nothing is recorded/u);
});

test('settings that are not at hand are named', async () => {
  const inputs: RecordedInput[] = [
    { type: 'term', at: 1, pool: POOL, epoch: 1 },
    { type: 'settings', at: 1, version: 9 },
  ];
  const asking = ask({ inputs, from: 0, to: 1_000, decisions: 0 }, mondaySettings(2), { settingsOf: () => undefined });
  await assert.rejects(asking, { code: 'unknown-settings', version: 9 });
});

function ask(
  { inputs, from, to }: RecordedMonday,
  asked: SettingsFile,
  over: Partial<WhatIfOptions> = {},
): Promise<WhatIf> {
  return whatIf(inputs, { pool: POOL, from, to, settingsOf, asked, idOf: () => undefined, seed: 1, ...over });
}

/** The settings of the afternoon, with more agents. */
function withMore(...agents: readonly Partial<DeclaredAgent>[]): SettingsFile {
  return settingsFileSchema.parse({ ...mondaySettings(2), agents });
}

describe('a Monday of 10,000 conversations, 60 agents and 20 skills', () => {
  let monday: RecordedMonday;
  before(() => {
    monday = record(10_000, 60);
  });

  test('identical settings reproduce the recorded decisions exactly', async () => {
    const replay = await replayRecording(monday.inputs, (version) => policySettingsOf(settingsOf(version), POOL));
    assert.deepEqual(replay, { decisions: monday.decisions, starts: 2 });
    assert.ok(replay.decisions > 10_000);
  });

  test('a decision that would come out otherwise is named with its place', async () => {
    const index = monday.inputs.findIndex(({ type, at }) => type === 'decided' && at > monday.from + 3_600_000);
    const forged = monday.inputs.map((input, n) => (n === index ? { ...input, agentId: 'agent-none' } : input));
    const replay = await replayRecording(forged, (version) => policySettingsOf(settingsOf(version), POOL));
    assert.equal(replay.firstDifference?.index, index);
    assert.equal(replay.firstDifference.epoch, 1);
    assert.notEqual(replay.firstDifference.replayed?.agentId, 'agent-none');
    assert.ok(replay.decisions < monday.decisions, 'its term is not compared any further');
  });

  test('one more agent lowers waits, and has work', async (t) => {
    const began = performance.now();
    const skills = Array.from({ length: 20 }, (_, n) => ({ skill: `s${n}`, level: 5 }));
    const { asItWas, asAsked, replay } = await ask(
      monday,
      withMore({ email: 'new@example.org', name: 'New', capacity: 4, skills }),
    );
    t.diagnostic(`asked in ${Math.round(performance.now() - began)} ms`);
    assert.equal(replay.decisions, monday.decisions);
    assert.ok((asAsked.total.waitP50Ms ?? Infinity) < (asItWas.total.waitP50Ms ?? 0));
    assert.ok((asAsked.total.waitP95Ms ?? Infinity) < (asItWas.total.waitP95Ms ?? 0));
    assert.ok(asAsked.total.targetsMissed < asItWas.total.targetsMissed);
    assert.ok((asAsked.agents[newAgentId('new@example.org')]?.given ?? 0) > 50);
  });

  test('a simulation as it was comes to what was recorded, as far as chance allows', async () => {
    const { recorded, asItWas, doubts } = await ask(monday, mondaySettings(2));
    assert.equal(asItWas.total.conversations, recorded.total.conversations);
    assert.deepEqual(Object.keys(asItWas.queues).toSorted(), Object.keys(recorded.queues).toSorted());
    near(asItWas.total.given, recorded.total.given, 0.02);
    near(asItWas.total.waitP50Ms, recorded.total.waitP50Ms, 0.2);
    near(asItWas.total.waitP95Ms, recorded.total.waitP95Ms, 0.2);
    near(asItWas.total.declined, recorded.total.declined, 0.3);
    near(asItWas.total.targetsMissed, recorded.total.targetsMissed, 0.2);
    for (const [agentId, { utilisation }] of Object.entries(recorded.agents)) {
      near(asItWas.agents[agentId as keyof typeof asItWas.agents]?.utilisation, utilisation, 0.25);
    }
    assert.equal(doubts.length, 1, doubts.join('\n'));
  });
});

test('the same seed gives the same figures, another one others', async () => {
  const day = record(600, 5);
  const first = await ask(day, mondaySettings(2));
  assert.deepEqual(await ask(day, mondaySettings(2)), first);
  const other = await ask(day, mondaySettings(2), { seed: 2 });
  assert.notDeepEqual(first.asItWas, other.asItWas);
});

function near(value: number | undefined, expected: number | undefined, part: number): void {
  assert.ok(value !== undefined && expected !== undefined);
  assert.ok(Math.abs(value - expected) <= expected * part, `${value} is not near ${expected}`);
}
