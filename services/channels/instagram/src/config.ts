import { defineSettings, flag, jsonText, setting, type SettingsOf } from '@onethread/runtime';
import { z } from 'zod';

const MAX_ACCOUNTS = 500;
const accountId = z.string().min(1).max(100);
const furtherAccounts = jsonText(
  z
    .array(
      z.object({
        accountId,
        accessToken: z.string().min(1),
        label: z.string().min(1).max(100).optional(),
        appSecret: z.string().min(1).optional(),
      }),
    )
    .max(MAX_ACCOUNTS),
);

export const instagramSettings = defineSettings({
  appSecret: setting('INSTAGRAM_APP_SECRET', z.string().min(1), {
    describe: 'Secret of the Meta app, proves webhooks',
    secret: true,
  }),
  verifyToken: setting('INSTAGRAM_VERIFY_TOKEN', z.string().min(1), {
    describe: 'Word of your choice that Meta repeats when the webhook is set up',
    secret: true,
  }),
  accountId: setting('INSTAGRAM_ACCOUNT_ID', accountId, {
    describe: 'Id of the Instagram professional account, as webhooks name it',
    example: '17841400000000000',
  }),
  accessToken: setting('INSTAGRAM_ACCESS_TOKEN', z.string().min(1), {
    describe: 'Access token of the account or of its Page, with instagram_manage_messages',
    secret: true,
  }),
  accountLabel: setting('INSTAGRAM_ACCOUNT_LABEL', z.string().max(100).optional(), {
    describe: 'Name of the account as agents read it',
    example: '@example.store',
  }),
  furtherAccounts: setting('INSTAGRAM_ACCOUNTS', furtherAccounts, {
    describe: 'Further accounts as JSON: [{"accountId","accessToken","label"?,"appSecret"?}]',
    default: '[]',
    secret: true,
  }),
  appId: setting('INSTAGRAM_APP_ID', z.string().max(100).optional(), {
    describe: 'Id of the Meta app: tells echoes of other apps from those of our replies beyond doubt',
    example: '1234567890',
  }),
  graphUrl: setting('INSTAGRAM_GRAPH_URL', z.url({ protocol: /^https?$/ }), {
    describe:
      'Origin of the Graph API: graph.facebook.com with a Page’s token, graph.instagram.com with the account’s own',
    default: 'https://graph.facebook.com',
  }),
  graphVersion: setting('INSTAGRAM_GRAPH_VERSION', z.string().regex(/^v\d+\.\d+$/), {
    describe: 'Version of the Graph API',
    default: 'v25.0',
  }),
  appSecretProof: setting('INSTAGRAM_APPSECRET_PROOF', flag, {
    describe: 'Whether calls are signed with the app secret (appsecret_proof)',
    default: true,
  }),
  humanAgent: setting('INSTAGRAM_HUMAN_AGENT', flag, {
    describe: 'Whether the app has the permission Human Agent: people of yours may answer for 7 days, not 24 hours',
    default: false,
  }),
  takeThreadControl: setting('INSTAGRAM_TAKE_THREAD_CONTROL', flag, {
    describe: 'Whether a reply takes a thread over that another app controls; else it waits until it is handed over',
    default: false,
  }),
  catchUp: setting('INSTAGRAM_CATCH_UP', flag, {
    describe:
      'Whether messages that no webhook brought are pulled from the conversations (at the start, and each hour)',
    default: true,
  }),
});

export type InstagramSettings = SettingsOf<typeof instagramSettings>;
