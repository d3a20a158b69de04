import { defineSettings, flag, jsonText, setting, type SettingsOf } from '@onethread/runtime';
import { z } from 'zod';

const MAX_PAGES = 500;
const pageId = z.string().min(1).max(100);
const furtherPages = jsonText(
  z
    .array(
      z.object({
        pageId,
        accessToken: z.string().min(1),
        label: z.string().min(1).max(100).optional(),
        appSecret: z.string().min(1).optional(),
      }),
    )
    .max(MAX_PAGES),
);

export const messengerSettings = defineSettings({
  appSecret: setting('MESSENGER_APP_SECRET', z.string().min(1), {
    describe: 'Secret of the Meta app, proves webhooks',
    secret: true,
  }),
  verifyToken: setting('MESSENGER_VERIFY_TOKEN', z.string().min(1), {
    describe: 'Word of your choice that Meta repeats when the webhook is set up',
    secret: true,
  }),
  pageId: setting('MESSENGER_PAGE_ID', pageId.optional(), {
    describe: 'Id of the Facebook Page; without it every Page that the webhook names is answered with this token',
    example: '109876543210987',
  }),
  pageAccessToken: setting('MESSENGER_PAGE_ACCESS_TOKEN', z.string().min(1), {
    describe: 'Access token of the Page, with pages_messaging',
    secret: true,
  }),
  pageLabel: setting('MESSENGER_PAGE_LABEL', z.string().max(100).optional(), {
    describe: 'Name of the Page as agents read it',
    example: 'Example Store',
  }),
  furtherPages: setting('MESSENGER_PAGES', furtherPages, {
    describe: 'Further Pages as JSON: [{"pageId","accessToken","label"?,"appSecret"?}]',
    default: '[]',
    secret: true,
  }),
  appId: setting('MESSENGER_APP_ID', z.string().max(100).optional(), {
    describe: 'Id of the Meta app: tells echoes of our replies from those of other apps beyond doubt',
    example: '1234567890',
  }),
  graphUrl: setting('MESSENGER_GRAPH_URL', z.url({ protocol: /^https?$/ }), {
    describe: 'Origin of the Graph API; files that it serves itself are accepted as well',
    default: 'https://graph.facebook.com',
  }),
  graphVersion: setting('MESSENGER_GRAPH_VERSION', z.string().regex(/^v\d+\.\d+$/), {
    describe: 'Version of the Graph API',
    default: 'v25.0',
  }),
  appSecretProof: setting('MESSENGER_APPSECRET_PROOF', flag, {
    describe: 'Whether calls are signed with the app secret (appsecret_proof)',
    default: true,
  }),
  humanAgent: setting('MESSENGER_HUMAN_AGENT', flag, {
    describe: 'Whether the app has the permission Human Agent: people of yours may answer for 7 days, not 24 hours',
    default: false,
  }),
  takeThreadControl: setting('MESSENGER_TAKE_THREAD_CONTROL', flag, {
    describe: 'Whether a reply takes a thread over that another app controls; else it waits until it is handed over',
    default: false,
  }),
  catchUp: setting('MESSENGER_CATCH_UP', flag, {
    describe:
      'Whether messages that no webhook brought are pulled from the conversations (at the start, and each hour)',
    default: true,
  }),
});

export type MessengerSettings = SettingsOf<typeof messengerSettings>;
