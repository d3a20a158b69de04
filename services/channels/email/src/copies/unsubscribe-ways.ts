import type { IdentityRef } from '@onethread/contracts';
import { ONE_CLICK } from './unsubscribe-form.ts';
import type { UnsubscribeTokens } from './unsubscribe-tokens.ts';

/** Where the page is, below the channel's own paths: what leads webhooks of mail here leads people here too. */
export const UNSUBSCRIBE_PATH = '/webhooks/email/unsubscribe';

/** How the reader of one mail says that they want no more of them. */
export interface UnsubscribeWays {
  /** `https://…/<token>`. */
  readonly url: string;
  /** Address to which an empty mail says the same; undefined where it would be too long. */
  readonly address: string | undefined;
}

/**
 * Where the world finds the page, without a trailing slash: as it is set, else below the public address. Undefined where that is
 * not https: RFC 8058 wants it, and an address that only this machine knows helps nobody.
 */
export function unsubscribeBase(set: string | undefined, publicUrl: string): string | undefined {
  const base = set ?? `${publicUrl}${UNSUBSCRIBE_PATH}`;
  return base.startsWith('https://') ? base.replace(/\/+$/, '') : undefined;
}

export function unsubscribeWays(
  base: string | undefined,
  { identityId, account }: IdentityRef,
  tokens: UnsubscribeTokens,
): UnsubscribeWays | undefined {
  if (base === undefined) return undefined;
  return { url: `${base}/${tokens.tokenFor(identityId)}`, address: tokens.addressFor(account, identityId) };
}

/** RFC 2369 and RFC 8058: the mail program's own button calls the URL, without showing a page. */
export function unsubscribeHeaders({ url, address }: UnsubscribeWays): Readonly<Record<string, string>> {
  const byMail = address === undefined ? '' : `, <mailto:${encodeURI(address)}?subject=unsubscribe>`;
  return { 'List-Unsubscribe': `<${url}>${byMail}`, 'List-Unsubscribe-Post': `${ONE_CLICK.name}=${ONE_CLICK.value}` };
}
