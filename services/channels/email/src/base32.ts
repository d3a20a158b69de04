const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** Letters and digits that survive every mail server. Both directions for whole groups of 5 bytes = 8 letters only. */
export function base32(bytes: Uint8Array): string {
  let letters = '';
  for (let at = 0; at < bytes.length; at += 5) {
    let group = 0n;
    for (const byte of bytes.subarray(at, at + 5)) group = (group << 8n) | BigInt(byte);
    for (let shift = 35n; shift >= 0n; shift -= 5n) letters += ALPHABET[Number((group >> shift) & 31n)];
  }
  return letters;
}

/** Of letters that are in the alphabet, eight and eight. */
export function fromBase32(letters: string): Buffer {
  const bytes: number[] = [];
  for (let at = 0; at < letters.length; at += 8) {
    let group = 0n;
    for (const letter of letters.slice(at, at + 8)) group = (group << 5n) | BigInt(ALPHABET.indexOf(letter));
    for (let shift = 32n; shift >= 0n; shift -= 8n) bytes.push(Number((group >> shift) & 255n));
  }
  return Buffer.from(bytes);
}
