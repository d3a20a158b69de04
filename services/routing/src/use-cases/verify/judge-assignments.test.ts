import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AgentId, ConversationId, EntryBody, EntryId, IdentityId } from '@onethread/contracts';
import { AssignmentTale } from './assignment-tale.ts';
import { judgeAssignments } from './judge-assignments.ts';

type Decision = Parameters<typeof judgeAssignments>[1][number];

const conversationId = 'v' as ConversationId;
const ALL = { keptSince: 0, factsSince: 0 };
const [anna, ben] = ['anna', 'ben'] as AgentId[] as [AgentId, AgentId];

const fact = (kind: 'assigned' | 'released', agentId: AgentId, reason: string, decidedAt: number): EntryBody => ({
  kind,
  conversationId,
  agentId,
  reason,
  decidedAt,
});
const inState = (stateAt: number, body: EntryBody): EntryBody => ({ ...body, stateAt }) as EntryBody;
const resolved: EntryBody = { kind: 'resolved', conversationId, agentId: anna };
const cameBack: EntryBody = {
  kind: 'message',
  conversationId,
  effect: 'reopened',
  identityId: 'i' as IdentityId,
  itemId: 'e' as EntryId,
  parts: [],
} as unknown as EntryBody;
const moved: EntryBody = { kind: 'queued', conversationId, queueId: 'q', agentId: ben, decidedAt: 2 };

function tale(...bodies: readonly EntryBody[]): AssignmentTale {
  const told = new AssignmentTale();
  for (const [index, body] of bodies.entries()) told.take({ n: index + 1, at: (index + 1) * 1000, body });
  return told;
}

let decisions = 0;
const decision = (over: Partial<Decision> = {}): Decision => ({
  _id: `d${(decisions += 1)}`,
  at: 1,
  agentId: anna,
  choice: 'only',
  how: 'offered',
  outcome: 'accepted',
  waitedMs: 0,
  ...over,
});

describe('assignments and their decisions', () => {
  const accepted = tale(fact('assigned', anna, 'accepted', 1));

  test('one for one, however it was given, is well', () => {
    const all = tale(
      fact('assigned', anna, 'accepted', 1),
      fact('assigned', ben, 'auto', 2),
      fact('assigned', anna, 'forced', 3),
    );
    const made = [
      decision(),
      decision({ agentId: ben, how: 'auto' }),
      decision({ how: 'by-person', choice: 'forced', forced: true }),
    ];
    assert.deepEqual(judgeAssignments(all, made, ALL), { decided: [], offeredAgain: [], age: [] });
  });

  test('given without a decision, by a refused one or by another agent’s is found', () => {
    for (const made of [[], [decision({ outcome: 'declined' })], [decision({ agentId: ben })]]) {
      const { decided } = judgeAssignments(accepted, made, ALL);
      assert.ok(decided.includes('given to anna (accepted) at 1 without a decision'), JSON.stringify(made));
    }
    const twice = tale(fact('assigned', anna, 'accepted', 1), fact('assigned', anna, 'accepted', 2));
    assert.deepEqual(judgeAssignments(twice, [decision()], ALL).decided, [
      'given to anna (accepted) at 2 without a decision',
    ]);
  });

  test('an accepted decision by which nobody got anything is found; one whose outcome is lost is not', () => {
    const two = [decision(), decision({ _id: 'other' })];
    assert.deepEqual(judgeAssignments(accepted, two, ALL).decided, [
      'decision other for anna is accepted, and nobody got it by it',
    ]);
    const { outcome: _, ...open } = decision();
    assert.deepEqual(judgeAssignments(accepted, [decision(), open], ALL).decided, []);
    assert.deepEqual(judgeAssignments(accepted, [open], ALL).decided, []);
  });

  test('what was given before decisions were kept, or decided before what was read, is not judged', () => {
    assert.deepEqual(judgeAssignments(accepted, [], { ...ALL, keptSince: 2 }).decided, []);
    assert.deepEqual(judgeAssignments(tale(), [decision()], { ...ALL, factsSince: 2 }).decided, []);
  });
});

