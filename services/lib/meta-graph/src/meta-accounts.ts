import type { ChannelAccount } from '@onethread/channel-kit';
import type { GraphAccess } from './graph-client.ts';

/** A Page, account or phone number as the settings list it. */
export interface ListedAccount {
  readonly accountId: string;
  readonly label?: string | undefined;
  readonly accessToken?: string | undefined;
  readonly appSecret?: string | undefined;
}

/** What holds for an account that says nothing else of itself. */
export interface AccountDefaults extends GraphAccess {
  /** As agents read it. */
  readonly labelOf: (accountId: string) => string;
  /** Whether accounts that are not listed are answered as well: where one token serves whichever the webhook names. Default false. */
  readonly answersUnlisted?: boolean;
}

/** The accounts of one channel that we answer for; of one listed twice the first counts. */
export class MetaAccounts {
  readonly #defaults: AccountDefaults;
  readonly #listed = new Map<string, ListedAccount>();

  constructor(listed: readonly ListedAccount[], defaults: AccountDefaults) {
    this.#defaults = defaults;
    for (const account of listed) {
      if (!this.#listed.has(account.accountId)) this.#listed.set(account.accountId, account);
    }
  }

  /** How to call Meta for this account; undefined where it is not ours. */
  find(accountId: string): GraphAccess | undefined {
    const account = this.#listed.get(accountId);
    if (account === undefined && this.#defaults.answersUnlisted !== true) return undefined;
    const { accessToken, appSecret } = this.#defaults;
    return { accessToken: account?.accessToken ?? accessToken, appSecret: account?.appSecret ?? appSecret };
  }

  get all(): readonly ChannelAccount[] {
    const { labelOf } = this.#defaults;
    return [...this.#listed.values()].map(({ accountId, label }) => ({
      account: accountId,
      label: label ?? labelOf(accountId),
    }));
  }

  /** Of all apps: one webhook address serves all of them. */
  get appSecrets(): ReadonlySet<string> {
    const { appSecret } = this.#defaults;
    return new Set([appSecret, ...[...this.#listed.values()].map((account) => account.appSecret ?? appSecret)]);
  }
}
