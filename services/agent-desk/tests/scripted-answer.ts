import { RpcError, toGrpcStatus } from '@onethread/rpc';
import type { ScriptedRouting } from './scripted-routing.ts';

export type Callback<T> = (error: ReturnType<typeof toGrpcStatus> | null, answer?: T) => void;

export function answer<T>(callback: Callback<T>, make: () => Promise<T>): void {
  make().then(
    (value) => callback(null, value),
    (error: unknown) => callback(toGrpcStatus(error)),
  );
}

/** Throws `RpcError` unless an administrator calls. */
export async function asAdmin(routing: ScriptedRouting, metadata: { get(name: string): unknown[] }): Promise<void> {
  if ((await routing.caller(metadata)).role !== 'admin') throw new RpcError('forbidden', 'for administrators');
}
