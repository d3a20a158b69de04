/** A line `--boundary` or `--boundary--` in a body. */
interface Delimiter {
  /** Where its line begins, the line end before it included. */
  readonly start: number;
  readonly end: number;
  readonly isClose: boolean;
}

export interface SplitBody {
  /** Each from behind its delimiter to the next one. */
  readonly parts: readonly Buffer[];
  /** Parts beyond the bound. */
  readonly leftOut: number;
  /** What stands above the first part. */
  readonly preamble: Buffer;
}

/** Of a body, in which a boundary is looked for that its header does not name. */
const LOOKED_AT = 1024 * 1024;
const LIKE_BOUNDARY = /(?:^|\n)--([^\s-][^\r\n]{0,200}?|-[^\r\n]{0,200}?)[ \t]*\r*\ncontent-[a-z-]{1,40}[ \t]*:/i;
const MOST_DELIMITERS = 20_000;

/**
 * The parts of a body between its boundaries. A boundary is one only on a line of its own, so that one that begins like
 * another is not taken for it. A last part that was never closed reaches to the end; parts behind a closing line are parts
 * too. Undefined: the boundary does not occur.
 */
export function splitAtBoundary(body: Buffer, boundary: string, mostParts: number): SplitBody | undefined {
  const delimiters = delimitersOf(body, Buffer.from(`--${boundary}`, 'latin1'));
  const opening = delimiters.filter(({ isClose }) => !isClose);
  const [first] = delimiters;
  if (opening.length === 0 || first === undefined) return undefined;
  const parts: Buffer[] = [];
  let leftOut = 0;
  for (const [place, { end, isClose }] of delimiters.entries()) {
    if (isClose) continue;
    if (parts.length >= mostParts) leftOut += 1;
    else parts.push(body.subarray(end, Math.max(end, delimiters[place + 1]?.start ?? body.length)));
  }
  return { parts, leftOut, preamble: body.subarray(0, first.start) };
}

/** The boundary that a body seems to have: of the first line that looks like one, with a header of a part below. */
export function likelyBoundary(body: Buffer): string | undefined {
  return LIKE_BOUNDARY.exec(body.toString('latin1', 0, LOOKED_AT))?.[1];
}

function delimitersOf(body: Buffer, mark: Buffer): readonly Delimiter[] {
  const found: Delimiter[] = [];
  for (let at = body.indexOf(mark); at >= 0 && found.length < MOST_DELIMITERS; at = body.indexOf(mark, at + 1)) {
    const before = body[at - 1];
    if (at > 0 && before !== 0x0a && before !== 0x0d) continue;
    let end = at + mark.length;
    const isClose = body[end] === 0x2d && body[end + 1] === 0x2d;
    if (isClose) end += 2;
    while (body[end] === 0x20 || body[end] === 0x09) end += 1;
    if (end < body.length && body[end] !== 0x0d && body[end] !== 0x0a) continue;
    while (body[end] === 0x0d) end += 1;
    if (body[end] === 0x0a) end += 1;
    found.push({ start: beforeLineEnd(body, at), end, isClose });
  }
  return found;
}

/** The line end before a delimiter belongs to it. */
function beforeLineEnd(body: Buffer, at: number): number {
  if (body[at - 1] === 0x0a) return body[at - 2] === 0x0d ? at - 2 : at - 1;
  return body[at - 1] === 0x0d ? at - 1 : at;
}
