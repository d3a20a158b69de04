import type { ParsedMail } from '../parsing/parsed-mail.ts';
import type { UnsubscribeTokens } from './unsubscribe-tokens.ts';

const NOTICE = 'Asks for no more copies by mail.';

/** The identities whose signed address a mail is for: it asks for no more copies to them, whatever it says and whoever sent it. */
export function refusedIn(
  addresses: readonly string[],
  mailboxes: readonly string[],
  tokens: UnsubscribeTokens,
): readonly string[] {
  const ids = addresses.map((address) => tokens.identityIdIn(mailboxes, address));
  return [...new Set(ids.filter((id) => id !== undefined))];
}

/** Most often a program wrote it at the press of a button; a person's words in it are shown all the same, and open nothing. */
export function asRefusal(parsed: ParsedMail): ParsedMail {
  return { ...parsed, automatic: parsed.automatic ?? 'unsubscribe', notices: [NOTICE, ...parsed.notices] };
}
