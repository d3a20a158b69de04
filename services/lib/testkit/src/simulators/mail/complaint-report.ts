import { randomUUID } from 'node:crypto';
import type { ComposedMail } from './compose-mail.ts';
import type { ReceivedMail } from './received-mail.ts';

export interface ComplaintOptions {
  /** Default abuse. */
  readonly feedback?: string;
  readonly smtpPort?: number;
}

/** A mailbox provider's report (RFC 5965) that a reader called a mail unwanted. */
export function composeComplaint(
  mail: ReceivedMail,
  recipient: string,
  { feedback = 'abuse' }: ComplaintOptions,
  now: number,
): ComposedMail {
  const domain = recipient.slice(recipient.lastIndexOf('@') + 1);
  const messageId = `${randomUUID()}@${domain}`;
  const from = `feedback@${domain}`;
  const subject = 'Email feedback report';
  const boundary = randomUUID();
  const lines = [
    `From: <${from}>`,
    `To: <${mail.envelope.from}>`,
    `Subject: ${subject}`,
    `Message-ID: <${messageId}>`,
    `Date: ${new Date(now).toUTCString()}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=feedback-report; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'This is an email abuse report for an email message that was received here.',
    '',
    `--${boundary}`,
    'Content-Type: message/feedback-report',
    '',
    `Feedback-Type: ${feedback}`,
    'User-Agent: SimulatedFeedback/1.0',
    'Version: 1',
    `Original-Mail-From: <${mail.envelope.from}>`,
    `Original-Rcpt-To: <${recipient}>`,
    '',
    `--${boundary}`,
    'Content-Type: message/rfc822',
    '',
    mail.raw.toString('utf8'),
    `--${boundary}--`,
    '',
  ];
  return {
    messageId,
    from,
    subject,
    envelope: { from, to: [mail.envelope.from] },
    raw: Buffer.from(lines.join('\r\n')),
  };
}
