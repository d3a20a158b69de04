import type { Entry } from '@onethread/contracts';
import type { UseCaseContext } from '../use-cases/context.ts';
import type { HotStream } from './history-memory.ts';
import { isStructural } from './save-thread.ts';

/**
 * Those who follow a stream in this process see a customer's further words as soon as they are stored: nothing that is
 * projected is needed to show them. The announcement comes after the projection all the same, and finds them known here.
 * What stands before them and is not announced yet keeps its turn.
 */
export function showAtOnce({ showHere }: Pick<UseCaseContext, 'showHere'>, hot: HotStream, entry: Entry): void {
  if (hot.unprojected.length === 1 && isFurtherWords(entry)) showHere?.(entry);
}

function isFurtherWords(entry: Entry): boolean {
  return entry.body.kind === 'message' && entry.body.author === 'customer' && !isStructural(entry);
}
