import assert from 'node:assert/strict';
import { test } from 'node:test';
import { status } from '@grpc/grpc-js';
import { fromGrpcError, RPC_ERROR_CODES, RpcError, toGrpcStatus } from './index.ts';

test('every code survives the way to a status and back', () => {
  for (const code of RPC_ERROR_CODES) {
    const failure = Object.assign(new Error('x'), toGrpcStatus(new RpcError(code, 'why')));
    const back = fromGrpcError(failure);
    assert.equal(back.code, code);
    assert.equal(back.message, 'why');
  }
});

const meant = (code: number): string => fromGrpcError({ code, details: 'x' }).code;

test('a status of a foreign server is understood without our code', () => {
  assert.equal(meant(status.UNAVAILABLE), 'unavailable');
  assert.equal(meant(status.DEADLINE_EXCEEDED), 'deadline');
  assert.equal(meant(status.DATA_LOSS), 'internal');
  assert.equal(fromGrpcError(new Error('socket')).code, 'internal');
});

test('whether trying again may help belongs to the code', () => {
  assert.equal(new RpcError('unavailable', '').retryable, true);
  assert.equal(new RpcError('forbidden', '').retryable, false);
});
