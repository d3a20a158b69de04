import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { MongoNetworkError, MongoServerError } from 'mongodb';
import { WriteAttempts } from './write-attempts.ts';
import type { MongoClient } from 'mongodb';

type Try = 'answered' | 'unconfirmed' | Error;

const lost = new MongoNetworkError('connection closed');
const notPrimary = new MongoServerError({ code: 10107, errorLabels: ['RetryableWriteError'] });
const steppedDown = new MongoServerError({ code: 189, errorLabels: ['RetryableWriteError'] });
const nothingDone = new MongoServerError({ code: 189, errorLabels: ['RetryableWriteError', 'NoWritesPerformed'] });
const unauthorized = new MongoServerError({ code: 13 });
const tooLate = new MongoServerError({ code: 50 });

/** What a write is told to have become when its tries ended so, and the driver gave up then. */
async function fate(documents: 'one' | 'many', ...tries: readonly Try[]): Promise<'unknown' | 'not done'> {
  const client = new EventEmitter();
  const attempts = new WriteAttempts(client as unknown as MongoClient);
  const write = async (): Promise<never> => {
    for (const ending of tries) {
      client.emit('commandStarted', { commandName: 'insert' });
      // Commands of others between them, and of the driver itself, say nothing of this write.
      client.emit('commandStarted', { commandName: 'saslStart' });
      await Promise.resolve();
      if (ending instanceof Error) client.emit('commandFailed', { commandName: 'insert', failure: ending });
      else {
        const reply = ending === 'answered' ? {} : { writeConcernError: { code: 64 } };
        client.emit('commandSucceeded', { commandName: 'insert', reply });
      }
    }
    throw new Error('the driver gave up');
  };
  return await attempts
    .watch(documents, write, (_, mayHaveHappened) => (mayHaveHappened ? 'unknown' : 'not done'))
    .catch((error: unknown) => error as 'unknown' | 'not done');
}

const cases: readonly {
  readonly that: string;
  readonly tries: readonly Try[];
  readonly one: string;
  readonly many?: string;
}[] = [
  { that: 'was never sent', tries: [], one: 'not done' },
  { that: 'was turned away', tries: [notPrimary], one: 'not done', many: 'unknown' },
  { that: 'was turned away, nothing of it done', tries: [nothingDone, nothingDone], one: 'not done' },
  { that: 'was forbidden', tries: [unauthorized], one: 'not done' },
  { that: 'was lost', tries: [lost], one: 'unknown' },
  { that: 'was lost, and turned away when sent again', tries: [lost, notPrimary], one: 'unknown' },
  { that: 'was lost, and forbidden when sent again', tries: [lost, unauthorized], one: 'unknown' },
  { that: 'was broken off by a step-down', tries: [steppedDown], one: 'unknown' },
  { that: 'was broken off by the clock', tries: [tooLate], one: 'unknown' },
  { that: 'was lost, then answered', tries: [lost, 'answered'], one: 'not done' },
  { that: 'lacked its majority', tries: ['unconfirmed'], one: 'unknown' },
  {
    that: 'lacked its majority, and was turned away when sent again',
    tries: ['unconfirmed', notPrimary],
    one: 'unknown',
  },
];

for (const { that, tries, one, many = one } of cases) {
  test(`a write that ${that} is ${one === many ? one : `${one}, and of many documents ${many}`}`, async () => {
    assert.equal(await fate('one', ...tries), one);
    assert.equal(await fate('many', ...tries), many);
  });
}

test('writes at the same time are told apart', async () => {
  assert.deepEqual(await Promise.all([fate('one', lost), fate('one', notPrimary), fate('one')]), [
    'unknown',
    'not done',
    'not done',
  ]);
});
