import { useDeskState } from '../desk/desk-context.ts';
import { useNow } from './use-now.ts';

/** The present by the server's clock, renewed every `everyMs`. */
export function useServerNow(everyMs: number): number {
  const { clockOffsetMs } = useDeskState();
  return useNow(everyMs) + clockOffsetMs;
}
