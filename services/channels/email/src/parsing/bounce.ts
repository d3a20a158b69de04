import { messageIdsOf, ownWords, writtenTo } from './bounce-original.ts';
import { FAILED_ADDRESS, hasReportSubject } from './bounce-sentences.ts';
import { hasNullSender, isAutoAnswer, isFromMailServer, type MailSource } from './bounce-source.ts';
import { kindOfStatus, wordsOf } from './bounce-kinds.ts';
import { mailAddressIn, readDeliveryReport, worstFirst, type RecipientReport } from './delivery-report.ts';
import { readFeedback } from './feedback-report.ts';
import type { Bounce, Complaint } from './parsed-mail.ts';
import { toldInWords } from './told-in-words.ts';

export interface ReportPart {
  readonly contentType: string;
  readonly content: Uint8Array;
}

export interface PossibleBounce extends MailSource {
  readonly parts: readonly ReportPart[];
  readonly text: string;
  /** Message-IDs that the mail says that it answers. */
  readonly answers: readonly string[];
  /** The mail as it came, for reports whose MIME is broken. */
  readonly raw: Uint8Array;
}

const MAX_PART = 64 * 1024;
const MAX_RAW = 256 * 1024;
const MAX_IDS = 20;
const MAX_RECIPIENTS = 50;
const MAX_DIAGNOSTIC = 900;
const REPORTS = ['message/delivery-status', 'message/global-delivery-status'];
const FEEDBACK = 'message/feedback-report';
const ORIGINALS = [
  'message/rfc822',
  'message/global',
  'message/rfc822-headers',
  'text/rfc822-headers',
  'text/rfc822-header',
  'text/rfc822',
  'message/global-headers',
  'message/partial',
];
/** Fields that stand together only in a report. */
const REPORT_FIELDS =
  /^(final-recipient|original-recipient|action)[ \t]*:.{0,998}(?:\r?\n.{0,998}){0,12}?\r?\n(action|status|diagnostic-code)[ \t]*:/im;

/** Reads a server's report that a mail could not be delivered, however it is written; undefined: it is none. */
export function readBounce(mail: PossibleBounce): Bounce | undefined {
  const failed = mail.header('x-failed-recipients').split(',').map(mailAddressIn).filter(Boolean);
  const isTrusted = failed.length > 0 || (!isAutoAnswer(mail) && isServersWord(mail));
  const reports = reportsIn(mail, isTrusted);
  const words = reports.length === 0 && isTrusted ? wordsIn(mail, failed) : undefined;
  const [found = words, ...others] = reports;
  if (found === undefined) return undefined;
  const originals = originalsOf(mail);
  const { action, kind, isPermanent } = found;
  const diagnostic =
    found.diagnostic || (words === undefined ? (toldInWords(mail.subject, mail.text)?.diagnostic ?? '') : '');
  const to = originals.flatMap(writtenTo);
  return {
    messageIds: [...new Set([...originals.flatMap(messageIdsOf), ...mail.answers])].slice(0, MAX_IDS),
    action,
    status: found.status === '' ? (action === 'delayed' ? '4.0.0' : '5.0.0') : found.status,
    kind,
    isPermanent,
    diagnostic: (diagnostic || (action === 'other' ? '' : wordsOf(kind))).slice(0, MAX_DIAGNOSTIC),
    recipients: [...new Set([...found.recipients, ...failed, ...to])].slice(0, MAX_RECIPIENTS),
    others: others
      .slice(0, MAX_RECIPIENTS)
      .map((other) => ({ ...other, diagnostic: other.diagnostic.slice(0, MAX_DIAGNOSTIC) })),
  };
}

/** Reads a mailbox provider's report that a reader complained about a mail of ours (RFC 5965); undefined: it is none. */
export function readComplaint(mail: Pick<PossibleBounce, 'parts'>): Complaint | undefined {
  const report = mail.parts.find(({ contentType }) => contentType === FEEDBACK);
  if (report === undefined) return undefined;
  const originals = mail.parts.filter(({ contentType }) => ORIGINALS.includes(contentType)).map(asText);
  return readFeedback({ report: asText(report), originals });
}

