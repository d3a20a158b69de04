import { UsageError } from '../output.ts';

const DAY_MS = 86_400_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/u;

export interface Span {
  /** Epoch ms, both included. */
  readonly from: number;
  readonly to: number;
}

/** A span of time as operators write it. Throws `UsageError`. */
export function spanFrom(from: string, to: string | undefined, now: number): Span {
  const span = {
    from: instant('--from', from),
    to: to === undefined ? now : instant('--to', to) + (DATE.test(to) ? DAY_MS - 1 : 0),
  };
  if (span.from >= span.to) throw new UsageError('--from is before --to');
  return span;
}

function instant(option: string, given: string): number {
  const at = Date.parse(given);
  if (!Number.isNaN(at) && /^\d{4}-/u.test(given)) return at;
  throw new UsageError(`${option} is a time such as 2026-11-16T08:00:00Z, or a date such as 2026-11-16`);
}
