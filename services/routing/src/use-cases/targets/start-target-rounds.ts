import type { UseCaseContext } from '../context.ts';
import { startRounds } from '../start-rounds.ts';
import type { Rounds } from '../start-rounds.ts';
import { eachAlone, SWEEP_PAGE } from '../sweep-each.ts';
import { tellPassed } from './tell-passed.ts';

/** A clock that another replica started is looked for at least so often. */
export const LOOK_EVERY_MS = 1000;

/** Tells what passed by now, at most a page of it. Says whether there may be more. */
export async function tellAllPassed(context: UseCaseContext): Promise<boolean> {
  const due = { index: 'clocks', to: context.now(), limit: SWEEP_PAGE } as const;
  const { documents } = await context.collections.conversations.find(due);
  const done = await eachAlone(context, 'targets', documents, ({ _id }) => tellPassed(context, _id));
  return documents.length === SWEEP_PAGE && done > 0;
}

/**
 * Looks for passed targets at once and every second, on every replica: idle, it is one read of an index. Its timer does not
 * keep the process alive. What passed while nobody looked is told by the first round.
 */
export function startTargetRounds(context: UseCaseContext): Rounds {
  return startRounds(async () => {
    try {
      return (await tellAllPassed(context)) ? 0 : LOOK_EVERY_MS;
    } catch (error) {
      context.logger.warn({ err: error, work: 'targets' }, 'looking for passed targets failed, it is repeated');
      return LOOK_EVERY_MS;
    }
  });
}
