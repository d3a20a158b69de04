import { fieldOf, mailAddressIn, readDeliveryReport } from './delivery-report.ts';
import type { Bounce } from './parsed-mail.ts';
import { toldInWords } from './told-in-words.ts';

export interface ReportPart {
  readonly contentType: string;
  readonly content: Uint8Array;
}

export interface PossibleBounce {
  readonly parts: readonly ReportPart[];
  readonly subject: string;
  readonly text: string;
  /** Null sender, or a sender that only servers have: only then words alone are believed. */
  readonly isFromServer: boolean;
  /** Of X-Failed-Recipients (Exim, Gmail); '' where there is none. */
  readonly failedRecipients: string;
  /** Message-IDs that the mail says that it answers. */
  readonly answers: readonly string[];
}

const MAX_PART = 64 * 1024;
const MAX_IDS = 20;
const REPORTS = ['message/delivery-status', 'message/global-delivery-status'];
const ORIGINALS = [
  'message/rfc822',
  'message/global',
  'message/rfc822-headers',
  'text/rfc822-headers',
  'text/rfc822-header',
  'message/global-headers',
];

/** Reads a server's report that a mail could not be delivered, however it is written; undefined: it is none. */
export function readBounce(mail: PossibleBounce): Bounce | undefined {
  const { parts, failedRecipients } = mail;
  const told = parts.find(({ contentType }) => REPORTS.includes(contentType));
  const [report] = told === undefined ? [] : readDeliveryReport(asText(told));
  const words =
    report === undefined && (mail.isFromServer || failedRecipients !== '')
      ? (toldInWords(mail.subject, mail.text) ?? (failedRecipients === '' ? undefined : SAID_NOTHING))
      : undefined;
  const found = report ?? words;
  if (found === undefined) return undefined;
  const originals = parts.filter(({ contentType }) => ORIGINALS.includes(contentType)).map(asText);
  const returned = returnedIn(mail.text);
  const messageIds = [...originals.flatMap(idsOf), ...idsOf(returned), ...mail.answers];
  if (messageIds.length === 0) return undefined;
  const to = [...originals, returned].map((original) => mailAddressIn(fieldOf(original, 'to')));
  const named = failedRecipients.split(',').map(mailAddressIn);
  return {
    messageIds: [...new Set(messageIds)].slice(0, MAX_IDS),
    action: found.action,
    status: found.status === '' ? (found.action === 'delayed' ? '4.0.0' : '5.0.0') : found.status,
    diagnostic: (found.diagnostic || (report === undefined ? '' : wordsBeside(mail))).slice(0, 900),
    recipients: [...new Set([...found.recipients, ...named, ...to])].filter((address) => address !== ''),
  };
}

/** The header that says who failed is all that there is. */
const SAID_NOTHING = { action: 'failed', status: '', diagnostic: '', recipients: [] } as const;

/** A report without a Diagnostic-Code has its reason in the words beside it. */
function wordsBeside({ subject, text }: PossibleBounce): string {
  return toldInWords(subject, text)?.diagnostic ?? '';
}

/** The Message-ID fields of an original; some servers return it indented or quoted. */
function idsOf(original: string): string[] {
  const found = original.matchAll(/^[ \t>|]*message-id[ \t]*:\s*<([^<>\s]{1,1000})>/gim);
  return [...found].map(([, id]) => id ?? '').slice(0, MAX_IDS);
}

/** What of the text may be the original. */
function returnedIn(text: string): string {
  return text.slice(0, MAX_PART);
}

function asText(part: ReportPart): string {
  return Buffer.from(part.content.subarray(0, MAX_PART)).toString('utf8');
}
