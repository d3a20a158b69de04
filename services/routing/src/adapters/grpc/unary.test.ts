import assert from 'node:assert/strict';
import { test } from 'node:test';
import { status, type ServerUnaryCall } from '@grpc/grpc-js';
import { pino } from 'pino';
import type { GrpcContext } from './grpc-context.ts';
import { MAX_CALLS_IN_WORK, unary } from './unary.ts';

test('more calls at once than a process answers are told to come again; there is room again when one is done', async () => {
  const refused: string[] = [];
  const useCases = { logger: pino({ level: 'silent' }) };
  const context = { useCases, refused: (code: string) => void refused.push(code) } as unknown as GrpcContext;
  const gates: PromiseWithResolvers<string>[] = [];
  const serve = unary<string, string>(context, 'Slow', () => {
    const gate = Promise.withResolvers<string>();
    gates.push(gate);
    return gate.promise;
  });
  const call = (): Promise<number | string | null | undefined> =>
    new Promise((resolve) => {
      const request = { request: '', metadata: undefined } as unknown as ServerUnaryCall<string, string>;
      serve(request, (error, response) => resolve(error === null ? response : error.code));
    });
  const waiting = Array.from({ length: MAX_CALLS_IN_WORK }, call);
  assert.equal(await call(), status.RESOURCE_EXHAUSTED);
  gates[0]?.resolve('done');
  assert.equal(await waiting[0], 'done');
  const next = call();
  await new Promise(setImmediate);
  for (const gate of gates) gate.resolve('done');
  assert.equal(await next, 'done');
  await Promise.all(waiting);
  assert.deepEqual(refused, ['exhausted']);
});
