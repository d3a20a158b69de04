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
    const open = this.#openNow();
    this.#known = new Map([...this.#known, ...open]);
    const agentIds = new Set<AgentId>([...this.#known.values()].map(({ agentId }) => agentId));
    const presence = await presenceOf(this.#context.collections, [...agentIds]);
    for (const [key, stream] of this.#known) {
      const written = presence.get(stream.agentId)?.streams.includes(streamNameOf(stream)) ?? false;
      if (open.has(key) === written) {
        if (!written) this.#known.delete(key);
        continue;
      }
      // As it is by now: it may have opened or ended while presence was read.
      if (this.#openNow().has(key) === written) continue;
      await (written ? streamLost(this.#context, stream) : streamOpened(this.#context, stream));
    }
  }

  #openNow(): ReadonlyMap<string, AgentStream> {
    return new Map([...this.#open()].map((stream) => [keyOf(stream), stream]));
  }
}

function keyOf(stream: AgentStream): string {
  return `${stream.agentId} ${streamNameOf(stream)}`;
}
