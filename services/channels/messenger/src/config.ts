import { accountIdSchema, furtherAccounts, metaSettings } from '@onethread/meta-graph';
import { platformSettings } from '@onethread/meta-messaging';
import { defineSettings, setting, type SettingsOf } from '@onethread/runtime';
import { z } from 'zod';

const meta = metaSettings('MESSENGER');

export const messengerSettings = defineSettings({
  ...meta.webhook,
  pageId: setting('MESSENGER_PAGE_ID', accountIdSchema.optional(), {
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
  furtherPages: setting('MESSENGER_PAGES', furtherAccounts('pageId', z.string().min(1)), {
    describe: 'Further Pages as JSON: [{"pageId","accessToken","label"?,"appSecret"?}]',
    default: '[]',
    secret: true,
  }),
  appId: setting('MESSENGER_APP_ID', z.string().max(100).optional(), {
    describe: 'Id of the Meta app: tells echoes of our replies from those of other apps beyond doubt',
    example: '1234567890',
  }),
  ...meta.graph,
  ...platformSettings('MESSENGER'),
});

export type MessengerSettings = SettingsOf<typeof messengerSettings>;
