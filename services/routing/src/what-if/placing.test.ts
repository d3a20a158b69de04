import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assignmentSettingsSchema, type AssignmentSettings, type ConversationId } from '@onethread/contracts';
import { dueAtOf, Placing } from './placing.ts';
import type { Stay } from './traffic.ts';

const MINUTE_MS = 60_000;
const AT = Date.UTC(2026, 10, 16, 9);

type Given = Partial<Record<keyof AssignmentSettings, unknown>>;

function settingsWith(given: Given = {}): AssignmentSettings {
  return assignmentSettingsSchema.parse({
    queues: [
      { id: 'all', name: 'All' },
      { id: 'gold', name: 'Gold', priority: 5 },
      { id: 'far', name: 'Far away', pool: 'other' },
    ],
    pools: [
      { id: 'main', name: 'Main' },
      { id: 'other', name: 'Other' },
    ],
    defaultQueue: 'all',
    ...given,
  });
}

function ruleTo(queue: string, when: object, id = queue): object {
  return { id, name: id, when, queue };
}

function stayWith(waiting: Partial<Stay['waiting']> = {}, over: Partial<Stay> = {}): Stay {
  return {
    conversationId: 'c' as ConversationId,
    nth: 0,
    arrivedAt: AT,
    offers: [],
    followsRelease: false,
    waiting: {
      conversationId: 'c',
      waitingSince: AT,
      queueId: 'all',
      weight: 2,
      channel: 'pigeon',
      interruptible: false,
      priority: 0,
      skills: [],
      refusedBy: [],
      facts: { account: 'loft', language: 'de', attributes: { plan: 'gold' } },
      ...waiting,
    },
    ...over,
  };
}

function place(stay: Stay, recorded: Given, asked: Given) {
  const versioned = (given: Given) => ({ version: 1, settings: settingsWith(given) });
  const placing = new Placing(versioned(recorded), versioned(asked), 'main');
  const found = placing.placeOf(stay, AT);
  return { queue: found?.queue.id, priority: found?.priority, found, doubts: [...placing.doubts.keys()] };
}

describe('where a recorded conversation goes under other settings', () => {
  test('under the same rules it goes where it went, with the queue as it is by now', () => {
    const queues = [{ id: 'all', name: 'All', priority: 3 }];
    const { queue, priority } = place(stayWith({ priority: 1 }), {}, { queues });
    assert.deepEqual([queue, priority], ['all', 4]);
  });

  test('other rules decide by what was recorded', () => {
    for (const when of [
      { channels: ['pigeon'] },
      { accounts: ['loft'] },
      { languages: ['de'] },
      { attributes: { plan: ['gold'] } },
    ]) {
      const { queue, priority } = place(stayWith(), { rules: [] }, { rules: [ruleTo('gold', when)] });
      assert.deepEqual([queue, priority], ['gold', 5], JSON.stringify(when));
    }
  });

  test('hours are those of the moment', () => {
    const day = ['08:00-10:00'];
    const week = { monday: day, tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
    const calendars = [{ id: 'morning', name: 'Morning', timeZone: 'UTC', week }];
    const asked = (open: boolean) => ({ calendars, rules: [ruleTo('gold', { hours: { calendar: 'morning', open } })] });
    assert.equal(place(stayWith(), {}, asked(true)).queue, 'gold');
    assert.equal(place(stayWith(), {}, asked(false)).queue, 'all');
  });

  test('a rule that asks for words holds where it held, and is passed over where it is new', () => {
    const refund = ruleTo('gold', { text: ['refund'] });
    const other = ruleTo('all', { channels: ['owl'] }, 'owls');
    const held = stayWith({ queueId: 'gold', ruleId: 'gold' });
    assert.deepEqual(place(held, { rules: [refund] }, { rules: [refund, other] }).queue, 'gold');
    const anew = place(stayWith(), { rules: [] }, { rules: [refund] });
    assert.equal(anew.queue, 'all');
    assert.match(anew.doubts.join(), /Texts are not recorded/u);
    assert.deepEqual(place(stayWith(), { rules: [refund] }, { rules: [refund, other] }).doubts, []);
  });

  test('attributes that no rule asked for then are told as a doubt', () => {
    const asked = { rules: [ruleTo('gold', { attributes: { region: ['north'] } })] };
    assert.match(place(stayWith(), {}, asked).doubts.join(), /Attributes that no rule asked for/u);
  });

  test('without facts, and after a transfer, the recorded queue is kept', () => {
    const asked = { rules: [ruleTo('gold', { channels: ['pigeon'] })] };
    const { facts: _facts, ...bare } = stayWith().waiting;
    const unknown = place({ ...stayWith(), waiting: bare }, {}, asked);
    assert.equal(unknown.queue, 'all');
    assert.match(unknown.doubts.join(), /the recorded queue is kept/u);
    assert.equal(place(stayWith({}, { nth: 1, followsRelease: true }), {}, asked).queue, 'all');
  });

  test('a queue that is gone leads by the rules, one of another pool out of sight', () => {
    assert.equal(place(stayWith({ queueId: 'closed' }), {}, {}).queue, 'all');
    assert.equal(place(stayWith(), {}, { rules: [ruleTo('far', {})] }).found, undefined);
  });

  test('a channel costs what the settings say, else what it cost', () => {
    const channels = [{ channel: 'pigeon', weight: 7, interruptible: true }];
    const { found } = place(stayWith(), {}, { channels });
    assert.deepEqual([found?.weight, found?.interruptible], [7, true]);
    assert.equal(place(stayWith(), {}, {}).found?.weight, 2);
  });
});

test('a target is due by the calendar of its queue: the first answer’s, later the next answer’s', () => {
  const day = ['09:00-10:00'];
  const week = { monday: day, tuesday: day, wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
  const settings = settingsWith({
    calendars: [{ id: 'hour', name: 'An hour', timeZone: 'UTC', week }],
    queues: [
      { id: 'all', name: 'All', calendar: 'hour', targets: { firstResponseMinutes: 90, nextResponseMinutes: 30 } },
      { id: 'free', name: 'Free' },
    ],
  });
  const [all, free] = settings.queues;
  assert.ok(all && free);
  assert.equal(dueAtOf(settings, all, 0, AT), AT + 24 * 60 * MINUTE_MS + 30 * MINUTE_MS);
  assert.equal(dueAtOf(settings, all, 1, AT), AT + 30 * MINUTE_MS);
  assert.equal(dueAtOf(settings, free, 0, AT), undefined);
});
