import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AgentId, ConversationId } from '@onethread/contracts';
import fc from 'fast-check';
import { AssignmentPolicy } from './policy.ts';
import type { AgentState, Availability, WaitingConversation } from './terms.ts';

const agent = (agentId: string, changes: Partial<AgentState> = {}): AgentState => ({
  agentId: agentId as AgentId,
  availability: 'available',
  capacity: 4,
  load: 0,
  lastAssignedAt: 0,
  ...changes,
});

const waiting = (conversationId: string, changes: Partial<WaitingConversation> = {}): WaitingConversation => ({
  conversationId: conversationId as ConversationId,
  waitingSince: 0,
  weight: 1,
  refusedBy: [],
  ...changes,
});

const ids = (...names: string[]) => names as AgentId[];

function policyOf(agents: readonly AgentState[], conversations: readonly WaitingConversation[]): AssignmentPolicy {
  const policy = new AssignmentPolicy();
  for (const state of agents) policy.setAgent(state);
  for (const conversation of conversations) policy.setWaiting(conversation);
  return policy;
}

const decideAll = (policy: AssignmentPolicy): string[] => {
  const decisions: string[] = [];
  for (let next = policy.decide(1); next !== undefined; next = policy.decide(1)) {
    decisions.push(`${next.conversationId}>${next.agentId}:${next.choice}/${next.candidates}`);
  }
  return decisions;
};

describe('assignment policy', () => {
  it('offers the longest waiting first, to the least busy, then to the longest idle, then by id', () => {
    const agents = [
      agent('a', { load: 1 }),
      agent('b', { lastAssignedAt: 5 }),
      agent('c', { lastAssignedAt: 3 }),
      agent('d', { lastAssignedAt: 3 }),
    ];
    const policy = policyOf(agents, [waiting('y', { waitingSince: 2 }), waiting('x', { waitingSince: 1 })]);
    assert.deepEqual(decideAll(policy), ['x>c:longest-idle/4', 'y>d:longest-idle/4']);
  });

  it('compares load by capacity, not by count', () => {
    const policy = policyOf([agent('small', { load: 1, capacity: 2 }), agent('large', { load: 4, capacity: 10 })], []);
    policy.setWaiting(waiting('x'));
    assert.deepEqual(decideAll(policy), ['x>large:least-busy/2']);
  });

  it('asks the keeper first, unless full, gone or unwilling', () => {
    const busyKeeper = agent('k', { load: 3 });
    const kept = waiting('x', { keeperId: 'k' as AgentId });
    assert.deepEqual(decideAll(policyOf([busyKeeper, agent('a')], [kept])), ['x>k:keeper/2']);
    assert.deepEqual(decideAll(policyOf([agent('k', { load: 4 }), agent('a')], [kept])), ['x>a:only/1']);
    assert.deepEqual(decideAll(policyOf([agent('k', { availability: 'offline' }), agent('a')], [kept])), [
      'x>a:only/1',
    ]);
    assert.deepEqual(decideAll(policyOf([busyKeeper, agent('a')], [{ ...kept, refusedBy: ids('k') }])), ['x>a:only/1']);
  });

  it('passes over what nobody can take, and comes back to it once somebody can', () => {
    const policy = policyOf(
      [agent('a', { capacity: 2 })],
      [
        waiting('heavy', { waitingSince: 1, weight: 3 }),
        waiting('refused', { waitingSince: 2, refusedBy: ids('a') }),
        waiting('light', { waitingSince: 3 }),
      ],
    );
    assert.deepEqual(decideAll(policy), ['light>a:only/1']);
    policy.setAgent(agent('b', { capacity: 4 }));
    assert.deepEqual(decideAll(policy), ['heavy>b:only/1', 'refused>b:only/1']);
  });

  it('says why a conversation waits, each agent under one reason', () => {
    const policy = policyOf(
      [
        agent('off', { availability: 'offline', load: 4 }),
        agent('away', { availability: 'away' }),
        agent('busy', { availability: 'busy' }),
        agent('full', { load: 4 }),
        agent('unwilling'),
      ],
      [],
    );
    const reasons = policy.reasons(waiting('x', { refusedBy: ids('unwilling', 'full', 'off') }));
    assert.deepEqual(reasons, { offline: 1, away: 1, busy: 1, full: 1, declined: 1 });
  });

  it('refuses a weight that would never fill anyone', () => {
    assert.throws(() => policyOf([], [waiting('x', { weight: 0 })]), RangeError);
  });

  it('decides in microseconds what thousands wait for that everybody declined', () => {
    const policy = policyOf([agent('a', { capacity: 1 })], []);
    for (let index = 0; index < 20_000; index += 1) policy.setWaiting(waiting(`x${index}`, { refusedBy: ids('a') }));
    policy.setWaiting(waiting('y', { waitingSince: 9 }));
    assert.deepEqual(decideAll(policy), ['y>a:only/1']);
  });
});

