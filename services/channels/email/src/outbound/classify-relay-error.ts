import type { SendResult } from '@onethread/channel-kit';
import { isAddressGone, kindOf } from '../parsing/bounce-kinds.ts';
import { enhancedStatusIn } from '../parsing/delivery-report.ts';
import { failureKind } from '../parsing/failure-kinds.ts';

const CREDENTIALS = new Set([530, 534, 535, 538]);
/** Commands before a mail is spoken of: a refusal there says nothing about the reply, and it waits. */
const BEFORE_MAIL = new Set(['CONN', 'EHLO', 'HELO', 'STARTTLS']);

/**
 * The channel's error table. Our mail server's word decides; without one (connection refused, lost, timed out, at whatever
 * stage) the mail is tried again with the same Message-ID, as SMTP itself demands: receivers can tell the second copy.
 */
export function classifyRelayError(error: unknown): SendResult {
  const { responseCode, response, code, command } = (error ?? {}) as Readonly<Record<string, unknown>>;
  const status = typeof responseCode === 'number' ? responseCode : undefined;
  const words = typeof response === 'string' && response !== '' ? oneLine(response) : undefined;
  const refusal = { code: status === undefined ? nameOf(code) : String(status), text: words ?? wordsFor(code) };
  if (status !== undefined && CREDENTIALS.has(status)) return { outcome: 'unauthorised', ...refusal };
  if (typeof command === 'string' && BEFORE_MAIL.has(command)) return { outcome: 'temporary', ...refusal };
  if (status !== undefined && status >= 500) return { outcome: 'rejected', ...refusal };
  if (status === undefined && (code === 'EAUTH' || code === 'ENOAUTH' || code === 'EOAUTH2')) {
    return { outcome: 'unauthorised', ...refusal };
  }
  if (status === undefined && (code === 'EENVELOPE' || code === 'EMESSAGE')) return { outcome: 'rejected', ...refusal };
  return { outcome: 'temporary', ...refusal };
}

/** The server's words where it refused the recipient because there is no such address (5.1.x); undefined: anything else. */
export function goneAddressIn(error: unknown): string | undefined {
  const { responseCode, response, command } = (error ?? {}) as Readonly<Record<string, unknown>>;
  if (command !== 'RCPT TO' || typeof responseCode !== 'number' || responseCode < 500) return undefined;
  if (typeof response !== 'string') return undefined;
  const words = oneLine(response);
  const status = enhancedStatusIn(words);
  const kind = kindOf(status, failureKind(words)?.kind);
  return status !== '' && isAddressGone({ status, kind }) ? words : undefined;
}

/**
 * Whether a server on the way wants less mail for this recipient's domain: it says so in words, or by 421 with 4.7.x. The
 * library names no command for a 421, since it ends the connection; a plain one is our own mail server's affair.
 */
export function isTooFast(error: unknown): boolean {
  const { responseCode, response } = (error ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof responseCode !== 'number' || responseCode < 400 || responseCode >= 500) return false;
  const words = typeof response === 'string' ? oneLine(response) : '';
  return failureKind(words)?.kind === 'rate' || (responseCode === 421 && enhancedStatusIn(words).startsWith('4.7.'));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 900);
}

function nameOf(code: unknown): string {
  return typeof code === 'string' ? code.toLowerCase() : 'connection-lost';
}

function wordsFor(code: unknown): string {
  switch (code) {
    case 'EAUTH':
    case 'ENOAUTH':
    case 'EOAUTH2':
      return 'Our mail server refused our credentials.';
    case 'EENVELOPE':
    case 'EMESSAGE':
      return 'The mail could not be put together.';
    case 'ETIMEDOUT':
      return 'Our mail server did not answer in time.';
    case 'EDNS':
      return 'Our mail server could not be found.';
    case 'ETLS':
      return 'No secure connection to our mail server could be made.';
    default:
      return 'The connection to our mail server was lost.';
  }
}
