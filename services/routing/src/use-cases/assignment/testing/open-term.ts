import { FIRST_SETTINGS } from '@onethread/contracts';
import type { TestContext } from '../../testing/test-context.ts';
import { Term, type TermOptions } from '../owner/term.ts';
import { manualTimers } from './manual-timers.ts';

/** A term of the only owner of `main`, by the first settings; `options` are what a test has otherwise. */
export function openTerm(context: TestContext, options: Partial<TermOptions> = {}): Term {
  return new Term({
    context,
    pool: 'main',
    replicaId: 'r1',
    soleOwner: true,
    lease: { _id: 'pool:main', rev: 1, holder: 'r1', epoch: 3, renewedAt: 0, validUntil: 1 },
    settings: { version: 0, settings: FIRST_SETTINGS },
    timers: manualTimers(context.clock),
    lookAt: async () => {},
    onDeposed: () => {},
    ...options,
  });
}
