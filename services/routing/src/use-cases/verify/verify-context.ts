import type { EventLog } from '@onethread/log';
import type { Collections } from '../../stores/collections.ts';

/** What checking a living system needs: to read, and nothing else. */
export interface VerifyContext {
  readonly collections: Collections;
  readonly log: Pick<EventLog, 'read' | 'lag' | 'description'>;
  /** How the store describes itself. */
  readonly store: string;
  /** Epoch ms. */
  readonly now: () => number;
  /** Only records from this time on, epoch ms; absent: all that the log holds. */
  readonly from?: number;
  /** Faults that the ledger names for each check. */
  readonly maxExamples: number;
  /** What looks wrong is looked at again for so long, since the system goes on meanwhile. */
  readonly settleMs: number;
  /** Told now and then; awaited, so that a slow reader slows the work. */
  readonly onProgress: (phase: VerifyPhase, done: number) => void | Promise<void>;
}

export type VerifyPhase = 'inbound' | 'streams' | 'replies' | 'owners' | 'assignments' | 'recordings';