/** The same rules by sorting everything at each step. */
class PlainPolicy {
  agents = new Map<AgentId, AgentState>();
  conversations = new Map<ConversationId, WaitingConversation>();

  decide(now: number): { conversationId: ConversationId; agentId: AgentId } | undefined {
    const queue = [...this.conversations.values()].toSorted(
      (a, b) => a.waitingSince - b.waitingSince || (a.conversationId < b.conversationId ? -1 : 1),
    );
    for (const { conversationId, refusedBy, weight, keeperId } of queue) {
      const able = [...this.agents.values()]
        .filter((each) => each.availability === 'available' && each.load + weight <= each.capacity)
        .filter((each) => !refusedBy.includes(each.agentId))
        .toSorted(
          (a, b) =>
            a.load * b.capacity - b.load * a.capacity ||
            a.lastAssignedAt - b.lastAssignedAt ||
            (a.agentId < b.agentId ? -1 : 1),
        );
      const chosen = able.find((each) => each.agentId === keeperId) ?? able[0];
      if (chosen === undefined) continue;
      this.conversations.delete(conversationId);
      this.agents.set(chosen.agentId, { ...chosen, load: chosen.load + weight, lastAssignedAt: now });
      return { conversationId, agentId: chosen.agentId };
    }
    return undefined;
  }
}

const anAgentId = fc.constantFrom(...ids('a', 'b', 'c', 'd', 'e'));
const anAgent = fc.record({
  agentId: anAgentId,
  availability: fc.constantFrom<Availability>('available', 'available', 'available', 'busy', 'away', 'offline'),
  capacity: fc.integer({ min: 1, max: 6 }),
  load: fc.integer({ min: 0, max: 7 }),
  lastAssignedAt: fc.integer({ min: 0, max: 3 }),
});
const aConversation = fc.record({
  conversationId: fc.constantFrom('p', 'q', 'r', 's', 't', 'u', 'v', 'w').map((id) => id as ConversationId),
  waitingSince: fc.integer({ min: 0, max: 4 }),
  weight: fc.integer({ min: 1, max: 3 }),
  refusedBy: fc.uniqueArray(anAgentId, { maxLength: 3 }),
  keeperId: fc.option(anAgentId, { nil: undefined }),
});
const aStep = fc.oneof(
  fc.record({ agent: anAgent }),
  fc.record({ wait: aConversation }),
  fc.record({ leave: aConversation }),
  fc.constant('decide' as const),
  fc.constant('decide' as const),
);

describe('assignment policy, whatever happens', () => {
  it('decides as the plain rules would, never above capacity, never to a decliner, never leaving a match undone', () => {
    fc.assert(
      fc.property(fc.array(aStep, { maxLength: 60 }), (steps) => {
        const policy = new AssignmentPolicy();
        const plain = new PlainPolicy();
        for (const [now, step] of [...steps, ...Array<'decide'>(10).fill('decide')].entries()) {
          if (step === 'decide') {
            const before = new Map(plain.conversations);
            const decision = policy.decide(now);
            const expected = plain.decide(now);
            assert.deepEqual(
              decision && { conversationId: decision.conversationId, agentId: decision.agentId },
              expected,
            );
            if (decision === undefined) continue;
            const chosen = policy.agent(decision.agentId) as AgentState;
            assert.ok(chosen.load <= chosen.capacity);
            assert.ok(!before.get(decision.conversationId)?.refusedBy.includes(decision.agentId));
          } else if ('agent' in step) {
            policy.setAgent(step.agent);
            plain.agents.set(step.agent.agentId, step.agent);
          } else if ('wait' in step) {
            policy.setWaiting(step.wait);
            plain.conversations.set(step.wait.conversationId, step.wait);
          } else {
            policy.removeWaiting(step.leave.conversationId);
            plain.conversations.delete(step.leave.conversationId);
          }
          assert.equal(policy.waitingCount, plain.conversations.size);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('serves everyone in order of arrival when work is finished as it comes', () => {
    fc.assert(
      fc.property(fc.array(aConversation, { maxLength: 30 }), fc.integer({ min: 3, max: 6 }), (arrivals, capacity) => {
        const policy = policyOf([agent('z', { capacity })], []);
        const expected = new Map<ConversationId, number>();
        for (const [index, arrival] of arrivals.entries()) {
          const conversationId = `${arrival.conversationId}${index}` as ConversationId;
          policy.setWaiting({ ...arrival, conversationId });
          expected.set(conversationId, arrival.waitingSince);
        }
        const served: number[] = [];
        for (let next = policy.decide(1); next !== undefined; next = policy.decide(1)) {
          served.push(expected.get(next.conversationId) as number);
          policy.setAgent(agent('z', { capacity }));
        }
        assert.equal(served.length, arrivals.length);
        assert.deepEqual(
          served,
          served.toSorted((a, b) => a - b),
        );
      }),
    );
  });
});
