import { decodeCharset } from './decode-charset.ts';
import { decodeWords } from './encoded-words.ts';

/** A header such as Content-Type: what stands before the first semicolon (lower case), and its parameters. */
export interface ParameterisedValue {
  readonly value: string;
  /** Names in lower case, values decoded. */
  readonly parameters: ReadonlyMap<string, string>;
}

const MOST_CHARACTERS = 64 * 1024;
const MOST_PARAMETERS = 500;
/** Without the semicolon before it, too: `text/plain charset=utf-8`. */
const PARAMETER = /[;\s,]([\w!#$%&'*+.^`|~-]{1,100})\s*=\s*("(?:[^"\\]|\\.)*"?|[^;]*)/gs;
const PIECE = /^(.+?)(?:\*(\d{1,3}))?(\*)?$/;

interface Piece {
  readonly place: number;
  readonly isEncoded: boolean;
  readonly text: string;
}

/**
 * Reads a header with parameters as mail programs write them: quoted or not, in pieces and with a charset (RFC 2231), with
 * encoded words where none may stand, with raw bytes. Where a name is given both ways, RFC 2231 counts. `value` has one
 * character a byte; of a parameter that is given twice the first counts.
 */
export function readParameters(value: string, hint?: string): ParameterisedValue {
  const given = value.slice(0, MOST_CHARACTERS);
  const pieces = new Map<string, Piece[]>();
  let count = 0;
  for (const [, name = '', raw = ''] of given.matchAll(PARAMETER)) {
    count += 1;
    if (count > MOST_PARAMETERS) break;
    const [, base = '', place, star] = PIECE.exec(name.toLowerCase()) ?? [];
    const isExtended = place !== undefined || star !== undefined;
    const key = isExtended ? `${base}*` : base;
    const known = pieces.get(key) ?? [];
    const piece = { place: Number(place ?? 0), isEncoded: star !== undefined, text: unquoted(raw) };
    if (!known.some((other) => other.place === piece.place)) pieces.set(key, [...known, piece]);
  }
  const parameters = new Map<string, string>();
  for (const [key, found] of pieces) {
    if (key.endsWith('*'))
      parameters.set(key.slice(0, -1), extendedValue(found) || (parameters.get(key.slice(0, -1)) ?? ''));
    else if (!parameters.get(key)) parameters.set(key, decodeWords(found[0]?.text ?? '', hint));
  }
  const end = given.search(/[;,]|\s[\w*-]+=/);
  return { value: (end < 0 ? given : given.slice(0, end)).trim().toLowerCase(), parameters };
}

/** `charset'language'percent%20encoded`, in pieces of which each may be encoded or not. */
function extendedValue(pieces: readonly Piece[]): string {
  const ordered = pieces.toSorted((one, other) => one.place - other.place);
  const [first] = ordered;
  const [, charset, rest] = first?.isEncoded === true ? (/^([^']{0,60})'[^']{0,60}'(.*)$/s.exec(first.text) ?? []) : [];
  const bytes = ordered.map(({ text, isEncoded }, at) => {
    const own = at === 0 && rest !== undefined ? rest : text;
    return isEncoded ? percentDecoded(own) : own;
  });
  const latin1 = bytes.join('');
  if (charset === undefined && latin1.includes('=?')) return decodeWords(latin1);
  return decodeCharset(Buffer.from(latin1, 'latin1'), charset ?? '');
}

function percentDecoded(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** A backslash that escapes nothing is one: Windows' paths. */
function unquoted(raw: string): string {
  const text = raw.trim();
  if (!text.startsWith('"')) return text;
  return text.slice(1, text.length > 1 && text.endsWith('"') ? -1 : undefined).replace(/\\(["\\])/g, '$1');
}
