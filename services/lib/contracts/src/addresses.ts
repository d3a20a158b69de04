const SEPARATORS = /[\s().\-/\u00A0]/gu;
/** ITU-T E.164: a plus and at most 15 digits; the shortest numbers in use have 7. */
const E164 = /^\+[1-9]\d{6,14}$/u;
/** RFC 5321: 64 + 1 + 255. */
const MAX_MAIL_ADDRESS = 320;
const MAIL_ADDRESS = /^[^\s@<>()[\],;:\\"\p{Cc}]+@[^\s@<>()[\],;:\\"\p{Cc}]+$/u;

export type AddressKind = 'phone' | 'email';

/**
 * The form in which an address is compared, and the external id of its identity on channels that announce this kind:
 * E.164 for a number typed with its country (+ or 00), lower case for a mail address. Undefined for what can be none.
 */
export function normalAddress(kind: AddressKind, typed: string): string | undefined {
  const text = typed.trim().normalize('NFC');
  if (kind === 'email') {
    return text.length <= MAX_MAIL_ADDRESS && MAIL_ADDRESS.test(text) ? text.toLowerCase() : undefined;
  }
  // +44 (0)7700 900001: the zero in brackets is dialled only within the country.
  const number = text.replace('(0)', '').replaceAll(SEPARATORS, '').replace(/^00/u, '+');
  return E164.test(number) ? number : undefined;
}
