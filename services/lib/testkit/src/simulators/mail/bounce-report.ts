import { randomUUID } from 'node:crypto';
import type { ComposedMail } from './compose-mail.ts';
import type { ReceivedMail } from './received-mail.ts';

export interface BounceOptions {
  /** Default `failed`; `delayed`: the server still tries. */
  readonly action?: 'failed' | 'delayed';
  /** Default 5.1.1, of a delay 4.4.1. */
  readonly status?: string;
  readonly diagnostic?: string;
  readonly smtpPort?: number;
}

/** A mail server's report (RFC 3464) that a mail did not reach one of its recipients, with the null sender. */
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
  const boundary = randomUUID();
  const lines = [
    `From: Mail Delivery System <${from}>`,
    `To: <${mail.envelope.from}>`,
    `Subject: ${subject}`,
    `Message-ID: <${messageId}>`,
    `Date: ${new Date(now).toUTCString()}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
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
    `Reporting-MTA: dns; ${domain}`,
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
  const envelope = { from: '', to: [mail.envelope.from] };
  return { messageId, from, subject, envelope, raw: Buffer.from(lines.join('\r\n')) };
}

function headOf(raw: Buffer): string {
  const end = raw.indexOf('\r\n\r\n');
  return raw.toString('utf8', 0, end < 0 ? raw.length : end);
}
