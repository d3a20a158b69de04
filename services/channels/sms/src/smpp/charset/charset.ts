/** What data_coding 0 means on a bind: carriers differ, and the protocol leaves it to them. */
export const CHARSETS = ['gsm', 'latin1', 'ia5', 'ucs2'] as const;
export type Charset = (typeof CHARSETS)[number];

/** data_coding as SMPP 3.4 numbers it (5.2.19). */
export const DATA_CODING = { default: 0, ia5: 1, latin1: 3, ucs2: 8 } as const;
