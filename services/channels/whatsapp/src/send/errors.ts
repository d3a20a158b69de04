import type { ErrorRow, ErrorTable } from '@onethread/meta-graph';

export const OUTSIDE_WINDOW = 'outside-window';

/** One message in six seconds to the same person. */
const PAIR_RETRY_MS = 6_000;
/** Eighty messages a second from a number. */
const NUMBER_RETRY_MS = 5_000;
/** Too many messages were reported, or a number registered too often: hours, not seconds. */
const LONG_THROTTLE_MS = 1_800_000;

const rejected = (code: string): ErrorRow => ({ verdict: 'rejected', code });
const temporary = (code: string, retryAfterMs?: number): ErrorRow => ({
  verdict: 'temporary',
  code,
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});
const throttled = (retryAfterMs: number): ErrorRow => ({ verdict: 'throttled', code: 'rate-limit', retryAfterMs });
const unauthorised = (code: string): ErrorRow => ({ verdict: 'unauthorised', code });

/** The Cloud API's own rows, beside those of the Graph API. */
export const WHATSAPP_ERRORS: ErrorTable = {
  bySubcode: {},
  byCode: {
    0: unauthorised('token-invalid'),
    130429: throttled(NUMBER_RETRY_MS),
    130472: rejected('not-delivered-by-meta'),
    130497: rejected('country-restricted'),
    131000: temporary('temporary'),
    131005: unauthorised('permission-missing'),
    131016: temporary('temporary'),
    131021: rejected('same-number'),
    131026: rejected('undeliverable'),
    131030: rejected('not-in-allowed-list'),
    131031: unauthorised('account-locked'),
    131037: unauthorised('display-name-missing'),
    131042: unauthorised('payment-missing'),
    131045: unauthorised('number-not-registered'),
    131047: rejected(OUTSIDE_WINDOW),
    131048: throttled(LONG_THROTTLE_MS),
    131049: rejected('not-delivered-by-meta'),
    131050: rejected('opted-out-of-marketing'),
    131051: rejected('unsupported-part'),
    131052: rejected('media-unreadable'),
    131053: temporary('media-not-taken'),
    // Of one pair of numbers: only this person waits.
    131056: temporary('pair-rate-limit', PAIR_RETRY_MS),
    131057: temporary('account-in-maintenance'),
    132001: rejected('template-missing'),
    132015: rejected('template-paused'),
    132016: rejected('template-disabled'),
    133004: temporary('temporary'),
    133010: unauthorised('number-not-registered'),
    133016: throttled(LONG_THROTTLE_MS),
  },
};
