import { quoteHeadings } from './quote-headings.ts';
import { HEADER_LABELS } from './quote-words.ts';
import { isDeviceLine } from './visible-reply.ts';

const LABEL = /^[\s>*]*(\p{L}[\p{L}\s]{0,24}?)\s*[:：]/u;
/** A signature, or what is answered: nothing below is a new word. */
const END = /^\s*(--|__)\s*$|^\s*[-_=*]{2,}.*\p{L}.*[-_=*]{2,}\s*$/u;
/** Of a text that is longer nobody needs to ask. */
const MOST_CHARACTERS = 2_000;

/**
 * Whether a text holds anything that a person wrote now: not only rules, headings of quotes, fields of a header, a signature
 * and what a telephone adds.
 */
export function hasOwnWords(text: string): boolean {
  if (text.length > MOST_CHARACTERS) return true;
  const lines = text.split('\n');
  const last = lines.findIndex((line) => END.test(line));
  const above = last < 0 ? lines : lines.slice(0, last);
  const headings = quoteHeadings(above);
  return above.some((line, at) => !headings.some(({ start, end }) => at >= start && at < end) && !isOfProgram(line));
}

function isOfProgram(line: string): boolean {
  if (!/[\p{L}\p{N}\p{Emoji_Presentation}]/u.test(line) || isDeviceLine(line)) return true;
  return HEADER_LABELS.has(LABEL.exec(line)?.[1]?.trim().toLowerCase() ?? '');
}
