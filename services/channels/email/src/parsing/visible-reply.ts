import EmailReplyParser from 'email-reply-parser';
import { quoteHeadings } from './quote-headings.ts';
import { aboveReplyLine } from './reply-line.ts';

/**
 * What is handed to the reply parser at most. Its time grows faster than its input (64 KB of line ends took it 96 s, 60 KB
 * of beginnings and ends of Dutch headings minutes); within these bounds the worst hostile text takes half a second. A text
 * beyond them is shown whole, never in part.
 */
const MOST_CHARACTERS = 100_000;
const MOST_LINES = 5_000;
/** Blank lines do not count, but even they cost. */
const MOST_LOOKED_AT = 1_000_000;
/** Of a line only so much is looked at: a heading above a quote is never longer. */
const MOST_LINE_CHARACTERS = 400;
/** Headings that the parser looks for over any number of lines: for each beginning it walks to each end. */
const HEADING_BEGINS = /^\s*(Op\s|W\sdniu|Dnia|在|[a-z]{3,4}\.\s)/u;
const HEADING_ENDS = /schreef|skrev|pisze|napisał|写道/gu;
const MOST_HEADING_BEGINS = 500;
const MOST_HEADING_WALKS = 1_000;

/** “Sent from my iPhone” where the parser does not know it. */
const DEVICE_LINE =
  /^\s*(sent (from|via|with|using) |get outlook for |gesendet (von|mit|über) |von meinem .{1,40} gesendet|envoyé (de|depuis|à partir|avec) |enviad[oa] (desde|do|de|através|pelo) |inviato (da|con) |verzonden (vanaf|met|via) |verstuurd (vanaf|met|via) |skickat (från|med) |sendt (fra|med) |lähetetty |wysłan[eo] z |odesláno z|odoslané z|отправлено (с|из|от) |надіслано (з|із|від) |відправлено (з|із|від) |trimis de pe |küldve |iphone.{0,10}から送信|发自我的|從我的 ?iphone|나의 iphone에서|ᐧ\s*$|.{1,40}('dan|'den|ımdan|imden) gönderildi).{0,100}$/iu;

/**
 * What somebody wrote above (or between) what he answers. Which lines these are is told by the headings of quotes, then by the
 * parser; the words are always the original's. Gives the whole text where nothing is recognised as quoted, where nothing else
 * would be left, where the text is beyond what the parser may be given, and where its answer does not fit the text.
 */
export function visibleReply(text: string): string {
  const whole = aboveReplyLine(text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').trim());
  if (whole.length > MOST_LOOKED_AT) return whole;
  const lines = whole.split('\n');
  const given = linesToGive(lines);
  if (given === undefined) return whole;
  const own = withoutOriginal(given);
  if (own.every(({ text: line }) => line.trim() === '' || isQuoted(line))) return whole;
  const kept = keptLines(own);
  if (kept === undefined || kept.length === 0) return own.length < given.length ? wordsOf(lines, placesOf(own)) : whole;
  return wordsOf(lines, withoutDeviceLine(lines, kept));
}

/** One line as the parser gets it, and where it stands in the original. */
interface GivenLine {
  readonly place: number;
  readonly text: string;
}

/** Undefined: too much. */
function linesToGive(lines: readonly string[]): readonly GivenLine[] | undefined {
  const given: GivenLine[] = [];
  let characters = 0;
  let begins = 0;
  let ends = 0;
  for (const [place, line] of lines.entries()) {
    const text = asGiven(line);
    // Two blank lines in a row are as good as any number.
    if (text === '' && given.at(-1)?.text === '' && given.at(-2)?.text === '') continue;
    given.push({ place, text });
    characters += text.length + 1;
    if (HEADING_BEGINS.test(text)) begins += 1;
    ends += text.match(HEADING_ENDS)?.length ?? 0;
    if (given.length > MOST_LINES || characters > MOST_CHARACTERS) return undefined;
    if (begins > MOST_HEADING_BEGINS || begins * ends > MOST_HEADING_WALKS) return undefined;
  }
  return given;
}

/**
 * Without the headings of quotes, and without all that stands below one whose original has no quote marks. Nothing above it:
 * it may be all that was written, and stays.
 */
function withoutOriginal(given: readonly GivenLine[]): readonly GivenLine[] {
  const texts = given.map(({ text }) => text);
  const headings = new Set<number>();
  for (const { start, end } of quoteHeadings(texts)) {
    const below = texts.slice(end).find((line) => line.trim() !== '');
    if (below === undefined || !isQuoted(below)) {
      const above = given.slice(0, start).filter((_line, at) => !headings.has(at));
      return above.some(({ text }) => text.trim() !== '' && !isQuoted(text)) ? above : given;
    }
    for (let at = start; at < end; at += 1) headings.add(at);
  }
  return given.filter((_line, at) => !headings.has(at));
}

/** Without the last line where that is only what a telephone adds. */
function withoutDeviceLine(lines: readonly string[], kept: readonly number[]): readonly number[] {
  const end = kept.findLastIndex((place) => !isDeviceLine(lines[place] ?? '')) + 1;
  return end === 0 ? kept : kept.slice(0, end);
}

/** “Sent from my iPhone”, in any language. */
export function isDeviceLine(line: string): boolean {
  return DEVICE_LINE.test(line);
}

function isQuoted(line: string): boolean {
  return /^\s*>/.test(line);
}

function placesOf(given: readonly GivenLine[]): readonly number[] {
  return given.filter(({ text }) => text.trim() !== '').map(({ place }) => place);
}

/** The beginning of a line says what it is. Blanks at its end say nothing, but for the mark of a signature. */
function asGiven(line: string): string {
  if (line === '-- ') return line;
  const beginning = line.slice(0, MOST_LINE_CHARACTERS).replace(/[ \t\u00a0]{200,}/g, ' ');
  return beginning.toWellFormed().trimEnd();
}

/** Places of the original's lines that were written now; undefined when the parser's answer cannot be trusted. */
function keptLines(given: readonly GivenLine[]): readonly number[] | undefined {
  const fragments = new EmailReplyParser().read(given.map(({ text }) => text).join('\n')).getFragments();
  const known = new Set(given.map(({ text }) => text.trimEnd()));
  const kept: number[] = [];
  let next = 0;
  for (const fragment of fragments) {
    for (const line of fragment.getContent().split('\n')) {
      const text = line.trimEnd();
      if (text === '') continue;
      if (fragment.isHidden()) {
        // A heading that was joined over more lines than any heading has: it took words of the person along.
        if (text.length > MOST_LINE_CHARACTERS && !known.has(text)) return undefined;
        continue;
      }
      while (next < given.length && given[next]?.text.trimEnd() !== text) next += 1;
      const found = given[next];
      if (found === undefined) return undefined;
      kept.push(found.place);
      next += 1;
    }
  }
  return kept;
}

/** The kept lines with the blank lines between them; where something was left out, one blank line. */
function wordsOf(lines: readonly string[], kept: readonly number[]): string {
  let words = '';
  for (const [at, place] of kept.entries()) {
    const before = kept[at - 1];
    if (before !== undefined) {
      const between = lines.slice(before + 1, place);
      const isSpace = between.every((line) => line.trim() === '');
      words += isSpace ? '\n'.repeat(between.length + 1) : '\n\n';
    }
    words += lines[place] ?? '';
  }
  return words.trim();
}
