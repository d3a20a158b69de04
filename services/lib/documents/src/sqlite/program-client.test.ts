import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SqliteOutcomeUnknownError, SqliteUnavailableError } from '@onethread/sqlite';
import { OutcomeUnknownError, StoreUnavailableError } from '../errors.ts';
import { ProgramClient } from './program-client.ts';

function failingWith(error: Error): Promise<ProgramClient> {
  const call = async (): Promise<never> => {
    throw error;
  };
  return ProgramClient.open(async () => ({ call, close: async () => {} }));
}

const write = { collection: 'things', id: 'a', json: '{}' };

test('a write that its worker died over may have happened; a read was only not answered', async () => {
  const client = await failingWith(new SqliteOutcomeUnknownError('the worker ended'));
  await assert.rejects(client.ask('insert', write), OutcomeUnknownError);
  await assert.rejects(client.ask('getMany', { collection: 'things', ids: ['a'] }), StoreUnavailableError);
});

test('a write that was refused has not happened', async () => {
  const client = await failingWith(new SqliteUnavailableError('disk full'));
  await assert.rejects(client.ask('insert', write), StoreUnavailableError);
});
