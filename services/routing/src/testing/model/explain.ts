import type { PlainHistory } from './plain-history.ts';
import { after } from './plain-steps.ts';
import type { Step } from './plain-steps.ts';

/**
 * Whether what several callers were told at the same time can be told one after another: some order of their steps (each
 * caller's own in order) that the plain history allows and that ends as `isSo` says. The history after it.
 */
export function explained(
  history: PlainHistory,
  callers: readonly (readonly Step[])[],
  isSo: (history: PlainHistory) => boolean,
): PlainHistory | undefined {
  if (callers.every((steps) => steps.length === 0)) return isSo(history) ? history : undefined;
  for (const [index, [next, ...rest]] of callers.entries()) {
    const then = next === undefined ? undefined : after(history, next);
    if (then === undefined) continue;
    const found = explained(then, callers.with(index, rest), isSo);
    if (found !== undefined) return found;
  }
  return undefined;
}
