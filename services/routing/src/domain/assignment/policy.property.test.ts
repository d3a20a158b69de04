import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { queueSchema } from '@onethread/contracts';
import type { AgentId, ConversationId, QueueSettings, SkillNeed } from '@onethread/contracts';
import fc from 'fast-check';
import { PlainPolicy } from './plain-policy.ts';
import { AssignmentPolicy } from './policy.ts';
import type {
  AgentState,
  Availability,
  Decision,
  DecisionInputs,
  PolicySettings,
  WaitingConversation,
} from './terms.ts';

/** More runs, and another seed: `ASSIGNMENT_RUNS=20000 ASSIGNMENT_SEED=7`. A failure prints its seed and path. */
const RUNS = Number(process.env['ASSIGNMENT_RUNS'] ?? 1500);
const SEED = Number(process.env['ASSIGNMENT_SEED'] ?? 1);

const SECOND = 1000;
const agentIds = ['a', 'b', 'c', 'd', 'e', 'f'] as AgentId[];
const conversationIds = ['p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y'] as ConversationId[];
const teamIds = ['red', 'green', 'blue'];
const queueIds = ['one', 'two', 'three'];
const channels = ['sms', 'email', 'in-app'];

const anAgentId = fc.constantFrom(...agentIds);
const aConversationId = fc.constantFrom(...conversationIds);
const aChannel = fc.constantFrom(...channels);
const someTeams = fc.subarray(teamIds, { maxLength: 2 });
const aSkill: fc.Arbitrary<SkillNeed> = fc
  .tuple(fc.constantFrom('french', 'billing'), fc.integer({ min: 1, max: 3 }))
  .map(([skill, level]) => ({ skill, level }));
const someSkills = fc.array(aSkill, { maxLength: 2 });
const skillsAsked = fc.oneof(
  { weight: 2, arbitrary: fc.constant<SkillNeed[]>([]) },
  fc.array(aSkill, { maxLength: 2 }),
);
const seconds = fc.integer({ min: 0, max: 40 });

const aQueue = (id: string): fc.Arbitrary<QueueSettings> =>
  fc
    .record({
      teams: fc.oneof({ weight: 2, arbitrary: fc.constant<string[]>([]) }, someTeams),
      skills: skillsAsked,
      relax: fc.array(fc.record({ afterSeconds: seconds, skills: skillsAsked }), { maxLength: 2 }),
      overflow: fc.array(fc.record({ afterSeconds: seconds, queue: fc.constantFrom(...queueIds, 'gone') }), {
        maxLength: 2,
      }),
      anyoneAfterSeconds: fc.option(seconds, { nil: undefined, freq: 2 }),
      autoAccept: fc.boolean(),
      stickySeconds: fc.integer({ min: 0, max: 20 }),
    })
    .map((settings) => queueSchema.parse({ id, name: id, ...settings }));

const someSettings: fc.Arbitrary<PolicySettings> = fc.record({
  version: fc.integer({ min: 1, max: 9 }),
  ageUnitSeconds: fc.integer({ min: 1, max: 20 }),
  queues: fc
    .tuple(...queueIds.map(aQueue))
    .chain((queues) => fc.subarray(queues, { minLength: 1, maxLength: queues.length })),
  teams: fc
    .tuple(...teamIds.map(() => fc.option(fc.integer({ min: 1, max: 14 }), { nil: undefined, freq: 2 })))
    .map((limits) => limits.map((maxLoad, index) => ({ id: teamIds[index] as string, name: '', maxLoad }))),
});

const weights = (max: number) =>
  fc.dictionary(aChannel, fc.integer({ min: 0, max }), { maxKeys: 2, noNullPrototype: true });
const anAgent: fc.Arbitrary<AgentState> = fc.record({
  agentId: anAgentId,
  availability: fc.constantFrom<Availability>('available', 'available', 'available', 'busy', 'away', 'offline'),
  capacity: fc.integer({ min: 0, max: 8 }),
  interruptibleCapacity: fc.integer({ min: 0, max: 8 }),
  load: fc.integer({ min: 0, max: 3 }),
  interruptibleLoad: fc.integer({ min: 0, max: 3 }),
  channelLoad: weights(2),
  channels: weights(6),
  skills: someSkills,
  teams: someTeams,
  lastAssignedAt: fc.integer({ min: 0, max: 3 }),
});

const someAgents = fc.array(anAgent, { maxLength: 8, size: 'max' });

