import { isAscii } from 'node:buffer';
import iconv from 'iconv-lite';
import { charsetOf } from './charset-names.ts';
import { guessCharset } from './guess-charset.ts';
import { decodeHz, decodeIso2022Kr } from './shifted-charsets.ts';

/** What a decoder puts where bytes are none of its charset. */
const UNREADABLE = '\uFFFD';
/** What programs write that name no charset, or one that they do not use: far more often than any other. */
const LIKELY = 'windows-1252';
const META = /<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?\s*([a-z0-9_-]{2,40})/i;
/** A page says what it is at its beginning. */
const META_WITHIN = 4_096;
const MORE_THAN_UTF8 = /[^\p{Cc}\p{Cs}\uFFFD]/u;

export interface CharsetHints {
  /** What stands elsewhere in the same mail: its writer's charset, where a text names none. */
  readonly charset?: string | undefined;
  /** The text is a page and may say itself what it is. */
  readonly isPage?: boolean;
}

/**
 * Text from bytes that are said to be in a charset; every byte sequence gives a text. A label is believed where the bytes
 * allow it: what is said to be UTF-8 (or nothing, or something unknown) and is none, is read as the page itself says, as
 * the rest of the mail is written, as its bytes look, or as Windows-1252; what is said to be Western or ASCII and is UTF-8 beyond chance is
 * read as that. A text in which both are mixed is read byte by byte as what fits.
 */
export function decodeCharset(bytes: Buffer, label: string, hints: CharsetHints = {}): string {
  const marked = byteOrderMark(bytes);
  if (marked !== undefined) return decodeAs(bytes, marked);
  const said = charsetOf(label);
  const known = said !== undefined && isKnown(said) ? said : undefined;
  if (known === 'utf-16' || known === 'utf-32') return decodeWide(bytes, known);
  if (known !== undefined && known !== 'utf-8' && known !== LIKELY) return decodeAs(bytes, known);
  if (isAscii(bytes)) return hasJapaneseShift(bytes) ? decodeAs(bytes, 'iso-2022-jp') : bytes.toString('latin1');
  const text = bytes.toString('utf8');
  if (!text.includes(UNREADABLE)) return text;
  if (isUtf8ButForSome(text)) return mixed(bytes);
  return decodeAs(bytes, likelyCharset(bytes, known, hints));
}

/** Whether a decoded text has places that were not readable as what they were said to be. */
export function isUnreadable(text: string): boolean {
  return text.includes(UNREADABLE);
}

function likelyCharset(bytes: Buffer, known: string | undefined, hints: CharsetHints): string {
  const named = hints.isPage === true ? META.exec(bytes.toString('latin1', 0, META_WITHIN))?.[1] : undefined;
  // A Western label is believed before what stands elsewhere.
  const candidates = [named, known === LIKELY ? LIKELY : hints.charset].map((name) => charsetOf(name ?? ''));
  const found = candidates.find((name) => name !== undefined && !name.startsWith('utf-') && isKnown(name));
  return found ?? (known === LIKELY ? LIKELY : (guessCharset(bytes) ?? LIKELY));
}

function isKnown(charset: string): boolean {
  return charset === 'iso-2022-jp' || charset === 'iso-2022-kr' || charset === 'hz-gb-2312'
    ? true
    : iconv.encodingExists(charset) && !/^(base64|hex|utf-?7-?imap|binary|internal)/.test(charset);
}

function decodeAs(bytes: Buffer, charset: string): string {
  switch (charset) {
    case 'iso-2022-jp':
      // iconv-lite lacks it.
      return new TextDecoder('iso-2022-jp').decode(bytes);
    case 'iso-2022-kr':
      return decodeIso2022Kr(bytes);
    case 'hz-gb-2312':
      return decodeHz(bytes);
    default:
      return iconv.decode(bytes, charset);
  }
}

/** UTF-16 or UTF-32 that does not say in which order: by the zero bytes of its spaces and letters. */
function decodeWide(bytes: Buffer, charset: 'utf-16' | 'utf-32'): string {
  if (!bytes.includes(0)) {
    const text = bytes.toString('utf8');
    // Asian texts have none either; what is valid UTF-8 was converted on the way.
    if (!text.includes(UNREADABLE)) return text;
  }
  return iconv.decode(bytes, charset);
}

function byteOrderMark(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes[2] === 0 && bytes[3] === 0 ? 'utf-32le' : 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

function hasJapaneseShift(bytes: Buffer): boolean {
  return bytes.includes('\u001b$B', 0, 'latin1') || bytes.includes('\u001b$@', 0, 'latin1');
}

/** Whether most of what is beyond ASCII was read as UTF-8: a few bytes of something else stand in it. */
function isUtf8ButForSome(text: string): boolean {
  let wrong = 0;
  let right = 0;
  for (const character of text) {
    if (character === UNREADABLE) wrong += 1;
    else if (character > '\u007f' && MORE_THAN_UTF8.test(character)) right += 1;
  }
  return right > wrong;
}

/** Sequences of UTF-8 as these, every other byte as Windows-1252. */
function mixed(bytes: Buffer): string {
  // One character a byte, so that what was not readable can be found again.
  const latin1 = bytes.toString('latin1');
  const sequences =
    /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\x80-\xff]/g;
  return latin1.replace(sequences, (found) => {
    const own = Buffer.from(found, 'latin1');
    return own.length > 1 ? own.toString('utf8') : iconv.decode(own, LIKELY);
  });
}
