import type { IncomingHttpHeaders } from 'node:http';
import { recentMap } from '@onethread/runtime';
import { z } from 'zod';

/** From this share of a limit (percent) on nothing more is called until it has eased: at 100 Meta refuses. */
const FULL_AT_PERCENT = 95;
/** From this share on only what a person waits for is called. */
const BUSY_AT_PERCENT = 75;
/** How long a share counts, where Meta does not estimate: its windows roll. */
const COUNTS_FOR_MS = 60_000;
const MAX_WAIT_MS = 3_600_000;
/** Accounts whose shares are remembered, those used last. */
export const MAX_WATCHED = 1_000;

const percent = z.number().catch(0);
const useSchema = z.object({
  call_count: percent,
  total_time: percent,
  total_cputime: percent,
  estimated_time_to_regain_access: z.number().optional().catch(undefined),
});
const byBusinessSchema = z.record(z.string(), z.array(useSchema));

interface Share {
  readonly percent: number;
  readonly until: number;
}

/**
 * How much of its limits an account has used, as `X-App-Usage` and `X-Business-Use-Case-Usage` tell with every answer:
 * read before they hit, so that calls stop by themselves instead of being refused.
 */
export class UsageGauge {
  readonly #now: () => number;
  readonly #shares = recentMap<string, Share>(MAX_WATCHED);

  constructor(now: () => number) {
    this.#now = now;
  }

  note(account: string, headers: IncomingHttpHeaders): void {
    const uses = readUsage(headers);
    if (uses.length === 0) return;
    const share = Math.max(...uses.map((use) => Math.max(use.call_count, use.total_time, use.total_cputime)));
    const estimatedMs = Math.max(0, ...uses.map((use) => (use.estimated_time_to_regain_access ?? 0) * 60_000));
    const until = this.#now() + Math.min(Math.max(estimatedMs, COUNTS_FOR_MS), MAX_WAIT_MS);
    this.#shares.set(account, { percent: estimatedMs > 0 ? 100 : share, until });
  }

  /** How long nothing should be called for this account (ms); 0: go ahead. */
  waitMs(account: string): number {
    return this.#left(account, FULL_AT_PERCENT);
  }

  /** Whether look-ups that nobody waits for should be left for later. */
  isBusy(account: string): boolean {
    return this.#left(account, BUSY_AT_PERCENT) > 0;
  }

  #left(account: string, from: number): number {
    const share = this.#shares.get(account);
    return share === undefined || share.percent < from ? 0 : Math.max(0, share.until - this.#now());
  }
}

/** How long Meta asks to wait (ms), by `Retry-After` (seconds) or its own estimate (minutes); undefined: it does not say. */
export function askedWaitMs(headers: IncomingHttpHeaders): number | undefined {
  const seconds = Number(headers['retry-after']);
  if (seconds > 0) return Math.min(seconds * 1000, MAX_WAIT_MS);
  const minutes = Math.max(0, ...readUsage(headers).map((use) => use.estimated_time_to_regain_access ?? 0));
  return minutes > 0 ? Math.min(minutes * 60_000, MAX_WAIT_MS) : undefined;
}

function readUsage(headers: IncomingHttpHeaders): readonly z.infer<typeof useSchema>[] {
  const app = useSchema.safeParse(parse(headers['x-app-usage']));
  const business = byBusinessSchema.safeParse(parse(headers['x-business-use-case-usage']));
  return [...(app.success ? [app.data] : []), ...(business.success ? Object.values(business.data).flat() : [])];
}

function parse(header: string | readonly string[] | undefined): unknown {
  if (typeof header !== 'string') return undefined;
  try {
    return JSON.parse(header);
  } catch {
    return undefined;
  }
}
