import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AssignmentSettings } from '@onethread/contracts';
import {
  agent,
  ANNA,
  BEN,
  bills,
  CHANNELS,
  NAMED,
  problems,
  rule,
  settings,
  told,
  withQueue,
} from '../../use-cases/settings/testing/example-settings.ts';

/** A queue for French 3, and a rule that asks for French at this level. */
const asking = (level: number): AssignmentSettings =>
  settings({
    queues: [{ id: 'all', ...NAMED }, bills({ skills: [{ skill: 'french', level: 3 }] })],
    rules: [rule('r', 'bills', {}, { skills: [{ skill: 'french', level }] })],
  });

describe('who can serve a queue', () => {
  it('a queue whose teams nobody is in is refused, even where somebody else is idle', () => {
    assert.deepEqual(told(settings(), [BEN]), [
      'error queue-without-agents queues[bills]',
      'warning team-without-agents teams[billing]',
    ]);
  });

  it('a queue whose only agents are disabled is warned of', () => {
    assert.deepEqual(told(settings(), [{ ...ANNA, disabled: true }, BEN]), [
      'warning team-without-agents teams[billing]',
      'warning queue-without-agents queues[bills]',
    ]);
  });

  it('overflow, or anyone, may serve it', () => {
    const team = 'warning team-without-agents teams[billing]';
    assert.deepEqual(told(withQueue({ overflow: [{ afterSeconds: 60, queue: 'all' }] }), [BEN]), [team]);
    assert.deepEqual(told(withQueue({ anyoneAfterSeconds: 60 }), [BEN]), [team]);
  });

  it('skills that nobody has are warned of, unless they are relaxed in the end', () => {
    const skills = [{ skill: 'french', level: 5 }];
    assert.deepEqual(told(withQueue({ skills })), ['warning queue-without-skilled-agents queues[bills].skills']);
    assert.deepEqual(
      told(withQueue({ skills, relax: [{ afterSeconds: 30, skills: [{ skill: 'french', level: 4 }] }] })),
      [],
    );
    assert.deepEqual(told(withQueue({ skills, anyoneAfterSeconds: 30 })), []);
  });

  it('skills and team must be of one agent', () => {
    const [team, skill] = [
      agent('ann', { teams: ['billing'] }),
      agent('bob', { skills: [{ skill: 'french', level: 5 }] }),
    ];
    assert.deepEqual(told(withQueue({ skills: [{ skill: 'french', level: 5 }] }), [team, skill]), [
      'warning queue-without-skilled-agents queues[bills].skills',
    ]);
  });

  it('what a rule asks for beside it counts, at the higher of two levels', () => {
    assert.deepEqual(told(asking(4)), []);
    assert.deepEqual(told(asking(5)), ['warning rule-without-skilled-agents rules[r].skills']);
    assert.deepEqual(told(asking(1)), []);
  });

  it('pools and teams without anybody are told of, and a pool whose agents no queue asks', () => {
    const checked = settings({
      pools: [
        { id: 'main', ...NAMED },
        { id: 'east', ...NAMED },
        { id: 'west', ...NAMED },
      ],
      teams: [
        { id: 'billing', ...NAMED },
        { id: 'sales', ...NAMED },
      ],
    });
    assert.deepEqual(told(checked, [ANNA, BEN, agent('eve', { pool: 'east' })]), [
      'warning pool-without-queue pools[east]',
      'warning pool-without-agents pools[west]',
      'warning team-without-agents teams[sales]',
    ]);
  });
});

