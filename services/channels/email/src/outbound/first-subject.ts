/** Longest subject that mail programs show whole (RFC 5322: lines of 78). */
const MAX_SUBJECT = 70;
const DEFAULT = 'A message for you';

/** The subject of a mail to somebody who never wrote: how its text begins, by sentence, else by word. */
export function firstSubject(text: string): string {
  const line = text.split(/\r?\n/).find((one) => /[\p{L}\p{N}]/u.test(one)) ?? '';
  const words = line.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  if (words === '') return DEFAULT;
  const [sentence] = /^.{5,}?(?:[.!?…](?=\s|$)|[。！？])/u.exec(words) ?? [words];
  if (sentence.length <= MAX_SUBJECT) return sentence.replace(/[.。]$/u, '');
  const beginning = sentence
    .slice(0, MAX_SUBJECT)
    .toWellFormed()
    .replace(/\uFFFD$/u, '');
  const lastSpace = beginning.lastIndexOf(' ');
  return `${(lastSpace > MAX_SUBJECT / 2 ? beginning.slice(0, lastSpace) : beginning).trimEnd()}…`;
}
