import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlaygroundState, ServerFrame } from '../../../wire/frames.ts';
import type { Person, ShownMessage, ShownProvider } from '../../../wire/model.ts';
import { isAgentTyping, lastSeenByAgent, messagesOf, stateWords, unreadAt, unreadOf } from './conversations.ts';
import { EMPTY_VIEW, MAX_KEPT_MESSAGES, nextView, type View } from './view.ts';

const person: Person = { id: 'anna', name: 'Anna', phone: '+1', email: 'a@x', addresses: {}, phoneIsOn: true };
const well = { isUp: true, calls: 'well', errorRow: '', deliveries: 'well' } as const;
const TYPING_LASTS_MS = 7_000;
const provider = (name: string): ShownProvider => ({
  name,
  title: name,
  label: name,
  noun: name,
  color: 'red',
  window: 'chat',
  peer: '+2',
  firstPersonId: 'anna',
  maxCharacters: 10,
  acceptedWord: 'Sent',
  menu: [],
  quickReplies: [],
  reactions: [],
  tellsRead: true,
  needsPhone: false,
  typingLastsMs: TYPING_LASTS_MS,
  faults: well,
  faultChoices: { errorRows: [], calls: [], deliveries: [] },
  held: 0,
});
const state: PlaygroundState = {
  providers: [provider('sms'), provider('messenger')],
  people: [person, { ...person, id: 'olek' }],
  messages: [],
};
const message = (change: Partial<ShownMessage>): ShownMessage => ({
  provider: 'messenger',
  id: 'm1',
  customer: '7',
  direction: 'to-customer',
  at: 1000,
  files: [],
  state: 'sent',
  ...change,
});

function viewAfter(...frames: readonly ServerFrame[]): View {
  return frames.reduce<View>((view, frame) => nextView(view, { kind: 'frame', frame, now: 5000 }), EMPTY_VIEW);
}
const mine = (id: string, at: number) => tell({ id, at, direction: 'from-customer' });
const wordsOfMine = (its: ShownMessage['state']) => stateWords({ direction: 'from-customer', state: its });
const begin: ServerFrame = { type: 'state', state };
const tell = (change: Partial<ShownMessage>): ServerFrame => ({ type: 'message', message: message(change) });

test('a message that changes keeps its place; conversations are told apart by provider and customer', () => {
  const view = viewAfter(
    begin,
    tell({ id: 'b', at: 2 }),
    tell({ id: 'a', at: 1 }),
    tell({ id: 'b', at: 2, state: 'read' }),
    tell({ id: 'c', customer: '8' }),
    tell({ id: 'd', provider: 'sms' }),
  );
  assert.deepEqual(
    messagesOf(view, 'messenger', '7').map(({ id, state: its }) => [id, its]),
    [
      ['a', 'sent'],
      ['b', 'read'],
    ],
  );
});

test('a new state after a break replaces what was shown', () => {
  const view = viewAfter(begin, tell({ id: 'old' }), {
    type: 'state',
    state: { ...state, messages: [message({ id: 'new' })] },
  });
  assert.deepEqual(
    messagesOf(view, 'messenger', '7').map(({ id }) => id),
    ['new'],
  );
});

test('answers count as unread until the conversation is looked at', () => {
  const view = viewAfter(
    begin,
    tell({ id: 'a' }),
    tell({ id: 'b', customer: '8' }),
    tell({ id: 'mine', direction: 'from-customer' }),
  );
  assert.equal(unreadOf(view, 'messenger', '7'), 1);
  assert.equal(unreadAt(view, 'messenger'), 2);
  const looked = nextView(view, { kind: 'looked', key: 'messenger|7', now: 1000 });
  assert.equal(unreadOf(looked, 'messenger', '7'), 0);
  assert.equal(unreadAt(looked, 'messenger'), 1);
});

test('typing ends by itself, by word, and with the message', () => {
  const typing: ServerFrame = { type: 'agent', provider: 'messenger', customer: '7', action: 'typing_on' };
  const view = viewAfter(begin, typing);
  assert.ok(isAgentTyping(view, 'messenger', '7', 5001));
  assert.ok(!isAgentTyping(view, 'messenger', '8', 5001));
  assert.ok(!isAgentTyping(view, 'messenger', '7', 5000 + TYPING_LASTS_MS));
  assert.ok(!isAgentTyping(viewAfter(begin, typing, { ...typing, action: 'typing_off' }), 'messenger', '7', 5001));
  assert.ok(!isAgentTyping(viewAfter(begin, typing, tell({})), 'messenger', '7', 5001));
});

test('"seen" stands under the newest message that was there when the agent looked', () => {
  const saw: ServerFrame = { type: 'agent', provider: 'messenger', customer: '7', action: 'mark_seen' };
  const view = viewAfter(begin, mine('one', 1), mine('two', 2), saw, mine('later', 6000));
  assert.equal(lastSeenByAgent(view, 'messenger', '7'), 'two');
});

test('people and faults change in place', () => {
  const view = viewAfter(
    begin,
    { type: 'person', person: { ...person, phoneIsOn: false } },
    { type: 'person', person: { ...person, id: 'new' } },
    { type: 'faults', provider: 'sms', faults: { ...well, isUp: false }, held: 3 },
  );
  assert.deepEqual(
    view.stage?.people.map(({ id, phoneIsOn }) => [id, phoneIsOn]),
    [
      ['anna', false],
      ['olek', true],
      ['new', true],
    ],
  );
  assert.deepEqual(
    view.stage?.providers.map(({ faults, held }) => [faults.isUp, held]),
    [
      [false, 3],
      [true, 0],
    ],
  );
});

test('the page does not grow for ever', () => {
  const full = Array.from({ length: MAX_KEPT_MESSAGES }, (_, place) => message({ id: String(place), at: place }));
  const view = viewAfter({ type: 'state', state: { ...state, messages: full } }, tell({ id: 'one more', at: 1e9 }));
  assert.equal(view.messages.size, MAX_KEPT_MESSAGES);
  assert.equal(messagesOf(view, 'messenger', '7').at(-1)?.id, 'one more');
});

test('states are told in words of the customer', () => {
  assert.deepEqual(
    [wordsOfMine('delivering'), wordsOfMine('accepted'), wordsOfMine('given-up')],
    ['Sending…', 'Accepted', 'Not accepted'],
  );
  assert.equal(stateWords({ direction: 'to-customer', state: 'failed' }), 'Failed');
});
