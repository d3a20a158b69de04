/** At which command of a mail a server says no. */
export type MailStage = 'MAIL' | 'RCPT' | 'DATA';

export interface MailErrorRow {
  readonly stage: MailStage;
  readonly code: number;
  readonly text: string;
}

/** What mail servers refuse with, and at which command. 4xx: come again; 5xx: never. */
export const MAIL_ERRORS = {
  greylisted: row('RCPT', 451, '4.7.1 Greylisted, please try again later'),
  'mailbox-unknown': row('RCPT', 550, '5.1.1 No such user here'),
  'too-fast': row('RCPT', 421, '4.7.28 Too many messages from you, rate limit exceeded'),
  'relay-denied': row('RCPT', 554, '5.7.1 Relay access denied'),
  'mailbox-full': row('DATA', 452, '4.2.2 Mailbox full'),
  'local-error': row('DATA', 451, '4.3.0 Local error in processing'),
  'too-large': row('DATA', 552, '5.3.4 Message too big'),
  spam: row('DATA', 554, '5.7.1 Message looks like spam'),
  'service-unavailable': row('MAIL', 421, '4.3.2 Service not available, closing'),
  'not-authenticated': row('MAIL', 535, '5.7.8 Authentication credentials invalid'),
} as const satisfies Record<string, MailErrorRow>;

export type MailErrorName = keyof typeof MAIL_ERRORS;

export const MAIL_ERROR_NAMES = Object.keys(MAIL_ERRORS) as readonly MailErrorName[];

function row(stage: MailStage, code: number, text: string): MailErrorRow {
  return { stage, code, text };
}

/** The error that makes an SMTP server answer with this row. */
export function mailRefusal({ code, text }: Pick<MailErrorRow, 'code' | 'text'>): Error {
  return Object.assign(new Error(text), { responseCode: code });
}
