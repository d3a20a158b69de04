import { quoteHeadings } from './quote-headings.ts';

/** Stands on top of a mail of ours whose template wants it: below it a mail program puts what is answered. */
export const REPLY_LINE = '##- Please type your reply above this line -##';
/** Lines that are looked through for it. */
const MOST_LINES = 5_000;

/** What stands above our line, in whatever a mail program made of it; all of the text where nobody wrote anything there. */
export function aboveReplyLine(text: string): string {
  if (!text.includes(REPLY_LINE)) return text;
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.includes(REPLY_LINE));
  if (at > MOST_LINES) return text;
  const above = lines.slice(0, at);
  const headings = quoteHeadings(above);
  const isHeading = (place: number) => headings.some(({ start, end }) => place >= start && place < end);
  const hasWords = above.some((line, place) => line.trim() !== '' && !/^\s*>/.test(line) && !isHeading(place));
  return hasWords ? above.join('\n').trim() : text;
}
