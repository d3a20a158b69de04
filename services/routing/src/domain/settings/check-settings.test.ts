import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FIRST_SETTINGS } from '@onethread/contracts';
import type { AssignmentSettings } from '@onethread/contracts';
import {
  agent,
  ANNA,
  BEN,
  bills,
  NAMED,
  problems,
  rule,
  settings,
  told,
  withQueue,
  WORKDAY,
} from '../../use-cases/settings/testing/example-settings.ts';
import type { Loose } from '../../use-cases/settings/testing/example-settings.ts';

const twice = (one: Loose): Loose[] => [one, one];

const calendar = (changes: Loose): AssignmentSettings =>
  settings({ calendars: [{ id: 'office', ...NAMED, timeZone: 'UTC', week: WORKDAY, ...changes }] });

const overflowing = (id: string, ...queues: string[]): Loose => {
  return { id, ...NAMED, overflow: queues.map((queue) => ({ afterSeconds: 1, queue })) };
};

describe('settings as a whole', () => {
  it('nothing is said where nothing is wrong', () => {
    assert.deepEqual(problems(settings()), []);
    assert.deepEqual(told(FIRST_SETTINGS, [agent('anna')]), []);
  });

  it('the settings of the beginning can be put in force before there is any agent', () => {
    assert.deepEqual(told(FIRST_SETTINGS, []), [
      'warning pool-without-agents pools[main]',
      'warning queue-without-agents queues[default]',
    ]);
  });

  const unknown: readonly (readonly [what: string, AssignmentSettings, ...told: string[]])[] = [
    [
      'a default queue',
      settings({ defaultQueue: 'bill' }),
      'error unknown-queue defaultQueue',
      'warning queue-without-rule queues[all]',
    ],
    ['a queue’s pool', withQueue({ pool: 'east' }), 'error unknown-pool queues[bills].pool'],
    ['a queue’s team', withQueue({ teams: ['bling'] }), 'error unknown-team queues[bills].teams'],
    ['a queue’s calendar', withQueue({ calendar: 'ofice' }), 'error unknown-calendar queues[bills].calendar'],
    ['a skill', withQueue({ skills: [{ skill: 'frech' }] }), 'error unknown-skill queues[bills].skills'],
    [
      'a skill of a step',
      withQueue({ relax: [{ afterSeconds: 1, skills: [{ skill: 'dutch' }] }] }),
      'error unknown-skill queues[bills].relax[0].skills',
    ],
    [
      'a queue to overflow into',
      withQueue({ overflow: [{ afterSeconds: 1, queue: 'any' }] }),
      'error unknown-queue queues[bills].overflow[0].queue',
    ],
    [
      'what a rule names',
      settings({
        rules: [
          rule('r', 'bill', { hours: { calendar: 'night', open: true } }, { skills: [{ skill: 'dutch' }] }),
          rule('bills', 'bills', { channels: ['pigeon', 'raven'] }),
        ],
      }),
      'error unknown-queue rules[r].queue',
      'error unknown-skill rules[r].skills',
      'error unknown-calendar rules[r].when.hours.calendar',
      'warning unknown-channel rules[bills].when.channels',
    ],
  ];
  for (const [what, checked, ...expected] of unknown) {
    it(`unknown: ${what}`, () => assert.deepEqual(told(checked).toSorted(), expected.toSorted()));
  }

  it('an unknown name is answered with the one that was meant', () => {
    const [problem] = problems(withQueue({ teams: ['biling'] }));
    assert.equal(problem?.message, 'There is no team biling. Is billing meant?');
    const [other] = problems(withQueue({ teams: ['sales'] }));
    assert.equal(other?.message, 'There is no team sales. Add it under teams, or name another.');
  });

  it('before a channel has announced itself nothing is said of its name', () => {
    const checked = settings({ rules: [rule('r', 'bills', { channels: ['raven'] })] });
    assert.deepEqual(told(checked, [ANNA, BEN], []), []);
  });

  it('one name for two things is refused', () => {
    const checked = settings({
      teams: twice({ id: 'billing', ...NAMED }),
      channels: twice({ channel: 'owl' }),
      calendars: [{ id: 'office', ...NAMED, timeZone: 'UTC', week: WORKDAY, holidays: twice({ date: '2026-12-25' }) }],
      queues: [{ id: 'all', ...NAMED }, bills({ skills: twice({ skill: 'french' }) })],
    });
    assert.deepEqual(
      told(checked).filter((line) => line.startsWith('error')),
      [
        'error doubled-id teams[billing]',
        'error doubled-id channels[owl]',
        'error doubled-id calendars[office].holidays[2026-12-25]',
        'error doubled-id queues[bills].skills',
      ],
    );
  });
});

