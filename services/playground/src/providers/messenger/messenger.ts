import { defineSettings, setting } from '@onethread/runtime';
import { z } from 'zod';
import { credential, originSetting, portSetting, secretWord } from '../door.ts';
import { createMessagingSide } from '../messaging-side.ts';
import type { Provider } from '../provider.ts';

const PAGE_ID = '109876543210987';
const APP_ID = 1234567890;
const MAX_CHARACTERS = 2000;
const TYPING_MS = 20_000;

const settings = defineSettings({
  port: portSetting('PLAYGROUND_GRAPH_PORT', 'Port of the simulated Graph API of Messenger', 8081),
  url: originSetting(
    'MESSENGER_GRAPH_URL',
    'How the Messenger channel reaches the simulator',
    'http://playground:8081',
  ),
  appSecret: credential('MESSENGER_APP_SECRET', 'Secret of the Meta app, proves webhooks'),
  verifyToken: credential('MESSENGER_VERIFY_TOKEN', 'Word that Meta repeats when the webhook is set up'),
  accessToken: credential('MESSENGER_PAGE_ACCESS_TOKEN', 'Access token of the Page'),
  accountId: setting('MESSENGER_PAGE_ID', z.string().min(1).max(100), {
    describe: 'Id of the Facebook Page',
    default: PAGE_ID,
  }),
  appId: setting('MESSENGER_APP_ID', z.coerce.number().int().positive(), {
    describe: 'Id of the Meta app',
    default: APP_ID,
  }),
});

/** A Facebook Page. */
export const messenger: Provider<typeof settings> = {
  name: 'messenger',
  settings,
  realAccountSettings: ['MESSENGER_APP_SECRET', 'MESSENGER_PAGE_ACCESS_TOKEN', 'MESSENGER_PAGES'],
  invent: () => ({
    port: 0,
    url: undefined,
    appSecret: secretWord(),
    verifyToken: secretWord(),
    accessToken: `EAA${secretWord()}${secretWord()}`,
    accountId: PAGE_ID,
    appId: APP_ID,
  }),
  addressOf: ({ phone }) => `7${phone.slice(1).padStart(15, '0')}`,
  open: (account, parts) =>
    createMessagingSide(account, parts, {
      object: 'page',
      webhookPath: '/webhooks/messenger',
      blockedWords: '551: the person blocked the Page',
      tellsDelivered: true,
      about: {
        name: 'messenger',
        title: 'Messenger',
        label: 'Messenger',
        noun: 'Messenger message',
        color: 'light-dark(#5b4bd6, #6656dc)',
        window: 'chat',
        peer: 'Playground Page',
        firstPersonId: 'olek',
        maxCharacters: MAX_CHARACTERS,
        acceptedWord: 'Sent',
        // Postbacks of the Page's own menu.
        menu: [
          { title: 'Get started', payload: 'GET_STARTED' },
          { title: 'Where is my order?', payload: 'ORDER_STATUS' },
          { title: 'Talk to a person', payload: 'HUMAN' },
        ],
        quickReplies: [
          { title: 'Yes, please', payload: 'YES' },
          { title: 'No, thank you', payload: 'NO' },
        ],
        reactions: ['❤️', '😆', '👍'],
        tellsRead: true,
        needsPhone: false,
        typingLastsMs: TYPING_MS,
      },
      settingsOf: ({ url }) => ({
        MESSENGER_APP_SECRET: account.appSecret,
        MESSENGER_VERIFY_TOKEN: account.verifyToken,
        MESSENGER_PAGE_ACCESS_TOKEN: account.accessToken,
        MESSENGER_PAGE_ID: account.accountId,
        MESSENGER_PAGE_LABEL: 'Playground Page',
        MESSENGER_APP_ID: String(account.appId),
        MESSENGER_GRAPH_URL: url,
      }),
    }),
};
