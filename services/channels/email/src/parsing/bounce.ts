import type { Bounce } from './parsed-mail.ts';

export interface ReportPart {
  readonly contentType: string;
  readonly content: Uint8Array;
}

const MAX_REPORT = 64 * 1024;

/**
 * Reads a delivery report (RFC 3464) out of the parts of a mail; undefined when it is none or names no mail. `answered`: what
 * the mail says that it answers, for servers that do not send the original back.
 */
export function readBounce(
  parts: readonly ReportPart[],
  failedRecipients: string,
  answered: string | undefined,
): Bounce | undefined {
  const report = parts.find((part) => part.contentType === 'message/delivery-status');
  const original = parts.find(
    (part) => part.contentType === 'message/rfc822' || part.contentType === 'text/rfc822-headers',
  );
  if (report === undefined && failedRecipients === '') return undefined;
  const named = original === undefined ? '' : field(asText(original), 'message-id');
  const messageId = /<([^<>\s]{1,1000})>/.exec(named)?.[1] ?? answered;
  if (messageId === undefined) return undefined;
  const status = report === undefined ? '' : asText(report);
  const action = field(status, 'action').toLowerCase();
  return {
    messageId,
    action: action === 'delayed' ? 'delayed' : action === 'failed' || report === undefined ? 'failed' : 'other',
    status: /[245]\.\d{1,3}\.\d{1,3}/.exec(field(status, 'status'))?.[0] ?? '5.0.0',
    diagnostic: withoutKind(field(status, 'diagnostic-code')).slice(0, 900),
    recipient: (withoutKind(field(status, 'final-recipient')) || failedRecipients).toLowerCase() || undefined,
  };
}

/** The value of the first field of this name, unfolded. */
function field(text: string, name: string): string {
  const found = new RegExp(`^${name}:[ \\t]*(.*(?:\\r?\\n[ \\t]+.*)*)`, 'im').exec(text)?.[1] ?? '';
  return found.replace(/\s+/g, ' ').trim();
}

/** `rfc822; anna@example.org` → `anna@example.org`, `smtp; 550 …` → `550 …`. */
function withoutKind(value: string): string {
  return value.replace(/^[a-z0-9-]{1,20};\s*/i, '');
}

function asText(part: ReportPart): string {
  return Buffer.from(part.content.subarray(0, MAX_REPORT)).toString('utf8');
}
