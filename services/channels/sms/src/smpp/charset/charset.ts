/** What data_coding 0 means on a bind: carriers differ, and the protocol leaves it to them. */
export const CHARSETS = ['gsm', 'latin1', 'ia5'] as const;
export type Charset = (typeof CHARSETS)[number];
