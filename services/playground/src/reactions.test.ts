import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_REACTIONS, Reactions } from './reactions.ts';

const place = (id: string) => ({ provider: 'messenger', customer: 'anna', id }) as const;

test('there is one reaction to a message, and it can be taken back', () => {
  const reactions = new Reactions();
  reactions.set(place('a'), '👍');
  reactions.set(place('a'), '❤️');
  assert.equal(reactions.of(place('a')), '❤️');
  reactions.set(place('a'), '');
  assert.equal(reactions.of(place('a')), undefined);
});

test('of too many the one that was not shown for longest is forgotten', () => {
  const reactions = new Reactions();
  for (let n = 0; n < MAX_REACTIONS; n += 1) reactions.set(place(`${n}`), '👍');
  assert.equal(reactions.of(place('0')), '👍');
  reactions.set(place('one more'), '👍');
  assert.deepEqual(
    ['0', '1', 'one more'].map((id) => reactions.of(place(id))),
    ['👍', undefined, '👍'],
  );
});
