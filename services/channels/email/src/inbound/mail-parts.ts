import type { Part } from '@onethread/contracts';
import { LIMITS } from '../limits.ts';
import type { ParsedMail } from '../parsing/parsed-mail.ts';

export interface ShownText {
  readonly part: Part;
  /** Set where all of the text could not be shown: all of it, to be kept as a file. */
  readonly overflow?: string;
}

/**
 * The text of a mail as the thread shows it: what was written now as `text`, and everything (quotes included) as `html`,
 * within what one record may carry. `blobIdOf` names the file at a place among the attachments.
 */
export function shownText(mail: ParsedMail, blobIdOf: (place: number) => string | undefined): ShownText {
  const whole = mail.fullText ?? mail.text;
  const html = withPictures(mail.html ?? (mail.fullText === undefined ? '' : asHtml(mail.fullText)), blobIdOf);
  const text = cutToFit(mail.text);
  const fits =
    html !== '' && html.length <= LIMITS.shownHtmlCharacters && jsonBytes(text) + jsonBytes(html) <= LIMITS.shownBytes;
  const isAllShown = text === mail.text && (fits || mail.fullText === undefined);
  return { part: { kind: 'text', text, ...(fits ? { html } : {}) }, ...(isAllShown ? {} : { overflow: whole }) };
}

/** `cid:#3` → `cid:<blob id>`, which whoever shows the page turns into an address of its own. */
function withPictures(html: string, blobIdOf: (place: number) => string | undefined): string {
  return html.replace(/src="cid:#(\d{1,4})"/g, (_match, place: string) => {
    const blobId = blobIdOf(Number(place));
    return blobId === undefined ? '' : `src="cid:${blobId}"`;
  });
}

function cutToFit(text: string): string {
  let fitting = text.slice(0, LIMITS.shownTextCharacters);
  while (jsonBytes(fitting) > LIMITS.shownBytes) fitting = fitting.slice(0, Math.floor(fitting.length * 0.8));
  return fitting === text ? text : `${fitting.slice(0, -1).toWellFormed()}…`;
}

/** Text as a page: escaped, line by line. */
export function asHtml(text: string): string {
  const escaped = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
  return escaped.replaceAll('\n', '<br>\n');
}

function jsonBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text));
}
