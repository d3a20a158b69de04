import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleItem } from '../../../tests/wire-samples.ts';
import type { EventContent } from '../../../wire/model.ts';
import { eventWords } from './event-words.ts';
import type { EventNames } from './event-words.ts';

const names: EventNames = {
  agent: (id) => (id === 'ben' ? 'Ben' : undefined),
  queue: (id) => (id === 'q2' ? 'Billing' : undefined),
  identity: (id) => ({ who: 'Grace', address: id === 'i1' ? 'coop 7' : '', label: 'Pigeon post' }),
};
const words = (event: string, change: Partial<EventContent> = {}) => {
  const content: EventContent = {
    kind: 'event',
    event,
    agentId: '',
    agentName: '',
    reason: '',
    untilMs: 0,
    queueId: '',
    target: '',
    dueMs: 0,
    text: '',
    ...change,
  };
  return eventWords(sampleItem('x1', 1_000_000, { content }), names);
};

const got = (reason: string, agentId = 'ben') => words('assigned', { agentId, reason });

test('who got it is told with how', () => {
  assert.deepEqual(
    ['', 'accepted', 'auto', 'transferred', 'assigned-by-supervisor', 'taken-over', 'forced', 'magic'].map((how) =>
      got(how),
    ),
    [
      'Ben took it on',
      'Ben accepted it',
      'Given to Ben',
      'Transferred to Ben',
      'Assigned to Ben by a supervisor',
      'Ben took it over',
      'Given to Ben by a supervisor, beyond capacity',
      'Ben took it on (magic)',
    ],
  );
  assert.equal(got('taken', 'gone'), 'An agent took it on');
});

test('queues and targets are named', () => {
  assert.equal(words('queued', { queueId: 'q2' }), 'Waits in Billing');
  assert.equal(words('queued', { queueId: 'q9', agentId: 'ben' }), 'Ben sent it to another queue');
  assert.match(words('target-warning', { target: 'next-response', dueMs: 60_000 }), /^Next answer is at risk: due \d/);
  assert.match(words('target-missed', { target: 'resolution', dueMs: 60_000 }), /^Resolution missed: it was due \d/);
});

test('what is given up for somebody else does not go back to the queue', () => {
  assert.equal(words('released', { reason: 'taken-over' }), 'Handed on');
  assert.equal(words('released', { reason: 'grace over' }), 'Back in the queue (grace over)');
});

test('what is not known yet is told by its name', () => {
  assert.equal(words('danced', { reason: 'why not' }), 'danced (why not)');
});

const told = (event: string, reason: string, text = '') => words(event, { reason, text });

test('whether an address may be written to is told with who said so', () => {
  assert.equal(
    told('address-blocked', 'opted-out', 'STOP'),
    'Grace opted out of Pigeon post: nothing goes to coop 7 until they opt in again (“STOP”)',
  );
  assert.equal(told('address-open', 'opted-in'), 'Grace opted in to Pigeon post again');
  assert.equal(
    told('address-blocked', 'blocked-by-person'),
    'Grace blocked us on Pigeon post: nothing goes to coop 7 until they unblock us',
  );
  assert.equal(told('address-open', 'unblocked-by-person'), 'Grace unblocked us on Pigeon post');
  assert.equal(told('address-blocked', 'address-gone'), 'coop 7 does not exist any more: nothing goes there');
  assert.equal(told('address-open', 'wrote-again'), 'Grace wrote from coop 7 again: it can be written to');
  assert.equal(
    told('address-no-copies', 'refused-copies'),
    'Grace wants no copies by Pigeon post: what is answered elsewhere does not follow to coop 7, answers there still go',
  );
  assert.match(told('address-open', 'takes-copies'), /^Grace takes copies by Pigeon post again/);
  assert.equal(told('address-no-copies', 'magic'), 'No copies go to coop 7 any more (magic)');
  assert.equal(told('address-blocked', 'magic'), 'Nothing goes to coop 7 any more (magic)');
});
