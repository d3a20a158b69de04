import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LogUnavailableError, PoisonRecordError, RecordTooLargeError } from '../errors.ts';
import { classifyFailure, failureCode } from './classify-failure.ts';

const circular = new Error('one') as Error & { cause: unknown };
circular.cause = circular;

const cases: [name: string, error: unknown, expected: string][] = [
  ['an error that says it may be retried', new LogUnavailableError('down'), 'retry'],
  ['an error that says it may not', new RecordTooLargeError('big'), 'poison'],
  ['poison', new PoisonRecordError('bad-schema', 'bad'), 'poison'],
  ['a refused connection', Object.assign(new Error(''), { code: 'ECONNREFUSED' }), 'retry'],
  ['a fault wrapped by another', new TypeError('', { cause: Object.assign(new Error(''), { code: 'EIO' }) }), 'retry'],
  ['a time-out of an AbortSignal', new DOMException('', 'TimeoutError'), 'retry'],
  ['a fault of the program', new TypeError('x is not a function'), 'unclassified'],
  ['causes in a circle', circular, 'unclassified'],
  ['something that is no error', 'text', 'unclassified'],
  ['nothing', undefined, 'unclassified'],
];

for (const [name, error, expected] of cases) {
  test(`${name} is ${expected}`, () => assert.equal(classifyFailure(error), expected));
}

test('the code is the error’s own where it is a plain word, never text of a message', () => {
  assert.equal(failureCode(new PoisonRecordError('bad-schema', 'bad')), 'bad-schema');
  assert.equal(failureCode(Object.assign(new Error(''), { code: 'call me at 555' })), 'unclassified');
  assert.equal(failureCode(Object.assign(new Error(''), { code: 7 })), 'unclassified');
  assert.equal(failureCode('text'), 'unclassified');
});
