import { randomUUID } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { FileContent } from '../served-files.ts';
import { messageIds, normalMailAddress, type MailEnvelope, type ReceivedMail } from './received-mail.ts';

/** What somebody types into a mail program. */
export interface MailToWrite {
  /** `anna@example.org` or `Anna <anna@example.org>`. */
  readonly from: string;
  /** Default: whom the answered mail asks to answer to. */
  readonly to?: string | readonly string[];
  /** Default: `Re: …` of the answered mail, or nothing. */
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
  readonly attachments?: readonly FileContent[];
  /** The mail that is answered, or its Message-ID where it was received here. */
  readonly inReplyTo?: ReceivedMail | string;
  /** Puts the answered mail below the text, as most mail programs do. Default false. */
  readonly quoting?: boolean;
  /** Default: a new one. */
  readonly messageId?: string;
  /** More headers, such as `Auto-Submitted`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the envelope, where it is not the address of `from`; '' is the null sender. */
  readonly envelopeFrom?: string;
  /** Of our intake on 127.0.0.1; default: what the simulator was told. */
  readonly smtpPort?: number;
}

export interface ComposedMail {
  readonly messageId: string;
  /** The writer's address. */
  readonly from: string;
  readonly subject: string;
  readonly envelope: MailEnvelope;
  readonly raw: Buffer;
}

/** A proper MIME mail of what was typed. Throws `TypeError` without a sender or a recipient. */
export async function composeCustomerMail(
  mail: MailToWrite,
  answered: ReceivedMail | undefined,
  now: number,
): Promise<ComposedMail> {
  const from = addressIn(mail.from);
  const to = [mail.to ?? answered?.replyTo ?? answered?.from.address ?? []].flat();
  if (!from.includes('@') || to.length === 0) throw new TypeError('a mail needs a sender and a recipient');
  const [messageId = `${randomUUID()}@${from.slice(from.lastIndexOf('@') + 1)}`] = messageIds(mail.messageId ?? '');
  const subject = mail.subject ?? (answered === undefined ? '' : answerSubject(answered.subject));
  const inReplyTo = answeredId(mail.inReplyTo);
  const references = [...(answered?.references ?? []), ...(inReplyTo === undefined ? [] : [inReplyTo])];
  const quoted = mail.quoting === true && answered !== undefined ? quote(answered) : undefined;
  const composer = new MailComposer({
    from: mail.from,
    to: [...to],
    subject,
    messageId: `<${messageId}>`,
    date: new Date(now),
    ...(inReplyTo === undefined ? {} : { inReplyTo: `<${inReplyTo}>` }),
    ...(references.length === 0 ? {} : { references: references.map((id) => `<${id}>`) }),
    text: (mail.text ?? '') + (quoted === undefined ? '' : `\n\n${quoted.text}`),
    ...(mail.html === undefined ? {} : { html: mail.html + (quoted?.html ?? '') }),
    attachments: (mail.attachments ?? []).map(({ name, contentType, bytes }) => ({
      filename: name,
      contentType,
      content: Buffer.from(bytes),
    })),
    ...(mail.headers === undefined ? {} : { headers: { ...mail.headers } }),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const envelope = { from: mail.envelopeFrom ?? from, to: to.map(addressIn) };
  return { messageId, from, subject, envelope, raw: await composer.compile().build() };
}

/** The Message-ID of an answered mail, without angle brackets. */
export function answeredId(answered: MailToWrite['inReplyTo']): string | undefined {
  return typeof answered === 'string' ? messageIds(answered)[0] : answered?.messageId;
}

function answerSubject(subject: string): string {
  return /^re:/i.test(subject) ? subject : `Re: ${subject}`;
}

function quote({ at, from, text, html }: ReceivedMail): { text: string; html: string } {
  const writer = `${from.name} <${from.address}>`.trim();
  const line = `On ${new Date(at).toUTCString()}, ${writer} wrote:`;
  const escaped = line.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return {
    text: `${line}\n${text.replaceAll(/^/gm, '> ')}`,
    html: `<div class="gmail_quote">${escaped}<br><blockquote>${html ?? ''}</blockquote></div>`,
  };
}

function addressIn(written: string): string {
  return normalMailAddress(/<([^<>]+)>\s*$/.exec(written)?.[1] ?? written);
}
