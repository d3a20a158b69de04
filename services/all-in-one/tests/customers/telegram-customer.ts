import type { TelegramSimulator } from '@onethread/testkit';
import type { Customer } from './customer.ts';
import { postKeptAlive } from './keep-alive-post.ts';

export interface TelegramCustomerOptions {
  readonly url: string;
  readonly telegram: TelegramSimulator;
  readonly bot: string;
  readonly webhookSecret: string;
  readonly index: number;
}

/** Telegram's servers, for one private chat with the bot. */
export function telegramCustomer(options: TelegramCustomerOptions): Customer {
  const { url, telegram, bot, webhookSecret, index } = options;
  const id = 900_000_000 + index;
  telegram.addChat(id);
  const from = { id, is_bot: false, first_name: `Person${index}`, last_name: 'T' };
  return {
    name: `telegram-${index}`,
    channel: 'telegram',
    account: bot,
    externalId: String(id),
    async write(number, text) {
      const message = {
        message_id: number,
        from,
        chat: { id, type: 'private', first_name: from.first_name },
        date: Math.floor(Date.now() / 1000),
        text,
      };
      const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhookSecret };
      const body = JSON.stringify({ update_id: index * 1_000_000 + number, message });
      return (await postKeptAlive(`${url}/webhooks/telegram/${bot}`, headers, body)) === 200;
    },
    close: () => Promise.resolve(),
  };
}
