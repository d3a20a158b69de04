import { defineSettings, setting } from '@onethread/runtime';
import { z } from 'zod';
import { credential, originSetting, portSetting, secretWord } from '../door.ts';
import type { Provider } from '../provider.ts';
import { createTelegramSide } from './telegram-side.ts';

const settings = defineSettings({
  port: portSetting('PLAYGROUND_TELEGRAM_PORT', 'Port of the simulated Bot API of Telegram', 8085),
  url: originSetting('TELEGRAM_API_URL', 'How the Telegram channel reaches the simulator', 'http://playground:8085'),
  token: setting('TELEGRAM_BOT_TOKEN', z.string().regex(/^\d+:\S+$/), {
    describe: 'Token of the bot',
    secret: true,
  }),
  webhookSecret: credential('TELEGRAM_WEBHOOK_SECRET', 'Proves webhooks'),
});

/** A bot of Telegram. */
export const telegram: Provider<typeof settings> = {
  name: 'telegram',
  settings,
  realAccountSettings: ['TELEGRAM_BOT_TOKEN', 'TELEGRAM_BOTS'],
  invent: () => ({
    port: 0,
    url: undefined,
    // History knows the account by the bot's id: it stays over restarts.
    token: `7000000001:AA${secretWord()}`,
    webhookSecret: secretWord(),
  }),
  // Telegram numbers people; any number that is theirs alone will do.
  addressOf: ({ phone }) => phone.slice(1),
  open: createTelegramSide,
};
