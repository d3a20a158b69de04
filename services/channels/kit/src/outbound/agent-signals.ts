import type { AgentSignal } from '@onethread/contracts';
import type { Logger } from '@onethread/runtime';
import type { KitBounds } from '../bounds.ts';
import type { Channel } from '../channel.ts';
import type { ChannelMetrics } from '../metrics.ts';
import type { AccountGates } from './account-gates.ts';
import type { ParkedKeys } from './parked-keys.ts';

/** Older signs are of no use to anybody, epoch ms. */
export const SIGNAL_FRESH_MS = 6_000;

export interface AgentSignalsParts {
  readonly channel: Pick<Channel, 'signal'>;
  readonly parked: Pick<ParkedKeys, 'find'>;
  readonly gates: Pick<AccountGates, 'isPaused'>;
  readonly bounds: KitBounds;
  readonly now: () => number;
  readonly logger: Logger;
  readonly metrics: ChannelMetrics;
}

/**
 * Shows people that an agent types or has read. Beside the replies, never before them: nothing waits for a sign, and what
 * cannot be shown at once is dropped and counted.
 */
export class AgentSignals {
  readonly #parts: AgentSignalsParts;
  readonly #stopping = new AbortController();
  /** One at a time for each person. */
  readonly #inWork = new Map<string, Promise<void>>();

  constructor(parts: AgentSignalsParts) {
    this.#parts = parts;
  }

  /** Returns at once. */
  take(signal: AgentSignal): void {
    const { channel, metrics } = this.#parts;
    if (channel.signal === undefined || this.#stopping.signal.aborted) return;
    const reason = this.#whyNot(signal);
    if (reason !== undefined) {
      metrics.signalled(reason);
      return;
    }
    const { identityId } = signal.identity;
    const work = this.#show(signal).finally(() => this.#inWork.delete(identityId));
    this.#inWork.set(identityId, work);
  }

  /** Aborts what is being shown. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('the channel stops'));
    await Promise.all(this.#inWork.values());
  }

  #whyNot({ occurredAt, identity }: AgentSignal): 'stale' | 'full' | 'paused' | undefined {
    const { bounds, gates, now } = this.#parts;
    if (now() - occurredAt > SIGNAL_FRESH_MS) return 'stale';
    if (this.#inWork.size >= bounds.maxSignals || this.#inWork.has(identity.identityId)) return 'full';
    return gates.isPaused(identity.account) ? 'paused' : undefined;
  }

  async #show({ identity, signal }: AgentSignal): Promise<void> {
    const { channel, parked, bounds, metrics, logger } = this.#parts;
    const timeIsOver = AbortSignal.timeout(bounds.signalMs);
    const ended = AbortSignal.any([timeIsOver, this.#stopping.signal]);
    try {
      // A person who waits for a reply that does not come is not told that another is being written.
      if ((await parked.find(identity.identityId)) !== undefined) return metrics.signalled('parked');
      const shown = channel.signal?.(signal, { identity, signal: ended });
      await Promise.race([shown, whenAborted(ended)]);
      metrics.signalled('shown');
    } catch (error) {
      metrics.signalled(timeIsOver.aborted ? 'timed-out' : 'failed');
      logger.debug({ err: error, signal }, 'a sign of an agent was not shown');
    }
  }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const give = (): void => reject(signal.reason as Error);
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
}
