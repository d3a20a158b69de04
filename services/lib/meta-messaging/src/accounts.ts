import type { ChannelAccount } from '@onethread/channel-kit';

/** One Facebook Page or Instagram account that we answer for. */
export interface MessagingAccount {
  readonly accountId: string;
  /** As agents read it. */
  readonly label: string;
  readonly accessToken: string;
  /** Of the app that its webhook is subscribed with. */
  readonly appSecret: string;
}

export interface MessagingAccountsOptions {
  /** Of one named twice the first counts. */
  readonly named: readonly MessagingAccount[];
  /** Secret of the app, whatever accounts there are. */
  readonly appSecret: string;
  /** For an account that is not named: where one token serves whichever account the webhook names. */
  readonly unnamed?: (accountId: string) => MessagingAccount;
}

/** The accounts of the settings. */
export class MessagingAccounts {
  readonly #options: MessagingAccountsOptions;
  readonly #named = new Map<string, MessagingAccount>();

  constructor(options: MessagingAccountsOptions) {
    this.#options = options;
    for (const account of options.named) {
      if (!this.#named.has(account.accountId)) this.#named.set(account.accountId, account);
    }
  }

  find(accountId: string): MessagingAccount | undefined {
    return this.#named.get(accountId) ?? this.#options.unnamed?.(accountId);
  }

  get all(): readonly ChannelAccount[] {
    return [...this.#named.values()].map(({ accountId, label }) => ({ account: accountId, label }));
  }

  /** Of all apps: one webhook address serves all of them. */
  get appSecrets(): ReadonlySet<string> {
    return new Set([this.#options.appSecret, ...[...this.#named.values()].map(({ appSecret }) => appSecret)]);
  }
}
