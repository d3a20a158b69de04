import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLogger } from './index.ts';

function capture(human: boolean) {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  return { lines, logger: createLogger({ service: 'email', level: 'info', human, destination }) };
}

test('personal fields and secrets never reach the output, at the top or one level below', () => {
  const { lines, logger } = capture(false);
  logger.info({ text: 'my password is', message: { parts: [1], externalId: 'anna@x' }, entryId: 'm_1' }, 'kept');
  const record = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
  assert.equal(record['text'], '[redacted]');
  assert.deepEqual(record['message'], { parts: '[redacted]', externalId: '[redacted]' });
  assert.equal(record['entryId'], 'm_1');
  assert.equal(record['level'], 'info');
  assert.equal(record['service'], 'email');
});

test('lines for people hold level, service, words and details', () => {
  const { lines, logger } = capture(true);
  logger.warn({ port: 2525, token: 'x' }, 'listening');
  logger.debug('not at this level');
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? '', /^\d\d:\d\d:\d\d warn {2}email {2}listening {2}port=2525 {2}token=\[redacted\]\n$/);
});