const aConversation: fc.Arbitrary<WaitingConversation> = fc.record({
  conversationId: aConversationId,
  /** Its age when it begins to wait. */
  waitingSince: fc.oneof(fc.integer({ min: -3, max: 20 }), fc.integer({ min: 0, max: 60 })).map((age) => age * SECOND),
  queueId: fc.constantFrom(...queueIds, 'unknown'),
  weight: fc.integer({ min: 1, max: 3 }),
  channel: aChannel,
  interruptible: fc.boolean(),
  priority: fc.integer({ min: -2, max: 2 }),
  skills: skillsAsked,
  refusedBy: fc.oneof(fc.constant<AgentId[]>([]), fc.uniqueArray(anAgentId, { maxLength: 5 })),
  keeperId: fc.option(anAgentId, { nil: undefined }),
  dueAt: fc.option(
    fc.integer({ min: 850, max: 1_000 }).map((at) => at * SECOND),
    { nil: undefined, freq: 2 },
  ),
});

type Doing =
  | { readonly agent: AgentState }
  | { readonly load: Pick<AgentState, 'agentId' | 'availability' | 'load' | 'interruptibleLoad'> }
  | { readonly noAgent: AgentId }
  | { readonly wait: WaitingConversation }
  | { readonly refuse: { readonly conversationId: ConversationId; readonly agentId: AgentId } }
  | { readonly leave: ConversationId }
  | { readonly passMs: number }
  | { readonly settings: PolicySettings }
  | 'ask'
  | 'decide';

const aDoing: fc.Arbitrary<Doing> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ agent: anAgent }) },
  { weight: 6, arbitrary: fc.record({ load: anAgent }) },
  { weight: 1, arbitrary: fc.record({ noAgent: anAgentId }) },
  { weight: 6, arbitrary: fc.record({ wait: aConversation }) },
  {
    weight: 2,
    arbitrary: fc.record({ refuse: fc.record({ conversationId: aConversationId, agentId: anAgentId }) }),
  },
  { weight: 1, arbitrary: fc.record({ leave: aConversationId }) },
  { weight: 3, arbitrary: fc.record({ passMs: fc.integer({ min: 0, max: 15_000 }) }) },
  { weight: 1, arbitrary: fc.record({ passMs: fc.integer({ min: -30_000, max: 100_000 }) }) },
  { weight: 1, arbitrary: fc.record({ settings: someSettings }) },
  { weight: 2, arbitrary: fc.constant('ask' as const) },
  { weight: 6, arbitrary: fc.constant('decide' as const) },
);

/** The policy and the plain rules side by side. */
class Pair {
  now = 60 * SECOND;
  steps = 0;
  /** How often each step and each choice was met. */
  readonly met = new Map<string, number>();
  readonly policy: AssignmentPolicy;
  readonly plain: PlainPolicy;

  constructor(settings: PolicySettings) {
    this.policy = new AssignmentPolicy(settings);
    this.plain = new PlainPolicy(settings);
  }

  do(doing: Doing): void {
    this.steps += 1;
    if (doing === 'decide') this.decide();
    else if (doing === 'ask') this.ask();
    else if ('agent' in doing) this.setAgent(doing.agent);
    else if ('load' in doing) {
      const { agentId, availability, load, interruptibleLoad } = doing.load;
      const known = this.plain.agents.get(agentId);
      if (known !== undefined) this.setAgent({ ...known, availability, load, interruptibleLoad });
    } else if ('noAgent' in doing) {
      this.policy.removeAgent(doing.noAgent);
      this.plain.agents.delete(doing.noAgent);
    } else if ('wait' in doing) this.setWaiting({ ...doing.wait, waitingSince: this.now - doing.wait.waitingSince });
    else if ('refuse' in doing) {
      const known = this.plain.conversations.get(doing.refuse.conversationId);
      if (known !== undefined) this.setWaiting({ ...known, refusedBy: [...known.refusedBy, doing.refuse.agentId] });
    } else if ('leave' in doing) {
      this.policy.removeWaiting(doing.leave);
      this.plain.conversations.delete(doing.leave);
    } else if ('passMs' in doing) this.now += doing.passMs;
    else {
      this.policy.setSettings(doing.settings, this.now);
      this.plain.settings = doing.settings;
    }
    assert.equal(this.policy.waitingCount, this.plain.conversations.size);
  }

  setAgent(state: AgentState): void {
    this.policy.setAgent(state);
    this.plain.agents.set(state.agentId, state);
  }

  setWaiting(conversation: WaitingConversation): void {
    this.policy.setWaiting(conversation, this.now);
    this.plain.conversations.set(conversation.conversationId, conversation);
  }

