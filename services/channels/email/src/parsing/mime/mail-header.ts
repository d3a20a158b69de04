import { headerFields, type HeaderField } from '../header-fields.ts';

export interface ReadHeader {
  readonly fields: readonly HeaderField[];
  /** Where the body begins. */
  readonly bodyStart: number;
}

const FIELD = /^[\x21-\x39\x3b-\x7e]{1,200}[ \t]*:/;
/** Names that no sentence of a text begins with. */
const KNOWN =
  /^(content-|mime-version|from|to|cc|subject|date|message-id|received|reply-to|return-path|delivered-to|in-reply-to|references|sender|x-|dkim-|arc-|list-|authentication-|user-agent|thread-|auto-|importance|precedence)[\w-]*[ \t]*:/i;
/** Lines that are looked at behind one that is no field, to tell whether the header goes on. */
const LOOK_AHEAD = 100;
const MOST_EMPTY = 20;

interface Line {
  readonly text: string;
  readonly end: number;
}

/**
 * Reads the header at the beginning of `raw` (a mail or a part of one), at most `limit` bytes of it. The header ends with an
 * empty line; where that is missing, with the first line that is no field and has no field behind it. What has no header at
 * all is a body.
 */
export function readHeader(raw: Buffer, limit: number, kind: 'mail' | 'part' = 'mail'): ReadHeader {
  const lines: string[] = [];
  const start = raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf ? 3 : 0;
  let at = kind === 'mail' ? behindEmptyLines(raw, start, limit) : start;
  const bodyOnly = (): ReadHeader => ({ fields: [], bodyStart: start });
  for (let line = lineAt(raw, at, limit); line !== undefined; line = lineAt(raw, at, limit)) {
    const text = line.text;
    if (text === '') {
      at = line.end;
      return isHeader(lines, true) ? { fields: fieldsOf(lines), bodyStart: at } : bodyOnly();
    }
    const isField = FIELD.test(text);
    const isFolded = /^[ \t]/.test(text) && lines.length > 0;
    if (isFolded && text.trim() === '' && !hasFieldNext(raw, line.end, limit)) {
      return { fields: fieldsOf(lines), bodyStart: line.end };
    }
    const isJunk = !isField && !isFolded;
    if (isJunk && !(lines.length === 0 && /^>?From /.test(text)) && !hasKnownFieldBehind(raw, line.end, limit)) {
      return isHeader(lines, false) ? { fields: fieldsOf(lines), bodyStart: at } : bodyOnly();
    }
    // A line that is none, in the middle, is what a bad folding broke off.
    if (isJunk && lines.length > 0) lines.push(` ${text}`);
    else if (!isJunk) lines.push(text);
    at = line.end;
  }
  return isHeader(lines, false)
    ? { fields: fieldsOf(lines), bodyStart: Math.max(at, Math.min(raw.length, limit)) }
    : bodyOnly();
}

/** Bad gateways put empty lines above a mail. */
function behindEmptyLines(raw: Buffer, start: number, limit: number): number {
  let at = start;
  for (let count = 0; count < MOST_EMPTY; count += 1) {
    const line = lineAt(raw, at, limit);
    if (line === undefined || line.text.trim() !== '') return line !== undefined && KNOWN.test(line.text) ? at : start;
    at = line.end;
  }
  return start;
}

function isHeader(lines: readonly string[], hasEnd: boolean): boolean {
  if (lines.length === 0) return hasEnd;
  return hasEnd || lines.some((line) => KNOWN.test(line));
}

function fieldsOf(lines: readonly string[]): readonly HeaderField[] {
  return headerFields(lines.join('\n').replaceAll('\u0000', ''));
}

function hasFieldNext(raw: Buffer, at: number, limit: number): boolean {
  const next = lineAt(raw, at, limit)?.text;
  return next !== undefined && (KNOWN.test(next) || (/^[ \t]+\S/.test(next) && !/^[ \t]{0,20}\S.* .* /.test(next)));
}

function hasKnownFieldBehind(raw: Buffer, from: number, limit: number): boolean {
  let at = from;
  for (let count = 0; count < LOOK_AHEAD; count += 1) {
    const line = lineAt(raw, at, limit);
    if (line === undefined || line.text.trim() === '') return false;
    if (KNOWN.test(line.text)) return true;
    at = line.end;
  }
  return false;
}

/** One line without its end (CRLF, LF, or with doubled CRs as bad gateways write them); undefined at the end. */
function lineAt(raw: Buffer, at: number, limit: number): Line | undefined {
  if (at >= Math.min(raw.length, limit)) return undefined;
  const found = raw.indexOf(0x0a, at);
  const end = found < 0 ? raw.length : found + 1;
  let textEnd = found < 0 ? raw.length : found;
  while (textEnd > at && raw[textEnd - 1] === 0x0d) textEnd -= 1;
  return { text: raw.toString('latin1', at, Math.min(textEnd, limit)), end };
}
