import type { ErrorTable } from '@onethread/meta-graph';

/** Another app controls the thread: looked at again this often. */
const THREAD_TAKEN_RETRY_MS = 60_000;

/** Codes that the rest of the channel acts on. */
export const OUTSIDE_WINDOW = 'outside-window';
export const PERSON_UNAVAILABLE = 'person-unavailable';
export const THREAD_CONTROLLED_ELSEWHERE = 'thread-controlled-elsewhere';

/** The Send API's own rows, beside those of the Graph API. */
export const MESSAGING_ERRORS: ErrorTable = {
  bySubcode: {
    2018278: { verdict: 'rejected', code: OUTSIDE_WINDOW },
    2018065: { verdict: 'rejected', code: OUTSIDE_WINDOW },
    // Instagram's words for the same.
    2534022: { verdict: 'rejected', code: OUTSIDE_WINDOW },
    2018300: { verdict: 'temporary', code: THREAD_CONTROLLED_ELSEWHERE, retryAfterMs: THREAD_TAKEN_RETRY_MS },
    1893063: { verdict: 'unauthorised', code: 'page-restricted' },
    1545041: { verdict: 'rejected', code: PERSON_UNAVAILABLE },
    2018001: { verdict: 'rejected', code: 'no-such-person' },
  },
  byCode: {
    551: { verdict: 'rejected', code: PERSON_UNAVAILABLE },
    1200: { verdict: 'temporary', code: 'temporary' },
  },
};
