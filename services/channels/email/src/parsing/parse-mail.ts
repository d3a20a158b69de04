import { simpleParser, type AddressObject, type Attachment, type ParsedMail as TakenApart } from 'mailparser';
import { isMailAddress, normalAddress } from '../addresses.ts';
import { messageIdsIn } from '../inbound/arrived-mail.ts';
import { LIMITS } from '../limits.ts';
import { automaticReason, isFromServer, type HeaderLookup } from './automatic-mail.ts';
import { readBounce } from './bounce.ts';
import { asSender, isForwarding, originalSender, type OriginalSender } from './forwarded-mail.ts';
import { bareText, htmlToText, isReadablePage, unquotedHtmlToText } from './html-text.ts';
import { linkCodeIn } from './link-code.ts';
import { bodyOfLostParts } from './lost-parts.ts';
import type { MailAttachment, MailToParse, ParsedMail } from './parsed-mail.ts';
import { sanitiseHtml } from './sanitise-html.ts';
import { headerEnd, headerFields } from './header-fields.ts';
import { decodeUtf7, isUtf7Mail } from './utf7.ts';
import { visibleReply } from './visible-reply.ts';
import { asWindows1252, isUnreadable, withLikelyCharset } from './wrong-charset.ts';

const ADDRESSED_TO = ['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to'];
const MAX_ADDRESSED = 200;
/** Of attachments that come without one. */
const NAMES: Readonly<Record<string, string>> = {
  'message/rfc822': 'message.eml',
  'text/calendar': 'invitation.ics',
  'text/vcard': 'contact.vcf',
  'application/pkcs7-mime': 'smime.p7m',
  'message/delivery-status': 'delivery report.txt',
};

/** Takes a mail apart. Runs where it may be stopped: hostile input can cost it any time and memory. */
export async function parseMail(mail: MailToParse): Promise<ParsedMail> {
  const options = {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
    keepDeliveryStatus: true,
    checksumAlgo: false,
    // Handed through to the splitter below it: forwarded mails stay files.
    ignoreEmbedded: true,
    maxHeadSize: LIMITS.headerBytes,
    maxChildNodes: LIMITS.mimeParts,
  } as const;
  const raw = Buffer.from(mail.raw.buffer, mail.raw.byteOffset, mail.raw.length);
  const parsed = await readable(await simpleParser(raw, options), raw, (other) => simpleParser(other, options));
  const header = headerLookup(parsed);
  const from = firstMailbox(parsed.from) ?? firstMailbox(parsed.replyTo);
  const subject = tidy(subjectOf(parsed, raw)).slice(0, 1000);
  const answers = answersOf(parsed);
  const kept = parsed.attachments.slice(0, LIMITS.attachments);
  const automatic = automaticReason(header, {
    sender: mail.sender,
    from: from?.address ?? '',
    mailboxes: mail.mailboxes,
  });
  const content = contentOf(parsed, kept, { raw, subject, name: from?.name ?? '' });
  return {
    from,
    subject,
    date: timeOf(header('date')),
    messageId: messageIdsIn(parsed.messageId ?? '')[0],
    answers,
    addressedTo: ADDRESSED_TO.flatMap((name) => addressesIn(header(name))).slice(0, MAX_ADDRESSED),
    ...content,
    automatic,
    forwardedFrom:
      originalSender(subject, content.fullText ?? content.text) ?? (await attachedSender(parsed.attachments)),
    bounce: readBounce({
      parts: parsed.attachments,
      subject,
      text: content.fullText ?? content.text,
      isFromServer: isFromServer(header, mail.sender, from?.address ?? ''),
      failedRecipients: header('x-failed-recipients'),
      answers,
    }),
    attachments: kept.map(asAttachment),
    attachmentsLeftOut: parsed.attachments.length - kept.length,
  };
}

/** The mail with the texts that are readable only when another charset is meant than is said. */
async function readable(
  parsed: TakenApart,
  raw: Buffer,
  parseAgain: (raw: Buffer) => Promise<TakenApart>,
): Promise<TakenApart> {
  const { text, html } = parsed;
  if (!isUnreadable(text) && !isUnreadable(html)) return parsed;
  const again = await parseAgain(withLikelyCharset(raw, typeof html === 'string' ? html : ''));
  return {
    ...parsed,
    ...(isUnreadable(text) && again.text !== undefined ? { text: again.text } : {}),
    ...(isUnreadable(html) ? { html: again.html } : {}),
  };
}

function subjectOf(parsed: TakenApart, raw: Buffer): string {
  const subject = parsed.subject ?? '';
  if (!isUnreadable(subject)) return subject;
  const header = raw.toString('latin1', 0, Math.min(headerEnd(raw), LIMITS.headerBytes));
  const sent = headerFields(header).find(({ name }) => name === 'subject')?.value ?? '';
  return sent.includes('=?') ? subject : asWindows1252(sent);
}

