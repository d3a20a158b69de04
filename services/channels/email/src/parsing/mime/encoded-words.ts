import { decodeCharset } from './decode-charset.ts';

/** Of one word; RFC 2047 allows 75, programs write whole subjects. */
const MOST_CHARACTERS = 20_000;

interface Word {
  readonly charset: string;
  readonly bytes: Buffer;
  /** Behind it. */
  readonly end: number;
}

/**
 * A header's text as people read it: encoded words (RFC 2047, wherever they stand and however they are broken) decoded, raw
 * bytes as UTF-8 or what `hint` says. `value` has one character a byte. Words of one charset that follow each other are
 * decoded together: programs cut them in the middle of a character.
 */
export function decodeWords(value: string, hint?: string): string {
  let text = '';
  let plainFrom = 0;
  let at = value.indexOf('=?');
  let run: { charset: string; bytes: Buffer[] } | undefined;
  const flush = () => {
    if (run !== undefined) text += decodeCharset(Buffer.concat(run.bytes), run.charset, { charset: hint });
    run = undefined;
  };
  while (at >= 0) {
    const word = wordAt(value, at);
    if (word === 'none') break;
    if (word === undefined) {
      at = value.indexOf('=?', at + 2);
      continue;
    }
    const between = value.slice(plainFrom, at);
    if (run === undefined || between.trim() !== '') {
      flush();
      text += bareText(between, hint);
    }
    if (run !== undefined && run.charset !== word.charset) flush();
    run ??= { charset: word.charset, bytes: [] };
    run.bytes.push(word.bytes);
    plainFrom = word.end;
    at = value.indexOf('=?', word.end);
  }
  flush();
  return text + bareText(value.slice(plainFrom), hint);
}

/**
 * The same text with each encoded word as one of UTF-8 and base64, in which no comma, quote or bracket can stand: to be taken
 * apart by what divides at these, and read by `readSafeWords` afterwards.
 */
export function withSafeWords(value: string, hint?: string): string {
  let text = '';
  let plainFrom = 0;
  for (let at = value.indexOf('=?'); at >= 0; at = value.indexOf('=?', plainFrom > at ? plainFrom : at + 2)) {
    const word = wordAt(value, at);
    if (word === 'none') break;
    if (word === undefined) continue;
    const run = endOfRun(value, word);
    text += `${bareText(value.slice(plainFrom, at), hint)}=?utf-8?b?${Buffer.from(decodeWords(value.slice(at, run), hint)).toString('base64')}?=`;
    plainFrom = run;
  }
  return text + bareText(value.slice(plainFrom), hint);
}

/** What `withSafeWords` made, as people read it. */
export function readSafeWords(text: string): string {
  return text.replace(/=\?utf-8\?b\?([A-Za-z0-9+/=]*)\?=/g, (_all, base64: string) =>
    Buffer.from(base64, 'base64').toString(),
  );
}

/** Behind the last of the words that follow each other. */
function endOfRun(value: string, first: Word): number {
  let end = first.end;
  for (;;) {
    const next = value.indexOf('=?', end);
    if (next < 0 || value.slice(end, next).trim() !== '') return end;
    const word = wordAt(value, next);
    if (word === undefined || word === 'none') return end;
    end = word.end;
  }
}

/** Raw bytes of a header. */
export function bareText(latin1: string, hint?: string): string {
  return /[\u0080-\uffff]/.test(latin1) || latin1.includes('\u001b')
    ? decodeCharset(Buffer.from(latin1, 'latin1'), '', { charset: hint })
    : latin1;
}

/** The charsets that encoded words of a header name, in their order. */
export function charsetsOfWords(value: string): string[] {
  return [...value.matchAll(/=\?([\w.:-]{2,40})(?:\*[\w-]{0,20})?\?[bq]\?/gi)].map(([, name]) => name ?? '');
}

/** Undefined: what stands there is no word; 'none': nor is anything behind it. */
function wordAt(value: string, at: number): Word | 'none' | undefined {
  const [begin, charset = '', encoding = ''] =
    /^=\?([^?\s*]{1,60})(?:\*[^?\s]{0,40})?\?\s?([bq])\s?\?/i.exec(value.slice(at, at + 120)) ?? [];
  if (begin === undefined) return undefined;
  const start = at + begin.length;
  const end = value.indexOf('?=', start);
  if (end < 0) return 'none';
  if (end - start > MOST_CHARACTERS) return undefined;
  const content = value.slice(start, end);
  const bytes = encoding.toLowerCase() === 'b' ? Buffer.from(content, 'base64') : decodeQ(content);
  return { charset: charset.toLowerCase(), bytes, end: end + 2 };
}

function decodeQ(content: string): Buffer {
  const text = content
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(text, 'latin1');
}
