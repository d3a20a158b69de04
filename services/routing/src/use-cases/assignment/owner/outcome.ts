import type { Answer } from '@onethread/contracts';

/** What became of a request. */
export type Outcome = Pick<Answer, 'outcome' | 'by'>;
