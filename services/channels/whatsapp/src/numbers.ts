import type { ChannelAccount } from '@onethread/channel-kit';
import type { GraphAccess } from '@onethread/meta-graph';
import type { WhatsappSettings } from './config.ts';

interface BusinessNumber extends GraphAccess {
  readonly label: string;
}

/** The business numbers that we answer for, by their ids at Meta; of one named twice the first counts. */
export class BusinessNumbers {
  readonly #numbers = new Map<string, BusinessNumber>();

  constructor(settings: WhatsappSettings) {
    const { phoneNumberId, numberLabel, accessToken, appSecret, furtherNumbers } = settings;
    const all = [{ phoneNumberId, accessToken, appSecret, label: numberLabel }, ...furtherNumbers];
    for (const number of all) {
      if (this.#numbers.has(number.phoneNumberId)) continue;
      this.#numbers.set(number.phoneNumberId, {
        label: number.label ?? `Number ${number.phoneNumberId}`,
        accessToken: number.accessToken ?? accessToken,
        appSecret: number.appSecret ?? appSecret,
      });
    }
  }

  find(phoneNumberId: string): GraphAccess | undefined {
    return this.#numbers.get(phoneNumberId);
  }

  get accounts(): readonly ChannelAccount[] {
    return [...this.#numbers].map(([account, { label }]) => ({ account, label }));
  }

  /** Of all apps: one webhook address serves all of them. */
  get appSecrets(): ReadonlySet<string> {
    return new Set([...this.#numbers.values()].map(({ appSecret }) => appSecret));
  }
}