  decide(): (Decision & DecisionInputs) | undefined {
    const { now, policy, plain } = this;
    const before = new Map(plain.conversations);
    const able = new Map([...before].map(([id, conversation]) => [id, plain.able(conversation, now)]));
    const decision = policy.decide(now);
    const whole = decision && { ...decision, ...policy.inputsOf(decision) };
    assert.deepEqual(whole, plain.decide(now));
    if (decision === undefined) {
      for (const agents of able.values()) assert.deepEqual(agents, [], 'somebody could have taken it');
      return undefined;
    }
    const { conversationId, agentId, step, choice } = decision;
    for (const what of [step, choice]) this.met.set(what, (this.met.get(what) ?? 0) + 1);
    const { interruptible, channel, refusedBy } = before.get(conversationId) as WaitingConversation;
    const chosen = policy.agent(agentId) as AgentState;
    assert.deepEqual(chosen, plain.agents.get(agentId));
    assert.equal(policy.waiting(conversationId), undefined);
    assert.ok(!refusedBy.includes(agentId), 'refused it');
    if (interruptible) assert.ok(chosen.interruptibleLoad <= chosen.interruptibleCapacity);
    else assert.ok(chosen.load <= chosen.capacity);
    assert.ok((chosen.channelLoad[channel] ?? 0) <= (chosen.channels[channel] ?? Infinity));
    return whole;
  }

  /** Why each conversation waits, and why each agent does not have it. */
  ask(): void {
    const { now, policy, plain } = this;
    for (const conversation of plain.conversations.values()) {
      const { conversationId } = conversation;
      const { relaxesAt, relaxesTo, ...reasons } = policy.reasons(conversationId, now) ?? {};
      assert.deepEqual(reasons, plain.reasons(conversation, now));
      if (relaxesAt === undefined) assert.equal(relaxesTo, undefined);
      else {
        assert.ok(relaxesAt > now);
        const { step, skills } = plain.reasons(conversation, relaxesAt);
        assert.deepEqual(relaxesTo, { step, skills });
      }
      const able = new Set(plain.able(conversation, now).map((agent) => agent.agentId));
      for (const agent of plain.agents.values()) {
        const against = policy.whyNot(conversation, agent.agentId, now);
        assert.deepEqual(against, plain.whyNot(conversation, agent, now));
        assert.equal(against.length === 0, able.has(agent.agentId));
      }
    }
  }

  /** All decisions that are due now. */
  drain(): (Decision & DecisionInputs)[] {
    const decisions: (Decision & DecisionInputs)[] = [];
    for (let next = this.decide(); next !== undefined; next = this.decide()) decisions.push(next);
    return decisions;
  }

  /** The same state, reached in another order. */
  rebuilt(order: (ids: readonly string[]) => readonly string[]): Pair {
    const { settings, agents, conversations } = this.plain;
    const pair = new Pair(settings);
    pair.now = this.now;
    for (const id of order([...agents.keys(), ...conversations.keys()])) {
      const agent = agents.get(id as AgentId);
      if (agent === undefined) pair.setWaiting(conversations.get(id as ConversationId) as WaitingConversation);
      else pair.setAgent(agent);
    }
    return pair;
  }
}

describe('assignment policy, whatever happens', () => {
  it('decides and explains as the plain rules would, in whatever order the same state was reached', (t) => {
    let steps = 0;
    const met = new Map<string, number>();
    fc.assert(
      fc.property(
        someSettings,
        someAgents,
        fc.array(aDoing, { maxLength: 80, size: 'max' }),
        (settings, agents, doings) => {
          const pair = new Pair(settings);
          for (const agent of agents) pair.setAgent(agent);
          for (const doing of doings) pair.do(doing);
          const backwards = pair.rebuilt((ids) => ids.toReversed());
          const sorted = pair.rebuilt((ids) => ids.toSorted());
          const drained = pair.drain();
          assert.deepEqual(backwards.drain(), drained);
          assert.deepEqual(sorted.drain(), drained);
          pair.ask();
          steps += pair.steps;
          for (const [what, count] of pair.met) met.set(what, (met.get(what) ?? 0) + count);
        },
      ),
      { numRuns: RUNS, seed: SEED },
    );
    const counts = [...met].map(([what, count]) => `${what} ${count}`).join(', ');
    t.diagnostic(`seed ${SEED}: ${steps} steps, among them decisions: ${counts}`);
  });

  it('says in time when more may be decided: until then nothing is', () => {
    fc.assert(
      fc.property(
        someSettings,
        someAgents,
        fc.array(aConversation, { minLength: 1, maxLength: 8 }),
        (settings, agents, conversations) => {
          const pair = new Pair(settings);
          for (const agent of agents) pair.setAgent(agent);
          for (const conversation of conversations) pair.do({ wait: conversation });
          pair.drain();
          for (let at = pair.policy.nextChangeAt(); at !== undefined; at = pair.policy.nextChangeAt()) {
            assert.ok(at > pair.now);
            pair.now = at - 1;
            assert.deepEqual(pair.drain(), []);
            pair.now = at;
            pair.drain();
          }
          pair.now += 1_000_000;
          assert.deepEqual(pair.drain(), []);
        },
      ),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
