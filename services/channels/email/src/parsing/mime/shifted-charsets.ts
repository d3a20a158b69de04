import iconv from 'iconv-lite';

const SHIFT_OUT = '\u000e';
const SHIFT_IN = '\u000f';

/** ISO-2022-KR (RFC 1557): between SO and SI, or the line's end, the bytes are KS C 5601 without their high bit. */
export function decodeIso2022Kr(bytes: Buffer): string {
  const lines = bytes.toString('latin1').replaceAll('\u001b$)C', '').split('\n');
  return lines
    .map((line) => {
      const [plain = '', ...shifted] = line.split(SHIFT_OUT);
      return asKorean(plain) + shifted.map(fromShiftOut).join('');
    })
    .join('\n');
}

function fromShiftOut(text: string): string {
  const [shifted = '', ...plain] = text.split(SHIFT_IN);
  return iconv.decode(withHighBits(shifted), 'cp949') + asKorean(plain.join(''));
}

function asKorean(latin1: string): string {
  return iconv.decode(Buffer.from(latin1, 'latin1'), 'cp949');
}

/** HZ (RFC 1843): between `~{` and `~}` the bytes are GB 2312 without their high bit; `~~` is a tilde. */
export function decodeHz(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  return text.replace(/~\{([^\r\n]*?)(?:~\}|(?=[\r\n]|$))|~~|~\r?\n|[\x80-\xff]+/g, (all, shifted?: string) => {
    if (all === '~~') return '~';
    if (shifted === undefined && all.startsWith('~')) return '';
    return iconv.decode(withHighBits(shifted ?? all), 'gb18030');
  });
}

function withHighBits(latin1: string): Buffer {
  return Buffer.from(latin1, 'latin1').map((byte) => byte | 0x80) as Buffer;
}
