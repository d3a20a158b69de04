import { createHash, timingSafeEqual } from 'node:crypto';
import type { ChannelAccount } from '@onethread/channel-kit';
import type { TelegramSettings } from './config.ts';

export interface Bot {
  /** What stands before the colon of the token: stays when the token is changed, so it names the account. */
  readonly id: string;
  readonly token: string;
  readonly webhookSecret: string;
  readonly label: string;
}

/** The bots of the settings; of two with one id the first stands. */
export class Bots {
  readonly #bots = new Map<string, Bot>();

  constructor({ token, webhookSecret, label, furtherBots }: TelegramSettings) {
    const first = { token, ...(label === undefined ? {} : { label }) };
    for (const bot of [first, ...furtherBots]) {
      const id = bot.token.slice(0, bot.token.indexOf(':'));
      if (this.#bots.has(id)) continue;
      const secret = 'webhookSecret' in bot ? (bot.webhookSecret ?? webhookSecret) : webhookSecret;
      this.#bots.set(id, { id, token: bot.token, webhookSecret: secret, label: bot.label ?? `Telegram ${id}` });
    }
  }

  get all(): readonly Bot[] {
    return [...this.#bots.values()];
  }

  get accounts(): readonly ChannelAccount[] {
    return this.all.map(({ id, label }) => ({ account: id, label }));
  }

  find(id: string): Bot | undefined {
    return this.#bots.get(id);
  }
}

/** In constant time, whatever their lengths. */
export function isSameSecret(given: string, known: string): boolean {
  return timingSafeEqual(digest(given), digest(known));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
