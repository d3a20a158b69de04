import { randomUUID } from 'node:crypto';
import type { ComposedMail } from './compose-mail.ts';
import type { ReceivedMail } from './received-mail.ts';

export interface BounceOptions {
  /** Default `failed`; `delayed`: the server still tries. */
  readonly action?: 'failed' | 'delayed';
  /** Default 5.1.1, of a delay 4.4.1. */
  readonly status?: string;
  readonly diagnostic?: string;
  /**
   * How the server writes: as RFC 3464 says (default); in its own words, with the head of the mail below them; or in words that
   * name neither the mail nor its recipient.
   */
  readonly form?: 'report' | 'words' | 'bare';
  readonly smtpPort?: number;
}

/** A mail server's report that a mail did not reach one of its recipients, with the null sender. */
export function composeBounce(
  mail: ReceivedMail,
  recipient: string,
  options: BounceOptions,
  now: number,
): ComposedMail {
  const { action = 'failed', status = action === 'failed' ? '5.1.1' : '4.4.1' } = options;
  const { diagnostic = action === 'failed' ? '550 5.1.1 No such user here' : '451 4.4.1 No answer from host' } =
    options;
  const domain = recipient.slice(recipient.lastIndexOf('@') + 1);
  const messageId = `${randomUUID()}@${domain}`;
  const from = `mailer-daemon@${domain}`;
  const subject = action === 'failed' ? 'Undelivered Mail Returned to Sender' : 'Delayed Mail (still being retried)';
  const head = [
    `From: Mail Delivery System <${from}>`,
    `To: <${mail.envelope.from}>`,
    `Subject: ${subject}`,
    `Message-ID: <${messageId}>`,
    `Date: ${new Date(now).toUTCString()}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
  ];
  const said = { recipient, action, status, diagnostic };
  const body =
    options.form === undefined || options.form === 'report' ? report(mail, said) : words(mail, said, options.form);
  const envelope = { from: '', to: [mail.envelope.from] };
  return { messageId, from, subject, envelope, raw: Buffer.from([...head, ...body].join('\r\n')) };
}

interface Said {
  readonly recipient: string;
  readonly action: string;
  readonly status: string;
  readonly diagnostic: string;
}

function report(mail: ReceivedMail, { recipient, action, status, diagnostic }: Said): string[] {
  const boundary = randomUUID();
  return [
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=us-ascii',
    '',
    `Your mail to <${recipient}> was not delivered: ${diagnostic}`,
    '',
    `--${boundary}`,
    'Content-Type: message/delivery-status',
    '',
    `Reporting-MTA: dns; ${recipient.slice(recipient.lastIndexOf('@') + 1)}`,
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${diagnostic}`,
    '',
    `--${boundary}`,
    'Content-Type: text/rfc822-headers',
    '',
    headOf(mail.raw),
    '',
    `--${boundary}--`,
    '',
  ];
}

function words(mail: ReceivedMail, { recipient, action, diagnostic }: Said, form: 'words' | 'bare'): string[] {
  const told =
    action === 'failed' ? 'could not be delivered. This is a permanent error.' : 'is delayed; it will be retried.';
  const top = ['Content-Type: text/plain; charset=utf-8', '', `Your message ${told}`, ''];
  if (form === 'bare') return [...top, diagnostic, ''];
  return [
    ...top,
    `<${recipient}>:`,
    diagnostic,
    '',
    '--- Below this line is a copy of the message.',
    '',
    headOf(mail.raw),
    '',
  ];
}

function headOf(raw: Buffer): string {
  const end = raw.indexOf('\r\n\r\n');
  return raw.toString('utf8', 0, end < 0 ? raw.length : end);
}
