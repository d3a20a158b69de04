import { RpcError } from '@onethread/rpc';
import { setTimeout as pause } from 'node:timers/promises';

const AGAIN_MS = 1000;
/** gRPC: try again in a moment. */
const UNAVAILABLE = 14;

/** Does it, and again from the beginning while it is refused for a moment: a machine that is starved is no fault of a check. */
export async function onceServed<T>(withinMs: number, work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isForAMoment(error) || performance.now() >= deadline) throw error;
      await pause(AGAIN_MS);
    }
  }
}

/** Streams end with gRPC's own errors, calls with ours. */
function isForAMoment(error: unknown): boolean {
  if (error instanceof RpcError) return error.retryable;
  return error instanceof Error && 'code' in error && error.code === UNAVAILABLE;
}
