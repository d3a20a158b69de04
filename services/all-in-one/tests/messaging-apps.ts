import { createGraphSimulator, createTelegramSimulator, createWhatsappSimulator } from '@onethread/testkit';
import type { Customer } from './customers/customer.ts';
import { instagramCustomer } from './customers/instagram-customer.ts';
import { telegramCustomer } from './customers/telegram-customer.ts';
import { whatsappCustomer } from './customers/whatsapp-customer.ts';

/** Accounts at simulated companies: worth nothing anywhere else. */
export const APP_ACCOUNTS = {
  appSecret: 'app-secret',
  verifyToken: 'verify-token',
  accessToken: 'account-token',
  phoneNumberId: '106540352242922',
  accountId: '17841400000000000',
  bot: '7000000001',
  botToken: '7000000001:AAH-token-of-the-system-tests',
  webhookSecret: 'secret-of-the-webhook-in-tests',
} as const;

/** Where WhatsApp, Instagram and Telegram reach Onethread; in one process all the same. */
export interface AppDoors {
  readonly whatsappUrl: string;
  readonly instagramUrl: string;
  readonly telegramUrl: string;
}

export type MessagingApps = Awaited<ReturnType<typeof openMessagingApps>>;

/** WhatsApp, Instagram and Telegram outside, simulated, for tests that have people write there as well. */
export async function openMessagingApps({ whatsappUrl, instagramUrl, telegramUrl }: AppDoors) {
  const { appSecret, verifyToken, accessToken, phoneNumberId, accountId, bot, botToken, webhookSecret } = APP_ACCOUNTS;
  const [whatsapp, instagram, telegram] = await Promise.all([
    createWhatsappSimulator({ appSecret, accessToken, phoneNumberId }),
    createGraphSimulator({
      object: 'instagram',
      appSecret,
      verifyToken,
      pageId: accountId,
      pageAccessToken: accessToken,
    }),
    // Told by the channel itself where updates go.
    createTelegramSimulator({ token: botToken }),
  ]);
  whatsapp.setWebhookUrl(`${whatsappUrl}/webhooks/whatsapp`);
  instagram.setWebhookUrl(`${instagramUrl}/webhooks/instagram`);
  return {
    whatsapp,
    instagram,
    telegram,
    env: {
      WHATSAPP_APP_SECRET: appSecret,
      WHATSAPP_VERIFY_TOKEN: verifyToken,
      WHATSAPP_ACCESS_TOKEN: accessToken,
      WHATSAPP_PHONE_NUMBER_ID: phoneNumberId,
      WHATSAPP_GRAPH_URL: whatsapp.url,
      INSTAGRAM_APP_SECRET: appSecret,
      INSTAGRAM_VERIFY_TOKEN: verifyToken,
      INSTAGRAM_ACCESS_TOKEN: accessToken,
      INSTAGRAM_ACCOUNT_ID: accountId,
      INSTAGRAM_GRAPH_URL: instagram.url,
      TELEGRAM_BOT_TOKEN: botToken,
      TELEGRAM_WEBHOOK_SECRET: webhookSecret,
      TELEGRAM_API_URL: telegram.url,
    },
    customers: {
      whatsapp: (index: number): Customer =>
        whatsappCustomer({ url: whatsappUrl, whatsapp, appSecret, phoneNumberId, index }),
      instagram: (index: number): Customer =>
        instagramCustomer({ url: instagramUrl, instagram, appSecret, accountId, index }),
      telegram: (index: number): Customer =>
        telegramCustomer({ url: telegramUrl, telegram, bot, webhookSecret, index }),
    },
    async close(): Promise<void> {
      await Promise.all([whatsapp.close(), instagram.close(), telegram.close()]);
    },
  };
}
