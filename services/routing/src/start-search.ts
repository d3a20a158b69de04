import type { EventLog } from '@onethread/log';
import { startSearchConsumer } from './adapters/log/start-search-consumer.ts';
import { completeSearch } from './use-cases/search/complete-search.ts';
import { rebuildSearch } from './use-cases/search/rebuild-search.ts';
import type { SearchContext } from './use-cases/search/search-context.ts';

export interface Searching {
  /** Resolves when nothing is under way; a rebuild goes on at the next start. */
  stop(): Promise<void>;
}

/** Thrown to end a rebuild that nobody waits for. */
class StoppedError extends Error {}

/**
 * Keeps the index up to history from now on. One that does not know older history (it is new, or texts are cut into other
 * words since) is made again behind the scenes by whoever is alone; with several replicas an operator says when.
 */
export async function startSearch(
  context: SearchContext,
  log: Pick<EventLog, 'subscribe'>,
  { rebuilds }: { readonly rebuilds: boolean },
): Promise<Searching> {
  const isComplete = await completeSearch(context);
  const consumer = await startSearchConsumer(log, context);
  let stopped = false;
  const work = isComplete ? Promise.resolve() : complete();
  return {
    stop: async () => {
      stopped = true;
      await consumer.stop();
      await work;
    },
  };

  async function complete(): Promise<void> {
    const { logger } = context;
    if (!rebuilds) {
      logger.warn({}, 'search knows only the newer part of history: run `onethread search rebuild`');
      return;
    }
    try {
      const { done } = await rebuildSearch(context, () => {
        if (stopped) throw new StoppedError();
      });
      logger.info({ done }, 'search was made complete');
    } catch (error) {
      if (!(error instanceof StoppedError))
        logger.error({ err: error }, 'search could not be made complete: it is tried again at the next start');
    }
  }
}
