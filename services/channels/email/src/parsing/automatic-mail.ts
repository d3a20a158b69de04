/** First value of a header, lower-case; '' when it is absent. */
export type HeaderLookup = (name: string) => string;

const ROBOTS = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|listserv|majordomo)([+.@-]|$)/i;
const PRESENCE = [
  'list-id',
  'list-unsubscribe',
  'x-auto-response-suppress',
  'x-loop',
  'x-autoreply',
  'x-autorespond',
  'feedback-id',
  'x-failed-recipients',
] as const;

/**
 * Why a mail was written by a program, in one word for logs (RFC 3834 and what programs really send); undefined when a
 * person seems to have written it.
 */
export function automaticReason(
  header: HeaderLookup,
  mail: { readonly sender: string; readonly from: string; readonly mailboxes: readonly string[] },
): string | undefined {
  if (mail.sender === '' || header('return-path') === '<>') return 'null-sender';
  const submitted = header('auto-submitted').split(';')[0]?.trim() ?? '';
  if (submitted !== '' && submitted !== 'no') return 'auto-submitted';
  if (/^(bulk|list|junk|auto_reply)$/.test(header('precedence').trim())) return 'precedence';
  if (header('x-precedence').trim() !== '') return 'precedence';
  const present = PRESENCE.find((name) => header(name) !== '' && header(name).trim() !== 'none');
  if (present !== undefined) return present;
  if (header('content-type').startsWith('multipart/report')) return 'report';
  if (ROBOTS.test(mail.from)) return 'robot-sender';
  return mail.mailboxes.includes(mail.from) ? 'ourselves' : undefined;
}
