import { createHash } from 'node:crypto';
import type { MailPeer } from '../authentication/sender-check.ts';
import { LIMITS } from '../limits.ts';
import { headerEnd } from '../parsing/header-fields.ts';

/** Who wrote, when a mail names nobody. */
export const NOBODY = 'unknown@invalid';

/** One mail as it came, by whatever way. */
export interface ArrivedMail {
  /** Envelope sender; '' is the null sender of bounces. */
  readonly sender: string;
  /** Envelope recipients, ours all. */
  readonly recipients: readonly string[];
  readonly raw: Buffer;
  /** Who handed it over; undefined where it did not come by SMTP. */
  readonly peer?: MailPeer;
  /**
   * The name under which whoever took it from the sender writes Authentication-Results, '' for nobody who is believed;
   * undefined: the server in front of us, as configured.
   */
  readonly authservId?: string;
  /** Whoever took it for us took it apart: its bytes are not the writer's, so no signature over them can hold. */
  readonly isRebuilt?: boolean;
}

/** Thrown when something is not a mail that anybody could read; to be refused for good. */
export class MalformedMailError extends Error {
  readonly code = 'malformed-mail';
  readonly retryable = false;
}

/** The longest Message-ID that is used as it is. */
const MAX_MESSAGE_ID = 400;

/**
 * What makes a mail the same mail: Message-ID and body, since ids may be missing or used twice; without an id also who
 * wrote when about what. Headers that servers add on the way play no part. Throws `MalformedMailError` when the header is
 * too long.
 */
export function identityOfMail(raw: Buffer): string {
  const { header, body } = splitMail(raw);
  const bodyHash = createHash('sha256').update(body).digest('hex').slice(0, 32);
  const messageId = messageIdsIn(headerField(header, 'message-id'))[0];
  if (messageId !== undefined) return `${bounded(messageId)}/${bodyHash}`;
  const rest = ['from', 'date', 'subject'].map((name) => headerField(header, name)).join('\n');
  return `${createHash('sha256').update(rest).digest('hex').slice(0, 32)}/${bodyHash}`;
}

/** The same of a mail of which only the header is there. */
export function identityOfHeader(raw: Buffer): string {
  const header = raw.toString('latin1', 0, Math.min(headerEnd(raw), LIMITS.headerBytes));
  const fields = ['message-id', 'from', 'date', 'subject'].map((name) => headerField(header, name));
  return `header/${createHash('sha256').update(fields.join('\n')).digest('hex').slice(0, 32)}`;
}

/** The Message-IDs in a header's value, without their angle brackets. */
export function messageIdsIn(value: string): string[] {
  return [...value.matchAll(/<([^<>\s]{1,1000})>/g)].map(([, id]) => id ?? '');
}

function bounded(messageId: string): string {
  if (messageId.length <= MAX_MESSAGE_ID) return messageId;
  return createHash('sha256').update(messageId).digest('hex');
}

function splitMail(raw: Buffer): { header: string; body: Buffer } {
  const end = headerEnd(raw);
  if (end > LIMITS.headerBytes) throw new MalformedMailError('the header is too long');
  return { header: raw.toString('latin1', 0, end), body: raw.subarray(end) };
}

/** The unfolded value of the first field of this name. */
function headerField(header: string, name: string): string {
  const lines = header.split(/\r?\n/);
  const first = lines.findIndex((line) => line.toLowerCase().startsWith(`${name}:`));
  if (first < 0) return '';
  let value = (lines[first] ?? '').slice(name.length + 1);
  for (let next = first + 1; /^[ \t]/.test(lines[next] ?? ''); next += 1) value += lines[next];
  return value.trim();
}