describe('offers after a refusal', () => {
  test('whoever declined, missed or gave it back and is offered it again is found', () => {
    for (const [reason, again] of [
      ['declined', 'missed'],
      ['missed', 'declined'],
      ['returned', 'rescinded'],
    ] as const) {
      const told = tale(fact('released', anna, reason, 1), fact('released', anna, again, 2));
      assert.deepEqual(told.offeredAgain, [`offered to anna, who had refused it (entry 2, ${again})`]);
    }
    const given = tale(fact('released', anna, 'declined', 1), fact('assigned', anna, 'accepted', 2));
    assert.equal(given.offeredAgain.length, 1);
  });

  test('others may be asked, and a person may give it to whoever refused', () => {
    const others = tale(
      fact('released', anna, 'declined', 1),
      fact('released', ben, 'rescinded', 2),
      fact('assigned', ben, 'accepted', 3),
      fact('assigned', anna, 'transferred', 4),
    );
    assert.deepEqual(others.offeredAgain, []);
  });

  test('in another waiting period or queue one may be asked again, but not who moved it there', () => {
    const declined = fact('released', anna, 'declined', 1);
    const back = fact('assigned', anna, 'accepted', 9);
    assert.deepEqual(tale(declined, resolved, cameBack, back).offeredAgain, []);
    assert.deepEqual(tale(declined, moved, back).offeredAgain, []);
    assert.equal(tale(declined, moved, fact('assigned', ben, 'accepted', 9)).offeredAgain.length, 1);
  });

  test('facts count in the state that they were decided in, wherever they stand beside entries of the state', () => {
    const [before, after] = [1000, 3000];
    for (const refusal of [fact('released', ben, 'returned', 9), moved]) {
      const told = inState(before, refusal);
      const again = fact('assigned', ben, 'accepted', 9);
      assert.deepEqual(tale(cameBack, resolved, cameBack, told, inState(after, again)).offeredAgain, []);
      assert.equal(tale(cameBack, resolved, cameBack, told, inState(before, again)).offeredAgain.length, 1);
      assert.equal(tale(cameBack, told, resolved, cameBack, inState(before, again)).offeredAgain.length, 1);
    }
  });

  test('facts that do not name their state, told after it came back, count by their time', () => {
    const again = fact('assigned', ben, 'accepted', 9);
    for (const refusal of [fact('released', ben, 'returned', 2), moved])
      assert.deepEqual(tale(cameBack, resolved, cameBack, refusal, again).offeredAgain, []);
    assert.equal(tale(cameBack, fact('released', ben, 'returned', 2), again).offeredAgain.length, 1);
  });
});

describe('the age of waiting', () => {
  const refused = decision({ at: 10_000, waitedMs: 4000, outcome: 'declined' });

  test('rises from one offer to the next', () => {
    const made = [decision({ at: 20_000, waitedMs: 14_000 }), refused];
    assert.deepEqual(judgeAssignments(tale(), made, ALL).age, []);
  });
  test('that began anew is found, unless the conversation came back in between or a person chose', () => {
    const again = decision({ _id: 'again', at: 20_000, waitedMs: 10 });
    const found = ['decision again after 10 ms of waiting, one before it after 4000'];
    assert.deepEqual(judgeAssignments(tale(cameBack), [refused, again], ALL).age, found);
    assert.deepEqual(judgeAssignments(tale(cameBack, resolved, cameBack), [refused, again], ALL).age, []);
    assert.deepEqual(judgeAssignments(tale(), [refused, { ...again, how: 'by-person' }], ALL).age, []);
    assert.deepEqual(judgeAssignments(tale(), [{ ...refused, outcome: 'accepted' }, again], ALL).age, []);
  });
});
