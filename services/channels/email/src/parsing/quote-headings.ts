import {
  ATTRIBUTION_ENDINGS,
  ATTRIBUTION_VERBS,
  HEADER_LABELS,
  ORIGINAL_MARKS,
  type HeaderLabel,
} from './quote-words.ts';

/** Lines that a heading is broken into at most, and their length together. */
const MOST_HEADING_LINES = 4;
const MOST_HEADING_CHARACTERS = 350;
/** Lines in which the fields of a quoted header follow each other. */
const MOST_HEADER_LINES = 9;
const MARK = /^[\s*_]*[-_=]{2,}[\s*]*(\p{L}[\p{L}\s’'-]{3,40}?)[\s*]*[-_=]{2,}[\s*]*$/u;
const FORWARD_MARK =
  /^[\s>*_-]*(begin )?(forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado|messaggio inoltrato|mensagem encaminhada|doorgestuurd bericht|vidarebefordrat|videresendt|välitetty|przekazana|пересылаемое|переслан|přeposlan|preposlan|továbbított|iletilen|转发的邮件|転送された)/iu;
const RULE = /^[\s>*]*[-_=—]{5,}[\s*]*$/;
const FIELD = /^[\s>]*\*?[\s]*(\p{L}[\p{L}\s.’'-]{0,24}?)\s*\*?\s*[:：]\*?(?:\s|$)/u;
const DATE =
  /\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4}|(19|20)\d\d[./年-]\s?\d{1,2}|\d{1,2}[:.h]\d{2}(?!\d)|(?<!\d)(19|20)\d\d(?!\d)/;
const ADDRESS = /[^\s<>"]+@[^\s<>"]+/;
const QUOTED_NAME = /"[^"]{1,80}"\s*<|["“„«][^"”“»]{1,80}["”“»]\s*$/;
const VERB = new RegExp(
  `(?:(?<![\\p{L}\\p{N}])(?:${ATTRIBUTION_VERBS.join('|')})|${ATTRIBUTION_ENDINGS.join('|')})(?![\\p{L}\\p{N}])`,
  'iu',
);
/** Between dashes, as Lotus Notes has it. */
const FRAMED = /^\s*-{3,}.+-{3,}\s*$/;
/** 2016-03-03 17:21 GMT+01:00 Some One <one@example.org>: */
const DATE_FIRST = /^\s*(19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}[ T,].{0,40}?(GMT|UTC|<)/;
/** The rest of a heading whose address was broken to the next line. */
const BROKEN_OFF = /^\s*<|^[^<]*>|^\s*[^\s<>]+@[^\s<>]+\s/;
/** How a heading begins that has no address: by its day, or by words that go before one. */
const BEGINS =
  /^\s*(-{1,4}\s*)?(on|at|le|el|il|in data|em|am|op|den|d\.|dnia|w dniu|dne|dňa|на|в|во|вт|пн|ср|чт|пт|сб|нд|вс|у|a|la|pada|vào|kl|\p{L}{2,12}\.?,?\s+\d|\d)/iu;

/** A place where something begins that was written before. */
export interface QuoteHeading {
  readonly start: number;
  /** Behind its last line. */
  readonly end: number;
}

/**
 * The headings that mail programs put above what is answered, in the order of the text: `On … wrote:` in many languages,
 * `-----Original Message-----`, and headers (From, Sent, To, Subject) without quote marks. Lines that are quoted themselves
 * have none.
 */
export function quoteHeadings(lines: readonly string[]): readonly QuoteHeading[] {
  const headings: QuoteHeading[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const end = headingEnd(lines, at);
    if (end === undefined) continue;
    headings.push({ start: ruleAbove(lines, at) ?? beginningAbove(lines, at), end });
    at = end - 1;
  }
  return headings;
}

/** The line of dashes or underscores above a heading, with at most one blank line between. */
function ruleAbove(lines: readonly string[], at: number): number | undefined {
  const above = (lines[at - 1] ?? '').trim() === '' ? at - 2 : at - 1;
  return RULE.test(lines[above] ?? '') ? above : undefined;
}

function headingEnd(lines: readonly string[], at: number): number | undefined {
  const line = lines[at] ?? '';
  if (line.trim() === '' || /^\s*[>|]/.test(line)) return undefined;
  if (isOriginalMark(line)) return at + 1;
  if (isForwarded(lines, at)) return undefined;
  return headerEnd(lines, at) ?? attributionEnd(lines, at);
}

function isOriginalMark(line: string): boolean {
  const words = MARK.exec(line)?.[1]?.trim().toLowerCase();
  return words !== undefined && ORIGINAL_MARKS.includes(words.replaceAll('’', "'"));
}

/** Where a heading begins whose day and time stand on lines of their own: `On Nov 21, 2014,` / `at 10:18,`. */
function beginningAbove(lines: readonly string[], at: number): number {
  let start = at;
  while (start > 0 && at - start < 2 && /^.{2,60},\s*$/.test(lines[start - 1] ?? '') && isDay(lines[start - 1] ?? '')) {
    start -= 1;
  }
  return start;
}

function isDay(line: string): boolean {
  return BEGINS.test(line) && DATE.test(line);
}

/** A forwarded mail's header is no heading: what stands below it is what the person sends. */
function isForwarded(lines: readonly string[], at: number): boolean {
  const above = lines.slice(Math.max(0, at - 3), at).filter((line) => line.trim() !== '');
  return FORWARD_MARK.test(above.at(-1) ?? '');
}

/** Three of From, Date, To, Subject in a row, the first of them From or Date. */
function headerEnd(lines: readonly string[], at: number): number | undefined {
  const first = labelOf(lines[at] ?? '');
  if (first !== 'from' && first !== 'date') return undefined;
  const found = new Set<HeaderLabel>();
  let end = at;
  for (let next = at; next < Math.min(lines.length, at + MOST_HEADER_LINES); next += 1) {
    const label = labelOf(lines[next] ?? '');
    if (label === undefined) continue;
    found.add(label);
    end = next + 1;
  }
  const isMail = found.size >= 3 || (found.size === 2 && found.has('from') && ADDRESS.test(lines[at] ?? ''));
  return found.has('from') && isMail ? end : undefined;
}

function labelOf(line: string): HeaderLabel | undefined {
  const label = FIELD.exec(line)?.[1]?.trim().toLowerCase();
  return label === undefined ? undefined : HEADER_LABELS.get(label);
}

function attributionEnd(lines: readonly string[], at: number): number | undefined {
  for (let end = at + 1; end <= Math.min(lines.length, at + MOST_HEADING_LINES); end += 1) {
    if ((lines[end - 1] ?? '').trim() === '' || /^\s*>/.test(lines[end - 1] ?? '')) return undefined;
    if (!isAttribution(joined(lines, at, end))) continue;
    // What begins later is the heading; the lines before it are the person's.
    for (let later = at + 1; later < end; later += 1) {
      const shorter = joined(lines, later, end);
      if (isAttribution(shorter) && !BROKEN_OFF.test(shorter)) return undefined;
    }
    const [first = ''] = lines.slice(at);
    return end === at + 1 || DATE.test(first) || BEGINS.test(first) || /[@<"]/.test(first) ? end : undefined;
  }
  return undefined;
}

function joined(lines: readonly string[], start: number, end: number): string {
  return lines
    .slice(start, end)
    .map((line) => line.trim())
    .join(' ');
}

function isAttribution(text: string): boolean {
  if (text.length > MOST_HEADING_CHARACTERS) return false;
  if (DATE_FIRST.test(text) && (/:\s*$/.test(text) || ADDRESS.test(text) || text.length < 80)) return true;
  const ends = /[:：]\s*-*$/.test(text);
  const isWritten = VERB.test(text);
  const names = ADDRESS.test(text) || QUOTED_NAME.test(text) || FRAMED.test(text);
  if (ends && isWritten) return names || (DATE.test(text) && BEGINS.test(text));
  // The colon may be gone, and so may the end of an address.
  if (isWritten && DATE.test(text) && BEGINS.test(text)) return names && /(<[^<>]*>?|["”»])\s*$/.test(text);
  return ends && DATE.test(text) && BEGINS.test(text) && /<[^<>\s]+@[^<>]+>\s*[:：]\s*$/.test(text);
}
