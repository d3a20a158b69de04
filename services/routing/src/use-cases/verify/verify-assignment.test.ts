import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { CONVERSATION_EVENTS, FIRST_SETTINGS, type AgentId, type ConversationId } from '@onethread/contracts';
import type { LedgerCheck } from '@onethread/contracts';
import { RecordedPolicy } from '../../recording/recorded-policy.ts';
import { startInputRecorder } from '../../recording/start-input-recorder.ts';
import type { DecisionDocument } from '../../stores/decision-documents.ts';
import { appendOutcome } from '../append-outcome.ts';
import { newConversation } from '../assignment/testing/new-documents.ts';
import { assigned } from '../assignment/transitions.ts';
import { openTestContext, type TestContext } from '../testing/test-context.ts';
import { checkAssignments } from './check-assignments.ts';
import { checkRecordings } from './check-recordings.ts';
import type { VerifyContext } from './verify-context.ts';

const anna = 'anna' as AgentId;
const ben = 'ben' as AgentId;
const POOL = 'main';

const faultsOf = (checks: readonly LedgerCheck[]) =>
  Object.fromEntries(checks.filter(({ faults }) => faults > 0).map(({ name, examples }) => [name, examples]));

describe('verifying assignment', () => {
  let test: TestContext;
  let verifying: VerifyContext;

  beforeEach(async () => {
    test = await openTestContext();
    verifying = {
      collections: test.collections,
      log: {
        description: 'what was announced',
        async *read() {
          for (const [offset, { key, event }] of test.announced.entries()) {
            const place = { topic: CONVERSATION_EVENTS.name, partition: 0, offset, timestamp: 1 };
            yield { ...place, key, value: JSON.stringify(event), headers: {} };
          }
        },
        lag: async () => [],
      },
      store: 'a store',
      now: test.now,
      maxExamples: 3,
      settleMs: 20,
      onProgress: () => {},
    };
  });
  afterEach(() => test.close());

  /** One decision of the policy, recorded from the start of a term. */
  const decide = async (): Promise<ConversationId> => {
    const recorder = startInputRecorder(test, { pool: POOL });
    const { now, newId } = test;
    const policy = new RecordedPolicy({ version: 0, ...FIRST_SETTINGS }, { recorder, epoch: 1, now, newId });
    for (const agentId of [anna, ben]) {
      const work = { capacity: 2, interruptibleCapacity: 2, load: 0, interruptibleLoad: 0 };
      const rest = { channels: {}, channelLoad: {}, skills: [], teams: [], lastAssignedAt: 0 };
      policy.setAgent({ agentId, availability: 'available', ...work, ...rest });
    }
    const conversationId = 'v_one' as ConversationId;
    const asks = { queueId: 'default', weight: 1, channel: 'sms', interruptible: false, priority: 0, skills: [] };
    policy.setWaiting({ conversationId, waitingSince: now(), ...asks, refusedBy: [] }, now());
    assert.equal(policy.decide(now())?.agentId, anna);
    await recorder.stop();
    return conversationId;
  };

  const give = async (conversationId: ConversationId, over: Partial<DecisionDocument> = {}): Promise<void> => {
    const { conversations, decisions } = test.collections;
    const now = test.now();
    const decision = {
      pool: POOL,
      conversationId,
      at: now,
      agentId: anna,
      choice: 'longest-idle',
      how: 'auto',
    } as const;
    const inputs = { queueId: 'default', candidates: [], candidateCount: 1, dropped: {}, settingsVersion: 0 };
    const rest = { waitedMs: 0, outcome: 'accepted', expiresAt: now + 1e9 } as const;
    await decisions.insert({ _id: 'd_one', ...decision, ...inputs, ...rest, ...over });
    await conversations.insert(newConversation('one', now));
    const document = await conversations.get(conversationId);
    assert.ok(document);
    await conversations.replace(assigned(document, { agentId: anna, explanation: '', reason: 'auto' }, now));
    await appendOutcome(test, { conversationId });
  };

  it('an assignment with its decision, and a recording that replays, are whole', async () => {
    await give(await decide());
    const { checks, counts } = await checkAssignments(verifying);
    assert.deepEqual(faultsOf(checks), {});
    assert.equal(counts.find(({ name }) => name === 'assignments')?.value, 1);
    const recordings = await checkRecordings(verifying);
    assert.deepEqual(faultsOf(recordings.checks), {});
    assert.deepEqual(
      recordings.checks.map(({ checked }) => checked),
      [1, 1],
    );
  });

  it('an assignment to somebody else than was decided is found', async () => {
    await give(await decide(), { agentId: ben });
    const { checks } = await checkAssignments(verifying);
    assert.deepEqual(faultsOf(checks), {
      'assignments-decided': [
        `v_one given to anna (auto) at ${test.now()} without a decision`,
        'v_one decision d_one for ben is accepted, and nobody got it by it',
      ],
    });
  });

  it('what was given before decisions were kept is counted and not judged', async () => {
    await give('v_one' as ConversationId, { agentId: ben, outcome: 'declined' });
    const { checks, counts } = await checkAssignments(verifying);
    assert.deepEqual(faultsOf(checks), {});
    assert.equal(counts.find(({ name }) => name.startsWith('assignments from before'))?.value, 1);
  });

  it('a recording that says another than was decided on, or names settings that nobody has, is found', async () => {
    await decide();
    const [chunk] = (await test.collections.recordedInputs.find({ index: 'starts', equals: [POOL], limit: 1 }))
      .documents;
    assert.ok(chunk);
    const others = chunk.inputs.map((input) => (input.type === 'decided' ? { ...input, agentId: ben } : input));
    const tampered = await test.collections.recordedInputs.replace({ ...chunk, inputs: others });
    assert.equal(tampered.outcome, 'applied');
    const { 'decisions-replay': found = [], ...rest } = faultsOf((await checkRecordings(verifying)).checks);
    assert.deepEqual(rest, {});
    assert.match(found.join(), /^main, term 1: \S+ gave v_one to ben, again v_one to anna$/u);

    const unknown = chunk.inputs.map((input) => (input.type === 'settings' ? { ...input, version: 7 } : input));
    await test.collections.recordedInputs.replace({ ...chunk, rev: chunk.rev + 1, inputs: unknown });
    assert.deepEqual(faultsOf((await checkRecordings(verifying)).checks), {
      'decisions-replay': ['main: version 7 of the settings is not known'],
    });
  });
});