describe('capacities in settings', () => {
  it('a weight that nobody may hold is refused where settings say it, and warned of where the channel does', () => {
    assert.deepEqual(told(settings({ channels: [{ channel: 'owl', weight: 11 }] })), [
      'error weight-above-capacity channels[owl].weight',
    ]);
    const heavy = [...CHANNELS.slice(0, 1), { channel: 'owl', weight: 11 }];
    assert.deepEqual(told(settings(), [ANNA, BEN], heavy), ['warning weight-above-capacity channels[owl].weight']);
  });

  it('an agent who may hold less than one conversation weighs is named, with the limit that stands in the way', () => {
    const small = [{ ...ANNA, channels: { pigeon: 1 } }, { ...BEN, capacity: 1 }, agent('eve')];
    assert.deepEqual(told(settings(), small), [
      'warning capacity-below-weight agents[anna@example.org].channels.pigeon',
      'warning capacity-below-weight agents[ben@example.org].capacity',
    ]);
  });

  it('an agent whose limit is 0 is not meant to have any', () => {
    assert.deepEqual(told(settings(), [{ ...ANNA, channels: { pigeon: 0 } }, BEN]), []);
  });

  it('interruptible work is held against its own capacity', () => {
    const checked = settings({ channels: [{ channel: 'pigeon', weight: 3, interruptible: true }] });
    assert.deepEqual(told(checked, [{ ...ANNA, capacity: 2 }, { ...BEN, interruptibleCapacity: 2 }, agent('eve')]), [
      'warning capacity-below-weight agents[anna@example.org].capacity',
      'warning capacity-below-weight agents[ben@example.org].interruptibleCapacity',
    ]);
  });

  it('many small agents are counted, not named one by one', () => {
    const small = Array.from({ length: 40 }, (_, n) => agent(`a${n}`, { capacity: 1, teams: ['billing'] }));
    const [problem, ...others] = problems(settings(), [...small, BEN]);
    assert.deepEqual(
      [problem?.code, problem?.path, others.length],
      ['capacity-below-weight', 'channels[pigeon].weight', 0],
    );
    assert.match(problem?.message ?? '', /a0, a1, a2 and 37 more/u);
  });

  it('a team that may hold less than one conversation weighs is told of', () => {
    const checked = settings({ teams: [{ id: 'billing', ...NAMED, maxLoad: 1 }] });
    assert.deepEqual(told(checked), ['warning capacity-below-weight teams[billing].maxLoad']);
  });
});

describe('agents in settings', () => {
  it('an agent of this change must be in known teams with known skills', () => {
    const eve = agent('eve', { teams: ['sales'], skills: [{ skill: 'dutch' }], pool: 'east' });
    assert.deepEqual(told(settings(), [ANNA, BEN, eve]), [
      'error unknown-pool agents[eve@example.org].pool',
      'error unknown-team agents[eve@example.org].teams',
      'error unknown-skill agents[eve@example.org].skills',
    ]);
  });

  it('one that this change does not name is only told of, but for its pool: its work would be nobody’s', () => {
    const eve = agent('eve', { teams: ['sales'], skills: [{ skill: 'dutch' }], declared: false });
    assert.deepEqual(told(settings(), [ANNA, BEN, eve]), [
      'warning unknown-team teams[sales]',
      'warning unknown-skill skills[dutch]',
    ]);
    const many = Array.from({ length: 9 }, (_, n) => agent(`e${n}`, { teams: ['sales'], declared: false }));
    const [problem, ...others] = problems(settings(), [ANNA, BEN, ...many]);
    assert.match(problem?.message ?? '', /stands with e0, e1, e2, 6 more/u);
    assert.deepEqual(others, []);
    assert.deepEqual(told(settings(), [ANNA, BEN, { ...agent('eve', { declared: false }), pool: 'east' }]), [
      'error unknown-pool agents[eve@example.org].pool',
    ]);
  });

  it('two agents with one email, and what is no email, are refused', () => {
    assert.deepEqual(told(settings(), [ANNA, BEN, agent('eve', { email: 'ben@example.org' })]), [
      'error email-taken agents[ben@example.org].email',
    ]);
    assert.deepEqual(told(settings(), [ANNA, BEN, agent('eve', { email: 'eve at home' })]), [
      'error invalid-email agents[eve at home].email',
    ]);
  });
});
