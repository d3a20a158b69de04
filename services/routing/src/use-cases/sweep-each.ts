import type { UseCaseContext } from './context.ts';

/** What is younger is still in the hands of the process that wrote it. */
export const SWEEP_AFTER_MS = 5000;
/** Most documents that one round takes of one kind; the next round goes on. */
export const SWEEP_PAGE = 500;

/**
 * Works on each by itself: what fails is left for the next round, and keeps nothing else waiting. Says how many were done;
 * those that were not are told once for all, with the first fault.
 */
export async function eachAlone<Thing>(
  { logger }: Pick<UseCaseContext, 'logger'>,
  work: string,
  things: Iterable<Thing>,
  finish: (thing: Thing) => Promise<unknown>,
  failed: (thing: Thing) => void = () => undefined,
): Promise<number> {
  let done = 0;
  const faults: unknown[] = [];
  for (const thing of things) {
    try {
      await finish(thing);
      done += 1;
    } catch (error) {
      faults.push(error);
      failed(thing);
    }
  }
  if (faults.length > 0)
    logger.warn({ err: faults[0], work, unfinished: faults.length }, 'sweeping failed, it is repeated');
  return done;
}
