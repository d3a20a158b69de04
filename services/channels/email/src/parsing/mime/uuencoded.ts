/** A file that stands in a text. */
export interface UuencodedFile {
  readonly name: string;
  readonly content: Buffer;
}

const MOST_FILES = 50;
const BEGIN = /^begin(-base64)? [0-7]{3,4} (\S.{0,254}?)[ \t]*$/;
/** Characters that say how many bytes a line has. */
const MOST_LINE = 100;

/**
 * The files that stand uuencoded (POSIX: `begin 644 name` … `end`) in a text, and the text without them. A block without its
 * `end`, or with lines that are none, is no file: people write sentences that start with "begin".
 */
export function uuencodedFiles(text: string): { readonly files: readonly UuencodedFile[]; readonly text: string } {
  if (!/^begin(-base64)? [0-7]{3,4} /m.test(text)) return { files: [], text };
  const lines = text.split(/\r?\n/);
  const files: UuencodedFile[] = [];
  const rest: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const [, base64, name] = BEGIN.exec(lines[at] ?? '') ?? [];
    const block =
      name === undefined || files.length >= MOST_FILES ? undefined : blockAt(lines, at + 1, base64 !== undefined);
    if (name === undefined || block === undefined) {
      rest.push(lines[at] ?? '');
      continue;
    }
    files.push({ name, content: block.content });
    at = block.end;
  }
  return { files, text: rest.join('\n') };
}

function blockAt(
  lines: readonly string[],
  start: number,
  isBase64: boolean,
): { content: Buffer; end: number } | undefined {
  const chunks: Buffer[] = [];
  for (let at = start; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').trimEnd();
    if (line === 'end' || line === '====')
      return chunks.length === 0 ? undefined : { content: Buffer.concat(chunks), end: at };
    if (line === '' || line === '`') continue;
    const bytes = isBase64 ? Buffer.from(line, 'base64') : decodeLine(lines[at] ?? '');
    if (bytes === undefined) return undefined;
    chunks.push(bytes);
  }
  return undefined;
}

/** Undefined: no line of uuencoding. Blanks at its end may have been lost. */
function decodeLine(line: string): Buffer | undefined {
  const size = ((line.codePointAt(0) ?? 0) - 32) & 63;
  if (line.length > MOST_LINE || line.trimEnd().length > Math.ceil(size / 3) * 4 + 3 || /[^ -`]/.test(line))
    return undefined;
  const given = line.slice(1).padEnd(Math.ceil(size / 3) * 4, ' ');
  const out = Buffer.alloc(Math.ceil(size / 3) * 3);
  for (let at = 0; at * 4 < given.length && at * 3 < out.length; at += 1) {
    const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map((place) => (given.charCodeAt(at * 4 + place) - 32) & 63);
    out.writeUIntBE((a << 18) | (b << 12) | (c << 6) | d, at * 3, 3);
  }
  return out.subarray(0, size);
}
