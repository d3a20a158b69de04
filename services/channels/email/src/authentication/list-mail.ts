import type { HeaderField } from '../parsing/header-fields.ts';

/** Left by mailing lists and by forwarders that write a new From. */
const MARKS = [
  'list-id',
  'list-post',
  'list-help',
  'list-owner',
  'list-archive',
  'list-subscribe',
  'list-unsubscribe',
  'mailing-list',
  'x-mailing-list',
  'x-listname',
  'x-mailman-version',
  'x-beenthere',
  'x-google-group-id',
  'x-google-original-from',
  'x-original-from',
  'resent-from',
  'resent-sender',
];

/**
 * Whether somebody between the writer and us took the mail into his hands: its From may be one that a list made
 * (`"Anna via List" <list@example.org>`), for which DMARC passes without Anna having written.
 */
export function isRelayedMail(fields: readonly HeaderField[]): boolean {
  return fields.some(
    ({ name, value }) =>
      MARKS.includes(name) ||
      (name === 'precedence' && /^\s*(list|bulk|junk)\b/i.test(value)) ||
      (name === 'from' && /\bvia\b/i.test(value.replace(/<[^<>]*>/g, ''))),
  );
}
