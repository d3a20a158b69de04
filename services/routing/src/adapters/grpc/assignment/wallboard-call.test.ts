import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AgentId } from '@onethread/contracts';
import { encodeWallboard } from '@onethread/rpc';
import type { GrpcContext } from '../grpc-context.ts';
import type { OutgoingCall } from '../stream-writer.ts';
import { WallboardCall, type WallboardCaller } from './wallboard-call.ts';

const ada = 'ada' as AgentId;

/** A call whose client reads or does not. */
function opened(caller: Partial<WallboardCaller> = {}) {
  const ended: number[] = [];
  const writes: (() => void)[] = [];
  let left = 0;
  const call = {
    write: (_message: unknown, done: () => void) => writes.push(done),
    emit: (_event: string, status: { code: number }) => ended.push(status.code),
    end: () => {},
    destroy: () => {},
    call: { sendStatus: (status: { code: number }) => ended.push(status.code) },
  } as unknown as OutgoingCall;
  const context = { wallboards: { remove: () => void (left += 1) } } as unknown as GrpcContext;
  const watching = new WallboardCall(context, call, { teams: [], tokenExpiresAt: 1000, ...caller });
  return { watching, ended, writes, left: () => left };
}

const UNAUTHENTICATED = 16;
const EXHAUSTED = 8;

describe('one who watches', () => {
  it('does so no longer once their token has expired', () => {
    const { watching, ended, left } = opened();
    watching.tick(999, () => true);
    assert.deepEqual(ended, []);
    watching.tick(1000, () => true);
    assert.deepEqual([ended, left()], [[UNAUTHENTICATED], 1]);
  });

  it('does so no longer once they are disabled', () => {
    const { watching, ended } = opened({ agentId: ada });
    watching.tick(1, (agentId) => agentId === ada);
    assert.deepEqual(ended, []);
    watching.tick(2, () => false);
    assert.deepEqual(ended, [UNAUTHENTICATED]);
  });

  it('is sent away when nothing was taken between two looks', () => {
    const { watching, ended, writes } = opened();
    watching.send(encodeWallboard({ snapshot: true }));
    watching.tick(1, () => true);
    writes.splice(0).forEach((done) => done());
    watching.send(encodeWallboard({ atMs: 1 }));
    watching.tick(2, () => true);
    assert.deepEqual(ended, []);
    watching.tick(3, () => true);
    assert.deepEqual(ended, [EXHAUSTED]);
  });
});
