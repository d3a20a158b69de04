import { defineSettings, flag, jsonText, setting, type SettingsOf } from '@onethread/runtime';
import { z } from 'zod';

const MAX_BOTS = 100;
/** As @BotFather gives it; what stands before the colon is the bot's own id. */
const token = z.string().regex(/^\d{1,20}:[\w-]{10,100}$/);
/** setWebhook, `secret_token`; no less than what cannot be guessed. */
const webhookSecret = z.string().regex(/^[\w-]{16,256}$/);
const label = z.string().min(1).max(100);

const furtherBots = jsonText(
  z.array(z.object({ token, label: label.optional(), webhookSecret: webhookSecret.optional() })).max(MAX_BOTS),
);

export const telegramSettings = defineSettings({
  token: setting('TELEGRAM_BOT_TOKEN', token, {
    describe: 'Token of the bot, of @BotFather',
    secret: true,
  }),
  webhookSecret: setting('TELEGRAM_WEBHOOK_SECRET', webhookSecret, {
    describe: 'Proves webhooks: 16 to 256 letters, digits, "_" and "-" of your choice; Telegram is told at every start',
    secret: true,
  }),
  label: setting('TELEGRAM_BOT_LABEL', label.optional(), {
    describe: 'Name of the bot as agents read it',
    example: 'Example Store',
  }),
  furtherBots: setting('TELEGRAM_BOTS', furtherBots, {
    describe: 'Further bots as JSON: [{"token","label"?,"webhookSecret"?}]',
    default: '[]',
    secret: true,
  }),
  apiUrl: setting('TELEGRAM_API_URL', z.url({ protocol: /^https?$/ }), {
    describe: 'Origin of the Bot API and of the files that people send',
    default: 'https://api.telegram.org',
  }),
  setWebhook: setting('TELEGRAM_SET_WEBHOOK', flag, {
    describe: 'Whether Telegram is told the address of the webhook at every start (PUBLIC_URL, https)',
    default: true,
  }),
  webhookConnections: setting('TELEGRAM_WEBHOOK_CONNECTIONS', z.coerce.number().int().min(1).max(100), {
    describe: 'Updates that Telegram brings side by side',
    default: '40',
  }),
});

export type TelegramSettings = SettingsOf<typeof telegramSettings>;
