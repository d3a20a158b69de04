import { createAssignmentClient, fromGrpcError, type AgentRow, type AssignmentClient } from '@onethread/rpc';
import type { QueueRow, RpcError, TargetRow, Wallboard, WallboardStream } from '@onethread/rpc';

/** A wallboard as a client keeps it that follows the rules: a snapshot replaces all, rows replace rows, `removed` takes away. */
export class WatchedWallboard {
  readonly queues = new Map<string, QueueRow>();
  readonly agents = new Map<string, AgentRow>();
  atRisk: readonly TargetRow[] = [];
  readonly parts: Wallboard[] = [];
  readonly stream: WallboardStream;
  /** How the stream ended, where it ended with an error. */
  ended: RpcError | undefined;
  readonly #client: AssignmentClient;

  constructor(address: string, token: () => Promise<string>, teamIds: readonly string[] = []) {
    this.#client = createAssignmentClient({ address, token });
    this.stream = this.#client.watchWallboard({ teamIds: [...teamIds] });
    this.stream.on('data', (part: Wallboard) => this.#take(part));
    this.stream.on('error', (error) => {
      this.ended = fromGrpcError(error);
    });
  }

  queue(queueId: string): QueueRow | undefined {
    return this.queues.get(queueId);
  }

  close(): void {
    this.stream.cancel();
    this.#client.close();
  }

  #take(part: Wallboard): void {
    this.parts.push(part);
    if (part.snapshot) {
      this.queues.clear();
      this.agents.clear();
    }
    for (const row of part.queues) {
      if (row.removed) this.queues.delete(row.queueId);
      else this.queues.set(row.queueId, row);
    }
    for (const row of part.agents) {
      if (row.removed) this.agents.delete(row.agentId);
      else this.agents.set(row.agentId, row);
    }
    if (part.atRiskWhole) this.atRisk = part.atRisk;
  }
}
