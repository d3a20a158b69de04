import type { UseCaseContext } from '../context.ts';
import type { HistoryWorld } from './history-world.ts';

/** As the log does, and as an agent's client: again on whoever took over, until it is done. */
export async function redelivered<T>(
  world: HistoryWorld,
  n: number,
  work: (context: UseCaseContext) => Promise<T>,
): Promise<T> {
  for (;;) {
    const instance = world.instance(n);
    try {
      return await Promise.race([work(instance.context), instance.crashed]);
    } catch (error) {
      if (instance.dead) continue;
      if ((error as { retryable?: boolean }).retryable !== true) throw error;
      await world.turns(3);
    }
  }
}
