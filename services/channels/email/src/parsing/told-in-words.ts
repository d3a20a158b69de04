import { isPermanent, kindOf, type BounceKind } from './bounce-kinds.ts';
import { ownWords } from './bounce-original.ts';
import { DELAYED, FAILED } from './bounce-sentences.ts';
import { enhancedStatusIn, withoutRepeatedCodes } from './delivery-report.ts';
import { failureKind, statusOfWords } from './failure-kinds.ts';

/** `550 …`, `#550 …`, `550: …`; no year, size, time or part of an address. */
const SMTP_CODE =
  /(?<![\d.\-/:\w])([45][0-5]\d)(?:[ \-#:]{1,4})(?!\s*(?:kb|mb|gb|bytes|k\b|minutes?|min|hours?|days?|seconds?|attempts?|times)\b)(?=\S.{1,})/i;
const SENDING = /^>>> ?/;
const MOST_TEXT = 32 * 1024;
const MOST_LINE = 1_000;
const MOST_DIAGNOSTIC = 900;
const MOST_ADDRESSES = 50;
/** Lines below the telling one that go on with it. */
const LINES_TOLD = 6;

export interface ToldInWords {
  readonly action: 'failed' | 'delayed';
  /** 5.1.1; made of the SMTP code, or 5.0.0, where the words have none. */
  readonly status: string;
  readonly kind: BounceKind;
  readonly isPermanent: boolean;
  readonly diagnostic: string;
  /** Addresses in the server's words. */
  readonly recipients: readonly string[];
}

/**
 * What the words of a mail server mean that does not write RFC 3464: qmail, Exim, old sendmail and Postfix, Exchange, Domino,
 * GroupWise, Gmail, Yahoo, QQ, Mail.ru and those who translate; undefined: they report no failure. They are known by their
 * sentences, so ask only about mails that a server wrote.
 */
export function toldInWords(subject: string, text: string): ToldInWords | undefined {
  const said = ownWords(text.slice(0, MOST_TEXT));
  const words = `${subject}\n${said}`;
  const isDelayed = DELAYED.some((sentence) => sentence.test(words));
  if (!isDelayed && !FAILED.some((sentence) => sentence.test(words))) return undefined;
  const line = tellingLine(said);
  const code = SMTP_CODE.exec(line)?.[1] ?? '';
  const statusClass = isDelayed || code.startsWith('4') ? '4' : '5';
  const written = specific(enhancedStatusIn(line)) || specific(enhancedStatusIn(said));
  const status =
    written ||
    statusOfWords(line, statusClass) ||
    statusOfWords(words, statusClass) ||
    (code === '' ? '' : `${code.charAt(0)}.0.0`);
  // A server that gave up says so even where it also says that it was a delay.
  const action = isDelayed && !status.startsWith('5') ? 'delayed' : 'failed';
  const told = status === '' ? (action === 'failed' ? '5.0.0' : '4.0.0') : status;
  const kind = kindOf(told, failureKind(line)?.kind ?? (written === '' ? failureKind(words)?.kind : undefined));
  return {
    action,
    status: told,
    kind,
    isPermanent: isPermanent(told, kind),
    diagnostic: line.slice(0, MOST_DIAGNOSTIC),
    recipients: addressesIn(said),
  };
}

function specific(status: string): string {
  return /^[45]\.(?!0\.0$)/.test(status) ? status : '';
}

/** The line with a code and the lines that go on below it, else the first that says what is wrong. */
function tellingLine(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => line.slice(0, MOST_LINE).trim());
  const codes = lines.map((line) => (SENDING.test(line) ? 0 : weightOf(line)));
  const best = Math.max(...codes);
  if (best > 0) {
    const coded = codes.indexOf(best);
    const end = lines.findIndex(
      (line, at) => at > coded && (line === '' || SENDING.test(line) || /^[<-]{2}/.test(line)),
    );
    const told = lines.slice(coded, Math.min(end < 0 ? lines.length : end, coded + LINES_TOLD)).join(' ');
    return withoutRepeatedCodes(told.replace(/^<<< /, '').replace(/\s+/g, ' '));
  }
  const telling = lines.find((line) => failureKind(line) !== undefined && !isGreeting(line));
  return telling ?? lines.find((line) => [...FAILED, ...DELAYED].some((sentence) => sentence.test(line))) ?? '';
}

/** Both codes say most; an SMTP code at the beginning of a line more than one within a sentence. */
function weightOf(line: string): number {
  const enhanced = /^[45]/.test(enhancedStatusIn(line)) ? 2 : 0;
  return enhanced + (SMTP_CODE.test(line) ? 1 : 0);
}

/** What programs say in every report, whatever happened. */
function isGreeting(line: string): boolean {
  return /^(hi\b|hello|dear|this (message|is|e-?mail|mail)|i.?m (sorry|afraid)|your (message|mail|e-?mail)$|a message|the (following|original)|sorry,? )/i.test(
    line,
  );
}

function addressesIn(text: string): string[] {
  const found = text.match(/[^\s<>()[\]:;,"'|]{1,64}@[a-z0-9.-]{1,254}[a-z0-9]/gi) ?? [];
  // X.400 writes `dda:SMTP=anna@example.org`.
  const plain = found.map((address) => address.toLowerCase().replace(/^(smtp|rfc-?822)=/, ''));
  return [...new Set(plain)].slice(0, MOST_ADDRESSES);
}
