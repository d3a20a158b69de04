import { RpcError, type EncodedMessage } from '@onethread/rpc';
import type { AgentId } from '@onethread/contracts';
import type { BoardOutlet } from '../../../live/wallboard/board-audience.ts';
import { toRpcError } from '../failures.ts';
import type { GrpcContext } from '../grpc-context.ts';
import { StreamWriter, type OutgoingCall } from '../stream-writer.ts';

export interface WallboardCaller {
  readonly teams: readonly string[];
  /** Epoch ms. */
  readonly tokenExpiresAt: number;
  /** Set where it is an agent who watches: one who is disabled does so no longer. */
  readonly agentId?: AgentId;
}

/** One who watches the wallboard over a call. */
export class WallboardCall implements BoardOutlet<EncodedMessage> {
  readonly teams: readonly string[];
  readonly #context: GrpcContext;
  readonly #caller: WallboardCaller;
  readonly #writer: StreamWriter;
  /** Below every count: what was begun just before the first look is not stuck. */
  #sentBefore = -1;

  constructor(context: GrpcContext, call: OutgoingCall, caller: WallboardCaller) {
    this.#context = context;
    this.#caller = caller;
    this.teams = caller.teams;
    this.#writer = new StreamWriter(call, () => this.end(tooSlow()));
  }

  get hasRoom(): boolean {
    return this.#writer.hasRoom;
  }

  send(message: EncodedMessage): void {
    this.#writer.send(message);
  }

  sendWhenRoom(make: () => EncodedMessage | undefined): void {
    this.#writer.sendWhenRoom(make, 'live')?.catch((error: unknown) => this.failed(error));
  }

  failed(error: unknown): void {
    this.end(toRpcError(error, this.#context, 'WatchWallboard'));
  }

  /** Ends the call, for a reason or because its client is gone. Repeatable. */
  end(error?: RpcError): void {
    this.#context.wallboards.remove(this);
    if (error === undefined) this.#writer.abandon();
    else this.#writer.close(error);
  }

  /** Once a heartbeat: ends what is stuck or no longer allowed. `now` in epoch ms. */
  tick(now: number, isKnown: (agentId: AgentId) => boolean): void {
    const { tokenExpiresAt, agentId } = this.#caller;
    const { sent, pendingBytes } = this.#writer;
    const stuck = pendingBytes > 0 && sent === this.#sentBefore;
    this.#sentBefore = sent;
    if (now >= tokenExpiresAt)
      this.end(new RpcError('unauthenticated', 'the token has expired: connect with a fresh one'));
    else if (agentId !== undefined && !isKnown(agentId))
      this.end(new RpcError('unauthenticated', 'this agent is unknown or disabled'));
    else if (stuck) this.end(tooSlow());
  }
}

function tooSlow(): RpcError {
  return new RpcError('exhausted', 'too slow: connect again');
}
