import { LIMITS } from '../limits.ts';
import { automaticReason, type HeaderLookup } from './automatic-mail.ts';
import { readBounce, readComplaint, type ReportPart } from './bounce.ts';
import { openEnclosed } from './enclosed/open-enclosed.ts';
import { fileNames } from './file-names.ts';
import { asSender, originalSender, type OriginalSender } from './forwarded-mail.ts';
import type { HeaderField } from './header-fields.ts';
import { answersIn, charsetNamedIn, firstMailboxIn, idsIn, subjectIn, timeIn, valueOf } from './header-values.ts';
import { contentOfMail, MIME_LIMITS, type FilePart, type Piece } from './mail-content.ts';
import { decodeCharset } from './mime/decode-charset.ts';
import { withPlainLineEnds } from './mime/line-ends.ts';
import { readHeader } from './mime/mail-header.ts';
import { readMime, type MimePart } from './mime/mime-tree.ts';
import type { MailAttachment, MailToParse, ParsedMail } from './parsed-mail.ts';
import { protectionNotices } from './protection-notice.ts';
import { shownContent } from './shown-content.ts';

const ADDRESSED_TO = ['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to'];
const MAX_ADDRESSED = 200;

/** Takes a mail apart. Runs where it may be stopped: hostile input can cost it any time and memory. */
export async function parseMail(mail: MailToParse): Promise<ParsedMail> {
  const raw = Buffer.from(mail.raw.buffer, mail.raw.byteOffset, mail.raw.length);
  const hint = charsetNamedIn(raw);
  const { root, leftOut } = readMime(raw, MIME_LIMITS, hint);
  const { fields } = root;
  const header = headerLookup(fields);
  const from = firstMailboxIn(valueOf(fields, 'from'), hint) ?? firstMailboxIn(valueOf(fields, 'reply-to'), hint);
  const subject = subjectIn(valueOf(fields, 'subject'), hint);
  const answers = answersIn(fields);
  const content = contentOfMail(root, hint);
  const opened = await openEnclosed(content);
  const kept = opened.files.slice(0, LIMITS.attachments);
  const bare = opened.pieces.length === 0 && opened.files.length === 0 ? bareWords(root) : undefined;
  const places = new Map(kept.map(({ contentId }, place) => [contentId, place]));
  const shown = shownContent({
    pieces: bare ?? opened.pieces,
    subject,
    name: from?.name ?? '',
    placeOf: (contentId) => (contentId === '' ? undefined : places.get(contentId)),
  });
  const whole = shown.fullText ?? shown.text;
  const parts: ReportPart[] = content.files.map(({ type, content: bytes }) => ({ contentType: type, content: bytes }));
  return {
    from,
    replyTo: firstMailboxIn(valueOf(fields, 'reply-to'), hint)?.address,
    subject,
    date: timeIn(valueOf(fields, 'date')),
    messageId: idsIn(valueOf(fields, 'message-id'))[0],
    answers,
    addressedTo: ADDRESSED_TO.flatMap((name) => addressesIn(header(name))).slice(0, MAX_ADDRESSED),
    ...shown,
    isComplete: shown.isComplete && leftOut === 0 && bare === undefined,
    automatic: automaticReason(header, {
      sender: mail.sender,
      from: from?.address ?? '',
      subject,
      mailboxes: mail.mailboxes,
      hops: fields.filter(({ name }) => name === 'received').length,
    }),
    forwardedFrom: originalSender(subject, whole) ?? attachedSender(content.files),
    bounce: readBounce({
      parts,
      subject,
      text: whole,
      sender: mail.sender,
      from: from?.address ?? '',
      fromName: from?.name ?? '',
      header,
      answers,
      raw,
    }),
    complaint: readComplaint({ parts }),
    summaries: opened.summaries,
    notices: protectionNotices(content.protections),
    attachments: await attachmentsOf(kept),
    attachmentsLeftOut: opened.files.length - kept.length + leftOut,
  };
}

/** What stands in a mail whose parts cannot be told apart, or are all empty: better its bare words than nothing. */
function bareWords(root: MimePart): readonly Piece[] | undefined {
  const text = withPlainLineEnds(decodeCharset(root.body.subarray(0, LIMITS.shownTextCharacters * 4), ''));
  const words = text.trim().slice(0, LIMITS.shownTextCharacters);
  const isNotice = !root.hasLostParts && /^this is a (multi-?part|mime)|mime.{0,40}format|^\s*$/i.test(words);
  return words === '' || isNotice ? undefined : [{ text: words, pages: [] }];
}

/** Who wrote the one mail that is forwarded as a file. */
function attachedSender(files: readonly FilePart[]): OriginalSender | undefined {
  const [mail, ...others] = files.filter(({ type }) => type === 'message/rfc822');
  if (mail === undefined || others.length > 0) return undefined;
  const { fields } = readHeader(mail.content, LIMITS.headerBytes);
  const author = firstMailboxIn(valueOf(fields, 'from'), undefined);
  return asSender(author?.address, author?.name);
}

function headerLookup(fields: readonly HeaderField[]): HeaderLookup {
  const values = new Map<string, string>();
  for (const { name, value } of fields) {
    const known = values.get(name);
    // Of the address headers all count, of the others the first.
    if (known === undefined) values.set(name, value);
    else if (ADDRESSED_TO.includes(name)) values.set(name, `${known}, ${value}`);
  }
  return (name) => (values.get(name) ?? '').toLowerCase();
}

function addressesIn(value: string): string[] {
  return value.match(/[^\s<>,;:"()]+@[^\s<>,;:"()]+/g) ?? [];
}

async function attachmentsOf(files: readonly FilePart[]): Promise<readonly MailAttachment[]> {
  const names = await fileNames(files);
  return files.map(({ type, content }, place) => ({
    name: names[place] ?? 'attachment',
    claimedType: type,
    // A copy of exactly these bytes: what is posted between threads takes the whole buffer below it along.
    content: new Uint8Array(content),
  }));
}
