/** Ways in which an account at Vonage signs its webhooks; the dashboard says which. */
export const SIGNATURE_METHODS = ['sha256', 'sha512', 'sha1', 'md5', 'md5hash'] as const;
export type SignatureMethod = (typeof SIGNATURE_METHODS)[number];
