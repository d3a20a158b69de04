import type { HealthCheck } from '@onethread/runtime';
import { firstLine } from './backend-refused-error.ts';

/** Questions that a backend does not answer are not asked again and again: each would wait beside the others. */
const STALE_AFTER_MS = 2_000;

/**
 * Whether a backend answers, for `/readyz`; `ask` gives what is wrong, if anything, or throws. Never more than one question is open at once, and one that has been open for
 * longer than a moment is a fault by itself, without waiting for it.
 */
export function backendCheck(
  name: string,
  ask: () => Promise<string | undefined>,
  now: () => number = performance.now.bind(performance),
): HealthCheck {
  let open: { readonly since: number; readonly answer: Promise<string | undefined> } | undefined;
  const begin = (): NonNullable<typeof open> => {
    const answer = ask()
      .catch((error: unknown) => `${name} does not answer: ${firstLine(error)}`)
      .finally(() => (open = undefined));
    return { since: now(), answer };
  };
  return {
    name,
    check: () => {
      open ??= begin();
      const waitedMs = now() - open.since;
      return waitedMs < STALE_AFTER_MS ? open.answer : `${name} has not answered for ${Math.round(waitedMs / 1000)} s`;
    },
  };
}