describe('calendars in settings', () => {
  it('a time zone that nobody knows is refused', () => {
    assert.deepEqual(told(calendar({ timeZone: 'Europe/Bielefeld' })), [
      'error unknown-time-zone calendars[office].timeZone',
    ]);
  });

  const hours: readonly (readonly [string, readonly string[], ...string[]])[] = [
    ['end before they begin', ['18:00-09:00'], 'error invalid-hours calendars[office].week.monday'],
    ['end as they begin', ['09:00-09:00'], 'error invalid-hours calendars[office].week.monday'],
    ['overlap', ['09:00-12:30', '12:00-17:00'], 'error overlapping-hours calendars[office].week.monday'],
    ['meet', ['09:00-12:00', '12:00-24:00']],
  ];
  for (const [what, monday, ...expected] of hours) {
    it(`hours that ${what}: ${expected.length === 0 ? 'taken' : 'refused'}`, () => {
      assert.deepEqual(told(calendar({ week: { monday } })), expected);
    });
  }

  it('a calendar that is never open is told of, with the queues whose targets would never be due', () => {
    const checked = settings({
      calendars: [{ id: 'office', ...NAMED, timeZone: 'UTC', week: {} }],
      queues: [{ id: 'all', ...NAMED }, bills({ calendar: 'office' })],
    });
    const [problem] = problems(checked);
    assert.equal(problem?.code, 'calendar-never-open');
    assert.match(problem.message, /targets of Bills/u);
  });
});

describe('queues in settings', () => {
  const steps: readonly (readonly [string, Loose, ...string[]])[] = [
    [
      'overflow into itself',
      { overflow: [{ afterSeconds: 1, queue: 'bills' }] },
      'error overflow-to-itself queues[bills].overflow[0]',
    ],
    [
      'overflow out of order',
      {
        overflow: [
          { afterSeconds: 9, queue: 'all' },
          { afterSeconds: 1, queue: 'all' },
        ],
      },
      'error steps-out-of-order queues[bills].overflow[1]',
    ],
    [
      'two steps of relaxing at one time',
      {
        relax: [
          { afterSeconds: 9, skills: [] },
          { afterSeconds: 9, skills: [] },
        ],
      },
      'error steps-out-of-order queues[bills].relax[1]',
    ],
    [
      'a step that asks for more',
      {
        skills: [{ skill: 'french', level: 2 }],
        relax: [{ afterSeconds: 9, skills: [{ skill: 'french', level: 3 }] }],
      },
      'warning relaxing-asks-for-more queues[bills].relax[0]',
    ],
    [
      'anyone asked before the last step',
      { relax: [{ afterSeconds: 90, skills: [] }], anyoneAfterSeconds: 60 },
      'warning anyone-too-early queues[bills].anyoneAfterSeconds',
    ],
    [
      'a warning after half of a target',
      { targets: { firstResponseMinutes: 20, warnMinutes: 12 } },
      'warning warning-too-early queues[bills].targets.warnMinutes',
    ],
    ['the usual warning of a short target', { targets: { firstResponseMinutes: 2 } }],
    [
      'resolved before it is answered',
      { targets: { firstResponseMinutes: 60, resolutionMinutes: 30 } },
      'warning target-before-first-response queues[bills].targets.resolutionMinutes',
    ],
  ];
  for (const [what, changes, ...expected] of steps) {
    it(`${what}: ${expected.length === 0 ? 'nothing to say' : 'told'}`, () =>
      assert.deepEqual(told(withQueue(changes)), expected));
  }

  it('overflow in a circle is refused, once, and shown', () => {
    const checked = settings({
      queues: [overflowing('all', 'bills'), overflowing('bills', 'late'), overflowing('late', 'bills')],
      rules: [rule('a', 'bills', { channels: ['owl'] }), rule('b', 'late', { channels: ['pigeon'] })],
    });
    const [problem, ...others] = problems(checked).filter(({ severity }) => severity === 'error');
    assert.equal(problem?.code, 'overflow-cycle');
    assert.match(problem.message, /bills → late → bills/u);
    assert.deepEqual(others, []);
  });

  it('two ways to one queue are no circle', () => {
    const checked = settings({
      queues: [overflowing('all', 'bills', 'late'), overflowing('bills', 'late'), overflowing('late')],
    });
    assert.deepEqual(
      told(checked),
      ['warning queue-without-rule queues[late]', 'warning team-without-agents teams[billing]'].slice(0, 1),
    );
  });

  it('overflow into another pool is refused', () => {
    const checked = settings({
      pools: [
        { id: 'main', ...NAMED },
        { id: 'east', ...NAMED },
      ],
      queues: [{ id: 'all', ...NAMED }, bills({ pool: 'east', overflow: [{ afterSeconds: 1, queue: 'all' }] })],
    });
    assert.ok(told(checked).includes('error overflow-to-other-pool queues[bills].overflow[0]'));
  });

  it('a queue that no rule leads to is told of, unless it is the default', () => {
    assert.deepEqual(told(settings({ rules: [] })), ['warning queue-without-rule queues[bills]']);
  });
});
