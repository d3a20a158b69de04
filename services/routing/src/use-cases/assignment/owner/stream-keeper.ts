import type { AgentId } from '@onethread/contracts';
import { presenceOf } from '../../../stores/agents.ts';
import type { UseCaseContext } from '../../context.ts';
import { streamLost, streamNameOf, streamOpened } from '../agent-streams.ts';
import type { AgentStream } from '../agent-streams.ts';

/**
 * Holds what is written of this replica's streams to what is open: a write may have failed, and a replica that did not
 * renew its lease in time has its streams taken off by the owner though they are open.
 */
export class StreamKeeper {
  readonly #context: UseCaseContext;
  readonly #open: () => Iterable<AgentStream>;
  #known = new Map<string, AgentStream>();

  constructor(context: UseCaseContext, open: () => Iterable<AgentStream>) {
    this.#context = context;
    this.#open = open;
  }

  /** One read while all is in order. */
  async check(): Promise<void> {
    const before = this.#known;
    const open = new Map<string, AgentStream>();
    for (const stream of this.#open()) open.set(keyOf(stream), stream);
    this.#known = new Map([...before, ...open]);
    const agentIds = new Set<AgentId>([...this.#known.values()].map(({ agentId }) => agentId));
    const presence = await presenceOf(this.#context.collections, [...agentIds]);
    for (const [key, stream] of this.#known) {
      const written = presence.get(stream.agentId)?.streams.includes(streamNameOf(stream)) ?? false;
      if (open.has(key)) {
        if (!written) await streamOpened(this.#context, stream);
      } else if (written) {
        await streamLost(this.#context, stream);
      } else {
        this.#known.delete(key);
      }
    }
  }
}

function keyOf(stream: AgentStream): string {
  return `${stream.agentId} ${streamNameOf(stream)}`;
}
