import { RpcError, type EncodedMessage } from '@onethread/rpc';
import type { Wallboard } from '../../../live/wallboard/wallboard.ts';
import type { WallboardCall } from './wallboard-call.ts';

/** Most who watch the wallboard over one process. */
export const MAX_WALLBOARDS = 500;

/** Those who watch the wallboard over this process. */
export class OpenWallboards {
  readonly #wallboard: Wallboard<EncodedMessage>;
  readonly #calls = new Set<WallboardCall>();
  #closed = false;

  constructor(wallboard: Wallboard<EncodedMessage>) {
    this.#wallboard = wallboard;
  }

  get size(): number {
    return this.#calls.size;
  }

  /** Throws `RpcError`: exhausted above the limit, unavailable while the process stops. */
  add(call: WallboardCall): void {
    if (this.#closed) throw leaving();
    if (this.#calls.size >= MAX_WALLBOARDS) throw new RpcError('exhausted', 'this replica is full: connect again');
    this.#calls.add(call);
    this.#wallboard.add(call);
  }

  remove(call: WallboardCall): void {
    this.#calls.delete(call);
    this.#wallboard.remove(call);
  }

  tick(now: number): void {
    for (const call of this.#calls) call.tick(now, (agentId) => this.#wallboard.knows(agentId));
  }

  /** Tells every client to watch elsewhere, and takes no more. */
  closeAll(): void {
    this.#closed = true;
    for (const call of this.#calls) call.end(leaving());
  }
}

function leaving(): RpcError {
  return new RpcError('unavailable', 'this replica stops: connect again');
}
