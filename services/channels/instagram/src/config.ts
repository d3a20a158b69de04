import { accountIdSchema, furtherAccounts, metaSettings } from '@onethread/meta-graph';
import { platformSettings } from '@onethread/meta-messaging';
import { defineSettings, setting, type SettingsOf } from '@onethread/runtime';
import { z } from 'zod';

const meta = metaSettings(
  'INSTAGRAM',
  'Origin of the Graph API: graph.facebook.com with a Page’s token, graph.instagram.com with the account’s own',
);

export const instagramSettings = defineSettings({
  ...meta.webhook,
  accountId: setting('INSTAGRAM_ACCOUNT_ID', accountIdSchema, {
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
  furtherAccounts: setting('INSTAGRAM_ACCOUNTS', furtherAccounts('accountId', z.string().min(1)), {
    describe: 'Further accounts as JSON: [{"accountId","accessToken","label"?,"appSecret"?}]',
    default: '[]',
    secret: true,
  }),
  appId: setting('INSTAGRAM_APP_ID', z.string().max(100).optional(), {
    describe: 'Id of the Meta app: tells echoes of other apps from those of our replies beyond doubt',
    example: '1234567890',
  }),
  ...meta.graph,
  ...platformSettings('INSTAGRAM'),
});

export type InstagramSettings = SettingsOf<typeof instagramSettings>;
