/** Whether every charset that a mail names in its MIME headers is UTF-7: the parser leaves such text as it came. */
export function isUtf7Mail(raw: Uint8Array): boolean {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString('latin1', 0, MOST_LOOKED_AT);
  const charsets = [...text.matchAll(/charset\s{0,10}=\s{0,10}"?([\w-]{1,40})/gi)].map(([, name]) =>
    name?.toLowerCase(),
  );
  return charsets.length > 0 && charsets.every((name) => name === 'utf-7' || name === 'unicode-1-1-utf-7');
}

/** UTF-7 (RFC 2152) as it came, as text. To be made safe afterwards: it may hide tags. */
export function decodeUtf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]*)-?/g, (_all, base64: string) => {
    if (base64 === '') return '+';
    const bytes = Buffer.from(base64, 'base64');
    // Two bytes a character, the high one first; a byte left over is padding.
    return bytes
      .subarray(0, bytes.length & ~1)
      .swap16()
      .toString('utf16le');
  });
}

/** UTF-7 mails are short and old. */
const MOST_LOOKED_AT = 64 * 1024;
