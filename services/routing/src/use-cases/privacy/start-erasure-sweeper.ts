import { startRounds, type Rounds } from '../start-rounds.ts';
import { continueErasure } from './continue-erasure.ts';
import type { PrivacyContext } from './privacy-context.ts';

/** One that has not gone on for so long is taken over. */
export const ERASURE_STALE_MS = 60_000;
const EVERY_MS = 30_000;
const MAX_AT_ONCE = 10;

/** Goes on with erasures whose process died. Says how many it finished. */
export async function sweepErasures(context: PrivacyContext, staleMs = ERASURE_STALE_MS): Promise<number> {
  const { collections, now, logger } = context;
  const query = { index: 'under_way', to: now() - staleMs, limit: MAX_AT_ONCE } as const;
  let finished = 0;
  for (const erasure of (await collections.erasures.find(query)).documents) {
    try {
      await continueErasure(context, erasure);
      finished += 1;
    } catch (error) {
      logger.warn({ err: error, erasure: erasure._id }, 'erasing a person failed, it is repeated');
    }
  }
  return finished;
}

/** Sweeps at once, then every 30 s; its timer does not keep the process alive. */
export function startErasureSweeper(context: PrivacyContext): Rounds {
  return startRounds(async () => {
    await sweepErasures(context).catch((error: unknown) =>
      context.logger.warn({ err: error }, 'looking for unfinished erasures failed, it is repeated'),
    );
    return EVERY_MS;
  });
}