function isServersWord(mail: PossibleBounce): boolean {
  return isFromMailServer(mail) || returnsWithCode(mail) || namesWhoFailed(mail);
}

/** A server of any name: nobody else gives a mail back, with the code of its refusal above it, under the null sender. */
function returnsWithCode(mail: PossibleBounce): boolean {
  if (!hasNullSender(mail) || mail.header('list-id') !== '') return false;
  const text = mail.text.slice(0, MAX_PART);
  const own = ownWords(text);
  const isReturned = own.length < text.length || mail.parts.some(({ contentType }) => ORIGINALS.includes(contentType));
  return isReturned && /(?<![\d.])[45]\d\d[ -]|(?<![\d.])#?[45]\.\d{1,3}\.\d{1,3}(?![\d.])/.test(own);
}

/** A gateway of any name, under a subject that only reports have. */
function namesWhoFailed({ subject, text }: PossibleBounce): boolean {
  return hasReportSubject(subject) && FAILED_ADDRESS.test(ownWords(text.slice(0, MAX_PART)));
}

/** RFC 3464's fields: in their own part; in a part or text that calls itself something else; or in a mail whose MIME is broken. */
function reportsIn(mail: PossibleBounce, isTrusted: boolean): readonly RecipientReport[] {
  const isReport = mail.header('content-type').startsWith('multipart/report') || isTrusted;
  if (!isReport || mail.header('content-type').includes('disposition-notification')) return [];
  const told = mail.parts.filter(({ contentType }) => REPORTS.includes(contentType)).map(asText);
  const proper = told.flatMap((text) => readDeliveryReport(text));
  if (proper.length > 0 || !isTrusted) return worstFirst(proper);
  const elsewhere = [
    mail.text.slice(0, MAX_PART),
    ...mail.parts.filter(({ contentType }) => !ORIGINALS.includes(contentType)).map(asText),
    Buffer.from(mail.raw.subarray(0, MAX_RAW)).toString('utf8'),
  ].find((text) => REPORT_FIELDS.test(text));
  return elsewhere === undefined ? [] : readDeliveryReport(reportWithin(elsewhere));
}

/** From the first field of a recipient on, without the original below. */
function reportWithin(text: string): string {
  const start = text.search(/^(final-recipient|original-recipient|action)[ \t]*:/im);
  const end = text.slice(start).search(/^(return-path|received|message-id|mime-version|--\S.{0,200})[ \t]*:?/im);
  return text.slice(start, end < 0 ? undefined : start + end);
}

function wordsIn({ subject, text }: PossibleBounce, failed: readonly string[]): RecipientReport | undefined {
  const told = toldInWords(subject, text);
  if (told !== undefined || failed.length === 0) return told;
  // The header that says who failed is all that there is.
  const status = '5.0.0';
  return { action: 'failed', status, kind: kindOfStatus(status), isPermanent: true, diagnostic: '', recipients: [] };
}

/** Where the mail that it is about may stand: parts of their own, and the text itself. */
function originalsOf({ parts, text, raw }: PossibleBounce): string[] {
  const originals = parts.filter(({ contentType }) => ORIGINALS.includes(contentType)).map(asText);
  const found = [
    ...originals,
    ...parts.filter(({ contentType }) => isOtherText(contentType)).map(asText),
    text.slice(0, MAX_PART),
  ];
  if (found.some((one) => messageIdsOf(one).length > 0)) return found;
  // Its own header is not the original's.
  const whole = Buffer.from(raw.subarray(0, MAX_RAW)).toString('utf8');
  const body = whole.search(/\r?\n\r?\n/);
  return [...found, body < 0 ? '' : whole.slice(body)];
}

function isOtherText(contentType: string): boolean {
  return REPORTS.includes(contentType) || contentType.startsWith('text/') || contentType === 'application/octet-stream';
}

function asText(part: ReportPart): string {
  return Buffer.from(part.content.subarray(0, MAX_PART)).toString('utf8');
}
