import type { BounceKind } from '../../parsing/bounce-kinds.ts';

/** The mail that all samples are about. */
export const SENT_ID = 'r_7.1.0@localhost';
export const ANNA = 'anna@example.org';
const ORIGINAL_HEADER = [
  'Received: from desk.localhost (desk.localhost [127.0.0.1]) by relay.localhost; Sun, 1 Mar 2026 10:00:00 +0000',
  'From: Mia <support@localhost>',
  `To: ${ANNA}`,
  'Subject: Re: My order',
  `Message-ID: <${SENT_ID}>`,
  'Date: Sun, 1 Mar 2026 10:00:00 +0000',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
].join('\n');
/** As servers return it. */
export const ORIGINAL = `${ORIGINAL_HEADER}\n\nYour order was sent today.\n`;

/** A mail as a mail system writes it, made by us after its form. */
export interface MailSample {
  readonly system: string;
  readonly from: string;
  readonly subject: string;
  /** Envelope sender; default '', the null sender. */
  readonly sender?: string;
  readonly headers?: readonly string[];
  readonly body: string;
}

export interface BounceSample extends MailSample {
  readonly kind: BounceKind;
  readonly permanent: boolean;
  /** Default `failed`. */
  readonly action?: 'failed' | 'delayed' | 'other';
  readonly status?: string;
  readonly says?: RegExp;
  /** True: it does not say which mail it is about. */
  readonly withoutId?: boolean;
}

export function rawOf({ from, subject, headers = [], body }: MailSample): Buffer {
  const top = [`From: ${from}`, 'To: support@localhost', `Subject: ${subject}`, 'Date: Sun, 1 Mar 2026 10:05:00 +0000'];
  const charset = headers.some((line) => /^content-type:/i.test(line))
    ? []
    : ['Content-Type: text/plain; charset=utf-8'];
  return Buffer.from([...top, ...headers, ...charset, '', body].join('\n').replaceAll('\n', '\r\n'));
}

interface ReportSample {
  /** Words for people; default one line. */
  readonly words?: string;
  /** Fields of the report, then of each recipient. */
  readonly groups: readonly string[];
  readonly type?: string;
  /** Default: the header, as text/rfc822-headers; null: left out. */
  readonly original?: { readonly type: string; readonly text: string } | null;
  readonly encoding?: 'base64';
}

/** Header line and body of a multipart/report. */
export function report(sample: ReportSample): Pick<MailSample, 'headers' | 'body'> {
  const { words = 'Your mail could not be delivered.', groups, type = 'message/delivery-status', encoding } = sample;
  const { original = { type: 'text/rfc822-headers', text: ORIGINAL_HEADER } } = sample;
  const fields = groups.join('\n\n');
  const lines = [
    '--=_b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    words,
    '',
    '--=_b',
    `Content-Type: ${type}`,
    ...(encoding === undefined ? [''] : ['Content-Transfer-Encoding: base64', '']),
    encoding === undefined
      ? `${fields}\n`
      : (
          Buffer.from(fields)
            .toString('base64')
            .match(/.{1,76}/g) ?? []
        ).join('\n'),
    ...(original === null ? [] : ['--=_b', `Content-Type: ${original.type}`, '', original.text, '']),
    '--=_b--',
    '',
  ];
  const head = 'Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"';
  return { headers: ['MIME-Version: 1.0', head], body: lines.join('\n') };
}

/** One recipient's fields: `failed`, 5.1.1, and what the server said. */
export function failed(status: string, said = '', recipient: string = ANNA): string {
  const diagnostic = said === '' ? '' : `\nDiagnostic-Code: smtp; ${said}`;
  return `Final-Recipient: rfc822; ${recipient}\nAction: failed\nStatus: ${status}${diagnostic}`;
}
