import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokerFault, faultCodeOf } from './broker-fault.ts';
import { CRASH_WINDOW_MS, CrashCounter, MAX_CRASHES } from './crash-counter.ts';
import { FaultBoard } from './fault-board.ts';

const named = (name: string, fields: object = {}): Error => Object.assign(new Error(name), { name, ...fields });

test('what the client throws is told by what an operator can do about it', () => {
  const cases: [error: Error, code: string][] = [
    [named('KafkaJSConnectionError', { code: 'ECONNREFUSED' }), 'broker-unreachable'],
    [named('KafkaJSConnectionError', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }), 'broker-tls'],
    [named('KafkaJSConnectionError', { code: 'ERR_SSL_WRONG_VERSION_NUMBER' }), 'broker-tls'],
    [named('KafkaJSSASLAuthenticationError'), 'broker-unauthenticated'],
    [named('KafkaJSProtocolError', { type: 'GROUP_AUTHORIZATION_FAILED' }), 'broker-unauthorised'],
    [named('KafkaJSProtocolError', { type: 'UNKNOWN_TOPIC_OR_PARTITION' }), 'topic-missing'],
    [named('KafkaJSProtocolError', { type: 'NOT_ENOUGH_REPLICAS' }), 'broker-read-only'],
    [named('KafkaJSServerDoesNotSupportApiKey'), 'broker-unsupported'],
    [new Error('API Versions not supported'), 'broker-unsupported'],
    [new Error('Broker not connected'), 'broker-unreachable'],
    [new TypeError('a fault of the client'), 'broker-failed'],
  ];
  for (const [error, code] of cases) assert.equal(faultCodeOf(error), code, error.message);
  const wrapped = new Error('retries exceeded', {
    cause: named('KafkaJSProtocolError', { type: 'TOPIC_AUTHORIZATION_FAILED' }),
  });
  assert.equal(faultCodeOf(wrapped), 'broker-unauthorised');
});

test('the error says in one line what was tried and what to do, and may be tried again', () => {
  const error = brokerFault(
    named('KafkaJSProtocolError', { type: 'UNKNOWN_TOPIC_OR_PARTITION' }),
    'a.v1 cannot be read',
  );
  assert.equal(error.message, 'a.v1 cannot be read: a topic does not exist: run `onethread topics apply`');
  assert.equal(error.retryable, true);
});

test('five crashes in a minute are fatal, the first never, and old ones are forgotten', () => {
  let now = 0;
  const crashes = new CrashCounter(() => now);
  for (let n = 1; n < MAX_CRASHES; n += 1) {
    crashes.note();
    assert.equal(crashes.isFatal, false);
  }
  now += CRASH_WINDOW_MS;
  crashes.note();
  assert.equal(crashes.isFatal, false);
  for (let n = 1; n < MAX_CRASHES; n += 1) crashes.note();
  assert.equal(crashes.isFatal, true);
});

test('a fault is said when it begins, when it becomes another, every half minute, and when it ends', () => {
  let now = 0;
  const lines: string[] = [];
  const logger = { warn: (_: object, line: string) => void lines.push(line), error: () => {} };
  const board = new FaultBoard(logger, () => now);
  const unreachable = brokerFault(named('KafkaJSConnectionError'), 'a');
  const missing = brokerFault(named('KafkaJSProtocolError', { type: 'UNKNOWN_TOPIC_OR_PARTITION' }), 'a');
  for (let n = 0; n < 100; n += 1) board.note('lane', unreachable);
  assert.equal(lines.length, 1);
  board.note('lane', missing);
  assert.equal(lines.length, 2);
  now += 30_000;
  board.note('lane', missing);
  assert.equal(lines.length, 3);
  assert.equal(board.current, missing);
  board.clear('lane');
  board.clear('lane');
  assert.equal(lines.length, 4);
  assert.equal(board.current, undefined);
});