function contentOf(
  parsed: TakenApart,
  attachments: readonly Attachment[],
  mail: { readonly raw: Buffer; readonly subject: string; readonly name: string },
): Pick<ParsedMail, 'text' | 'fullText' | 'html' | 'isComplete'> {
  const decode = isUtf7Mail(mail.raw) ? decodeUtf7 : (text: string) => text;
  const sent = decode(typeof parsed.html === 'string' ? parsed.html : '');
  const page = isReadablePage(sent) ? sent : '';
  // Better its bare words, and the original beside them, than nothing.
  const isEmpty = !parsed.text?.trim() && sent === '' && attachments.length === 0;
  const limits = { headerBytes: LIMITS.headerBytes, characters: LIMITS.shownTextCharacters };
  const bare = isEmpty ? tidy(bodyOfLostParts(mail.raw, limits) ?? '') : '';
  const written = tidy(decode(parsed.text ?? '')).trim() || bare;
  const read = () => (page === '' ? bareText(sent) : htmlToText(page));
  const shown = written === '' && sent !== '' ? read() : { text: written, isComplete: bare === '' };
  const whole = tidy(shown.text);
  const places = new Map(attachments.map((attachment, place) => [attachment.cid, place]));
  const html = page === '' ? '' : sanitiseHtml(page, (contentId) => places.get(contentId));
  const shownNow = isForwarding(mail.subject, whole) ? whole : whatIsNew(whole, written === '' ? page : '');
  // Redeemed only where it stands alone.
  const text = linkCodeIn(shownNow, mail.name) ?? shownNow;
  return {
    text,
    fullText: text === whole ? undefined : whole,
    html: html === '' || html.length > LIMITS.shownHtmlCharacters ? undefined : html,
    isComplete: shown.isComplete,
  };
}

/** Who wrote the one mail that is forwarded as a file. */
async function attachedSender(attachments: readonly Attachment[]): Promise<OriginalSender | undefined> {
  const [mail, ...others] = attachments.filter(({ contentType }) => contentType === 'message/rfc822');
  if (mail === undefined || others.length > 0) return undefined;
  const header = mail.content.subarray(0, Math.min(headerEnd(mail.content), LIMITS.headerBytes));
  const { from } = await simpleParser(Buffer.concat([header, Buffer.from('\r\n\r\n')]), {
    maxHeadSize: LIMITS.headerBytes,
  });
  const [author] = from?.value ?? [];
  return asSender(author?.address, author?.name);
}

/** If nothing would be left, everything is shown. */
function whatIsNew(whole: string, page: string): string {
  const unquoted = page === '' ? whole : tidy(unquotedHtmlToText(page)) || whole;
  return visibleReply(unquoted) || whole;
}

function headerLookup(parsed: TakenApart): HeaderLookup {
  const values = new Map<string, string>();
  for (const { key, line } of parsed.headerLines) {
    const value = line.slice(line.indexOf(':') + 1).replace(/\r?\n[ \t]+/g, ' ');
    const known = values.get(key);
    // Of the address headers all count, of the others the first.
    if (known === undefined) values.set(key, value.trim());
    else if (ADDRESSED_TO.includes(key)) values.set(key, `${known}, ${value.trim()}`);
  }
  return (name) => (values.get(name) ?? '').toLowerCase();
}

function firstMailbox(header: AddressObject | AddressObject[] | undefined): ParsedMail['from'] {
  const mailboxes = [header ?? []].flat().flatMap(({ value }) => value.flatMap((entry) => entry.group ?? [entry]));
  const found = mailboxes.find(({ address }) => address !== undefined && isMailAddress(address.trim()));
  if (found?.address === undefined) return undefined;
  return { address: normalAddress(found.address), name: tidy(found.name).trim().slice(0, 200) };
}

/** Strongest first: what it answers directly, then the thread from its end. */
function answersOf(parsed: TakenApart): string[] {
  const references = [parsed.references ?? []].flat().join(' ');
  const ids = [...messageIdsIn(parsed.inReplyTo ?? ''), ...messageIdsIn(references).toReversed()];
  return [...new Set(ids)].slice(0, LIMITS.references);
}

function addressesIn(value: string): string[] {
  return value.match(/[^\s<>,;:"()]+@[^\s<>,;:"()]+/g) ?? [];
}

function asAttachment(attachment: Attachment): MailAttachment {
  const fallback = NAMES[attachment.contentType] ?? 'attachment';
  return {
    name: attachment.filename ?? fallback,
    claimedType: attachment.contentType,
    // A copy of exactly these bytes: what is posted between threads takes the whole buffer below it along.
    content: new Uint8Array(attachment.content),
  };
}

/** Epoch ms; undefined for what nobody can have meant (the library would say: now). */
function timeOf(header: string): number | undefined {
  const time = Date.parse(header.replace(/\([^()]{0,100}\)/g, ''));
  return time > 0 ? time : undefined;
}

/** Whole characters, no NUL. */
function tidy(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}
