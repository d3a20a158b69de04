import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerAddress } from './answer-address.ts';

const ANNA = { address: 'anna@example.org', name: 'Anna' };
const mail = { from: ANNA, replyTo: 'orders@example.org', automatic: undefined };

test('answers go where a proved writer wants them within the same domain', () => {
  assert.deepEqual(answerAddress(mail, ANNA.address), { answerTo: 'orders@example.org' });
});

test('nobody else leads answers away: they go to the writer, and agents are told', () => {
  const notice = 'Asks for answers to orders@example.org; they go to anna@example.org.';
  assert.deepEqual(answerAddress(mail, undefined), { notice });
  const elsewhere = { ...mail, replyTo: 'anna@evil.example' };
  assert.match(answerAddress(elsewhere, ANNA.address).notice ?? '', /anna@evil\.example/);
});

test('a Reply-To that says nothing new, and that of a program, change nothing', () => {
  assert.deepEqual(answerAddress({ ...mail, replyTo: ANNA.address }, undefined), {});
  assert.deepEqual(answerAddress({ ...mail, replyTo: undefined }, ANNA.address), {});
  assert.deepEqual(answerAddress({ ...mail, automatic: 'list-id' }, ANNA.address), {});
});
