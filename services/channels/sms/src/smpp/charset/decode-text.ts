import { DATA_CODING, type Charset } from './charset.ts';
import { decodeGsm } from './gsm.ts';

/** Charsets of SMPP 3.4 that the platform knows by itself. */
const NAMED: ReadonlyMap<number, string> = new Map([
  [5, 'shift_jis'],
  [6, 'iso-8859-5'],
  [7, 'iso-8859-8'],
  [13, 'shift_jis'],
  [14, 'euc-kr'],
]);

/**
 * The text of a body as its data_coding says, 0 as the bind's charset; undefined for what is no text (8-bit data). A
 * UCS-2 body may end in half a pair, whose other half begins the next part.
 */
export function decodeText(bytes: Buffer, dataCoding: number, charset: Charset): string | undefined {
  const alphabet = alphabetOf(dataCoding);
  if (alphabet === 'binary') return undefined;
  if (alphabet !== 'default') return alphabet(bytes);
  switch (charset) {
    case 'gsm':
      return decodeGsm(bytes);
    case 'latin1':
      return bytes.toString('latin1');
    case 'ia5':
      return decodeIa5(bytes);
    case 'ucs2':
      return decodeUcs2(bytes);
  }
}

/** The groups of GSM 03.38 above 0x0f carry a message class beside the alphabet. */
function alphabetOf(dataCoding: number): 'default' | 'binary' | ((bytes: Buffer) => string) {
  if (dataCoding >= 0xf0) return (dataCoding & 0x04) === 0 ? 'default' : 'binary';
  if (dataCoding >= 0x10 && dataCoding < 0x80) {
    const alphabet = dataCoding & 0x0c;
    if (alphabet === 0x08) return decodeUcs2;
    return alphabet === 0x04 ? 'binary' : 'default';
  }
  const coding = dataCoding & 0x0f;
  if (coding === DATA_CODING.default) return 'default';
  if (coding === DATA_CODING.ia5) return decodeIa5;
  if (coding === DATA_CODING.latin1) return (bytes) => bytes.toString('latin1');
  if (coding === DATA_CODING.ucs2) return decodeUcs2;
  const name = NAMED.get(coding);
  return name === undefined ? 'binary' : (bytes) => new TextDecoder(name).decode(bytes);
}

function decodeIa5(bytes: Buffer): string {
  return bytes.toString('latin1').replaceAll(/[\x80-\xff]/g, '\ufffd');
}

function decodeUcs2(bytes: Buffer): string {
  const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  return even.swap16().toString('utf16le');
}
