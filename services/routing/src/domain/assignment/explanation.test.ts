import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { explainDrops, explainHelp, explainOffer, explainWaiting, explainWhyNot } from './explanation.ts';
import type { Names } from './explanation.ts';
import { DROP_REASONS } from './terms.ts';
import type { Choice, WaitingReasons } from './terms.ts';

const NAMES: Readonly<Record<string, string>> = { fr: 'French', bill: 'Billing', vip: 'Key accounts' };
const names: Names = { skill: (id) => NAMES[id] ?? id };
const fr = (level: number) => ({ skill: 'fr', level });
const bill = { skill: 'bill', level: 1 };
const reasons = (changes: Partial<WaitingReasons>): WaitingReasons => ({
  step: 'own',
  skills: [],
  dropped: {},
  ahead: 0,
  ...changes,
});

const whyAnna = (choice: Choice, candidateCount: number, autoAccept = false) =>
  explainOffer({ choice, candidateCount, autoAccept }, 'Anna');
const whyWaiting = (changes: Partial<WaitingReasons>) => explainWaiting(reasons(changes), names);
const help = (changes: Partial<WaitingReasons>) => explainHelp(reasons(changes), names, 0);

describe('an explanation', () => {
  it('says why it was this agent', () => {
    assert.equal(whyAnna('least-busy', 3), 'Offered to Anna: least busy of 3 free agents');
    assert.equal(whyAnna('longest-idle', 2), 'Offered to Anna: longest without a new conversation of 2 free agents');
    assert.equal(whyAnna('only', 1), 'Offered to Anna: the only free agent');
    assert.equal(whyAnna('sticky', 1, true), 'Given to Anna: served this customer last');
  });

  it('says why it still waits, "agents" once and in the right number', () => {
    assert.equal(
      whyWaiting({ skills: [fr(3)], dropped: { 'not-member': 9, skill: 3, away: 1, full: 2 } }),
      'Waiting: 2 agents full, 1 away, 3 lack French 3',
    );
    assert.equal(
      whyWaiting({ skills: [bill, fr(3)], dropped: { skill: 1 } }),
      'Waiting: 1 agent lacks Billing 1 or French 3',
    );
    assert.equal(
      whyWaiting({ dropped: { 'channel-full': 1, 'team-full': 2, declined: 1 } }),
      'Waiting: 1 agent full on this channel, 2 in a full team, 1 declined or missed it',
    );
    assert.equal(whyWaiting({ dropped: { 'not-member': 2 } }), 'Waiting: no agent serves this queue');
    assert.equal(whyWaiting({}), 'Waiting: no agents yet');
  });

  it('says whom it waits for alone', () => {
    const sticky = reasons({ step: 'sticky', dropped: { 'waits-for-keeper': 4, full: 1 } });
    assert.equal(explainWaiting(sticky, names), 'Waiting for the agent who served this customer last');
    const known = { ...names, keeper: 'Anna' };
    assert.equal(explainWaiting(sticky, known), 'Waiting for Anna, who served this customer last');
    const later = { ...sticky, relaxesAt: 8_400, relaxesTo: { step: 'own', skills: [] } } as const;
    assert.deepEqual(explainHelp(later, known, 0), ['Anna gets room', 'in 9 s other agents are asked too']);
  });

  it('says what would help, what comes by itself first', () => {
    assert.deepEqual(
      help({
        skills: [fr(3)],
        dropped: { full: 2, away: 1, skill: 3, declined: 1 },
        relaxesAt: 12_000,
        relaxesTo: { step: 'relaxed', skills: [fr(2)] },
      }),
      [
        'in 12 s French 2 is enough',
        'one of 2 full agents gets room',
        'the agent who is away is back',
        'another agent has French 3',
      ],
    );
    const next = (relaxesTo: NonNullable<WaitingReasons['relaxesTo']>) =>
      help({ skills: [fr(3)], dropped: { offline: 1 }, relaxesAt: 180_000, relaxesTo })[0];
    assert.equal(next({ step: 'anyone', skills: [] }), 'in 3 min anyone may take it');
    assert.equal(next({ step: 'overflow', skills: [fr(3)] }), 'in 3 min agents of more queues are asked');
    assert.equal(next({ step: 'relaxed', skills: [] }), 'in 3 min no skill is asked for');
    assert.equal(next({ step: 'relaxed', skills: [bill, fr(1)] }), 'in 3 min Billing 1 and French 1 are enough');
    assert.deepEqual(help({ dropped: { 'not-member': 1 } }), ['an agent joins who may serve this queue']);
  });

  it('says why not one agent, and has a sentence for every reason', () => {
    assert.deepEqual(explainWhyNot(['skill', 'declined', 'away', 'full'], [fr(3)], names), [
      'lacks French 3',
      'has declined or missed it',
      'is away',
      'is full',
    ]);
    assert.deepEqual(explainWhyNot([], [], names), ['could take it now']);
    const counts = Object.fromEntries(DROP_REASONS.map((reason, index) => [reason, 1 + (index % 2)]));
    assert.deepEqual(explainDrops(counts, [fr(3)], names), [
      '1 agent stands back for the agent who served this customer last',
      '2 agents do not serve this queue',
      '1 agent lacks French 3',
      '2 agents have declined or missed it',
      '1 agent is offline',
      '2 agents are away',
      '1 agent is busy',
      '2 agents are full on this channel',
      '1 agent is full',
      '2 agents are in a full team',
    ]);
  });
});
