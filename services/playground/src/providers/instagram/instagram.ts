import { defineSettings, setting } from '@onethread/runtime';
import { z } from 'zod';
import { credential, originSetting, portSetting, secretWord } from '../door.ts';
import { createMessagingSide } from '../messaging-side.ts';
import type { Provider } from '../provider.ts';

const ACCOUNT_ID = '17841400000000000';
const APP_ID = 1234567890;
/** Instagram counts bytes; this leaves room for what takes two. */
const MAX_CHARACTERS = 500;
const TYPING_MS = 20_000;
const LABEL = '@playground.shop';

const settings = defineSettings({
  port: portSetting('PLAYGROUND_INSTAGRAM_PORT', 'Port of the simulated Graph API of Instagram', 8083),
  url: originSetting(
    'INSTAGRAM_GRAPH_URL',
    'How the Instagram channel reaches the simulator',
    'http://playground:8083',
  ),
  appSecret: credential('INSTAGRAM_APP_SECRET', 'Secret of the Meta app, proves webhooks'),
  verifyToken: credential('INSTAGRAM_VERIFY_TOKEN', 'Word that Meta repeats when the webhook is set up'),
  accessToken: credential('INSTAGRAM_ACCESS_TOKEN', 'Access token of the account'),
  accountId: setting('INSTAGRAM_ACCOUNT_ID', z.string().min(1).max(100), {
    describe: 'Id of the Instagram professional account',
    default: ACCOUNT_ID,
  }),
  appId: setting('INSTAGRAM_APP_ID', z.coerce.number().int().positive(), {
    describe: 'Id of the Meta app',
    default: APP_ID,
  }),
});

/** A professional account of Instagram. */
export const instagram: Provider<typeof settings> = {
  name: 'instagram',
  settings,
  realAccountSettings: ['INSTAGRAM_APP_SECRET', 'INSTAGRAM_ACCESS_TOKEN', 'INSTAGRAM_ACCOUNTS'],
  invent: () => ({
    port: 0,
    url: undefined,
    appSecret: secretWord(),
    verifyToken: secretWord(),
    accessToken: `IGA${secretWord()}${secretWord()}`,
    accountId: ACCOUNT_ID,
    appId: APP_ID,
  }),
  addressOf: ({ phone }) => `6${phone.slice(1).padStart(15, '0')}`,
  open: (account, parts) =>
    createMessagingSide(account, parts, {
      object: 'instagram',
      webhookPath: '/webhooks/instagram',
      blockedWords: '551: the person blocked the account',
      // Instagram tells only what was read.
      tellsDelivered: false,
      about: {
        name: 'instagram',
        title: 'Instagram',
        label: 'Instagram',
        noun: 'Instagram message',
        color: 'light-dark(#b32d73, #b8397b)',
        window: 'chat',
        peer: LABEL,
        firstPersonId: 'tom',
        maxCharacters: MAX_CHARACTERS,
        acceptedWord: 'Sent',
        // Ice breakers: postbacks as well.
        menu: [
          { title: 'What are your opening hours?', payload: 'HOURS' },
          { title: 'Is it in stock?', payload: 'STOCK' },
        ],
        quickReplies: [],
        reactions: ['❤️', '😮', '👏'],
        tellsRead: true,
        needsPhone: false,
        typingLastsMs: TYPING_MS,
      },
      settingsOf: ({ url }) => ({
        INSTAGRAM_APP_SECRET: account.appSecret,
        INSTAGRAM_VERIFY_TOKEN: account.verifyToken,
        INSTAGRAM_ACCESS_TOKEN: account.accessToken,
        INSTAGRAM_ACCOUNT_ID: account.accountId,
        INSTAGRAM_ACCOUNT_LABEL: LABEL,
        INSTAGRAM_APP_ID: String(account.appId),
        INSTAGRAM_GRAPH_URL: url,
      }),
    }),
};
