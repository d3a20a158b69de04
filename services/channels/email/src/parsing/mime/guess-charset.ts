/** Bytes beyond ASCII that a guess needs, and what part of all but blanks they must be: no Western text has so many. */
const LEAST = 8;
const LEAST_PART = 0.4;
const MOST_LOOKED_AT = 16 * 1024;
/** Letters of Windows-1251 outside of its alphabet: ё, і, ї, є, ґ and their capitals. */
const OTHER_CYRILLIC = [0xa8, 0xb8, 0xa5, 0xb4, 0xaa, 0xba, 0xaf, 0xbf, 0xb2, 0xb3];
const MOSTLY = 0.9;

/**
 * The charset of a text in which nearly every letter is beyond ASCII and which nobody named: Cyrillic by where its small
 * letters lie, Japanese by its kana, Korean by the range of its syllables, else Chinese where it can be that. Undefined: it may
 * be Western, or anything.
 */
export function guessCharset(bytes: Buffer): string | undefined {
  const looked = bytes.subarray(0, MOST_LOOKED_AT);
  const high = looked.filter((byte) => byte > 0x7f);
  const letters = looked.filter((byte) => byte > 0x40);
  if (high.length < LEAST || high.length < letters.length * LEAST_PART) return undefined;
  const part = (from: number, to: number) => high.filter((byte) => byte >= from && byte <= to).length / high.length;
  const cyrillic = part(0xc0, 0xff) + high.filter((byte) => OTHER_CYRILLIC.includes(byte)).length / high.length;
  if (cyrillic >= MOSTLY) return part(0xe0, 0xff) > 0.5 ? 'windows-1251' : 'koi8-r';
  const leads = leadBytes(looked);
  const lead = (from: number, to: number) => leads.filter((byte) => byte >= from && byte <= to).length / leads.length;
  if (lead(0x82, 0x83) > 0.3) return 'shift_jis';
  if (lead(0xa4, 0xa5) > 0.3) return 'euc-jp';
  if (lead(0xb0, 0xc8) >= MOSTLY) return 'cp949';
  return lead(0xb0, 0xf7) > 0.6 ? 'gb18030' : undefined;
}

/** The first ones of pairs. */
function leadBytes(bytes: Buffer): readonly number[] {
  const leads: number[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x81) continue;
    leads.push(byte);
    at += 1;
  }
  return leads;
}
