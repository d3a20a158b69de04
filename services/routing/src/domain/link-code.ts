/** Letters and digits that nobody takes for one another: 0, 1, I, L, O and U are left out. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;
const HALF = LENGTH / 2;
const PREFIX = 'OT';
/** Bytes above are left out, so that every letter is as likely. */
const FAIR_BELOW = Math.floor(256 / ALPHABET.length) * ALPHABET.length;
const SEPARATORS = /[\s\-\u2010-\u2015\u2212_.]+/gu;
const CODE = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`, 'u');
/** Longest text that is looked at: a code with every separator that people put in. */
const MAX_TEXT = 40;

/**
 * A code made of random bytes, without prefix and dashes; `undefined` where these bytes give none (try others). Each has a
 * digit, so that no word of eight letters is taken for one.
 */
export function linkCodeOf(bytes: Iterable<number>): string | undefined {
  let code = '';
  for (const byte of bytes) {
    if (code.length === LENGTH) break;
    if (byte < FAIR_BELOW) code += ALPHABET.charAt(byte % ALPHABET.length);
  }
  return code.length === LENGTH && /\d/u.test(code) ? code : undefined;
}

/** As it is shown: OT-7KQ4-M2XF. */
export function shownLinkCode(code: string): string {
  return `${PREFIX}-${code.slice(0, HALF)}-${code.slice(HALF)}`;
}

/** The code that a whole text is, however it was typed (case, blanks, dashes, with or without `OT`); else `undefined`. */
export function readLinkCode(text: string): string | undefined {
  if (text.length > MAX_TEXT) return undefined;
  const plain = text.replaceAll(SEPARATORS, '').toUpperCase();
  const code = plain.length === PREFIX.length + LENGTH && plain.startsWith(PREFIX) ? plain.slice(PREFIX.length) : plain;
  if (!/\d/u.test(code)) return undefined;
  return CODE.test(code) ? code : undefined;
}
