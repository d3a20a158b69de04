import { uuencodedFiles } from './uuencoded.ts';

/** Of a line that should be base64, what may be something else: noise of a bad line, not words. */
const MOST_NOISE = 0.1;
/** Lines of a body that are looked at to tell whether it is what it says. */
const LOOKED_AT = 50;

/** The bytes that a body stands for. Whatever its encoding is named and however it is broken, what can be read is. */
export function decodeTransfer(body: Buffer, encoding: string): Buffer {
  const name = encoding.toLowerCase().replace(/\([^()]*\)/g, '');
  if (name.includes('quoted') || name.includes('printable')) return decodeQuotedPrintable(body);
  if (name.includes('base')) return decodeBase64(body);
  if (/^[\s"']*(x-)?uu/.test(name)) return uuencodedFiles(body.toString('latin1')).files[0]?.content ?? body;
  return body;
}

/**
 * Quoted-printable (RFC 2045, 6.7): `=` and a line end join lines, blanks before a line end are none of it, and a `=` that
 * begins no escape stands for itself.
 */
export function decodeQuotedPrintable(body: Buffer): Buffer {
  const out = Buffer.allocUnsafe(body.length);
  let size = 0;
  let blanksFrom = -1;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0;
    if (byte === 0x3d) {
      const value = hexPair(body[at + 1], body[at + 2]);
      if (value >= 0) {
        out[size++] = value;
        at += 2;
        blanksFrom = -1;
        continue;
      }
      const end = lineEndAfter(body, at + 1);
      if (end >= 0) {
        at = end;
        blanksFrom = -1;
        continue;
      }
    }
    if (byte === 0x20 || byte === 0x09) {
      if (blanksFrom < 0) blanksFrom = size;
    } else {
      if ((byte === 0x0d || byte === 0x0a) && blanksFrom >= 0) size = blanksFrom;
      blanksFrom = -1;
    }
    out[size++] = byte;
  }
  return out.subarray(0, size);
}

/**
 * Base64 with whatever stands between: each block may be padded, padding may be missing, noise is left out, and lines of
 * words behind it (a list's or a scanner's footer) end it. What is no base64 at all is given as it stands.
 */
export function decodeBase64(body: Buffer): Buffer {
  const text = body.toString('latin1');
  if (/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(text)) return Buffer.from(text, 'base64');
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  if (!isMostlyBase64(lines.slice(0, LOOKED_AT))) return body;
  let wordsFrom = lines.length;
  while (wordsFrom > 0 && !isBase64(lines[wordsFrom - 1] ?? '')) wordsFrom -= 1;
  const blocks: Buffer[] = [];
  let block = '';
  for (const line of lines.slice(0, wordsFrom)) {
    if (!isBase64(line)) continue;
    for (const [, digits = '', padding = ''] of line.replace(/[^A-Za-z0-9+/=]/g, '').matchAll(/([^=]*)(=*)/g)) {
      block += digits;
      if (padding === '') continue;
      blocks.push(Buffer.from(block, 'base64'));
      block = '';
    }
  }
  blocks.push(Buffer.from(block, 'base64'));
  return Buffer.concat(blocks);
}

/** Most lines are, or the first one beyond doubt: a short text with a long footer. */
function isMostlyBase64(lines: readonly string[]): boolean {
  const [first = ''] = lines;
  return (
    lines.filter(isBase64).length * 2 > lines.length ||
    /^(?=.{8})([A-Za-z0-9+/]{4})+$|^([A-Za-z0-9+/]{4})*[A-Za-z0-9+/]{2,3}==?$/.test(first.trim())
  );
}

function isBase64(line: string): boolean {
  const noise = line.replace(/[A-Za-z0-9+/=]/g, '').length;
  return noise <= line.length * MOST_NOISE || (noise <= 1 && line.length > 2 && !line.includes(' '));
}

function hexPair(high: number | undefined, low: number | undefined): number {
  const [first, second] = [hexDigit(high), hexDigit(low)];
  return first < 0 || second < 0 ? -1 : first * 16 + second;
}

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte & ~0x20;
  return letter >= 0x41 && letter <= 0x46 ? letter - 0x37 : -1;
}

/** Place of the line end that follows at once or behind blanks; the body's own end counts; -1: something else follows. */
function lineEndAfter(body: Buffer, from: number): number {
  let at = from;
  while (body[at] === 0x20 || body[at] === 0x09) at += 1;
  if (at >= body.length) return body.length;
  if (body[at] === 0x0d) return body[at + 1] === 0x0a ? at + 1 : at;
  return body[at] === 0x0a ? at : -1;
}
