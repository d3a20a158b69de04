import type { Channel, ChannelHost } from '@onethread/channel-kit';
import { MetaAccounts } from '@onethread/meta-graph';
import { createMessagingChannel, type MessagingPlatform, type MessagingSettings } from '@onethread/meta-messaging';
import type { MessengerSettings } from './config.ts';

export const WEBHOOK_PATH = '/webhooks/messenger';
export const MAX_TEXT_LENGTH = 2000;
export const MAX_FILES = 10;
export const MAX_FILE_BYTES = 25 * 1024 * 1024;

/** Facebook Pages on the Messenger Platform. */
const PAGES: MessagingPlatform = {
  label: 'Messenger',
  object: 'page',
  webhookPath: WEBHOOK_PATH,
  conversations: 'messenger',
  node: (pageId) => pageId,
  profileFields: 'first_name,last_name',
  text: { most: MAX_TEXT_LENGTH, unit: 'characters' },
  maxFiles: MAX_FILES,
  maxFileBytes: { image: MAX_FILE_BYTES, audio: MAX_FILE_BYTES, video: MAX_FILE_BYTES, file: MAX_FILE_BYTES },
  carriesMetadata: true,
};

export function createMessengerChannel(host: ChannelHost, settings: MessengerSettings): Channel {
  return createMessagingChannel(host, messagingSettings(settings));
}

export function messagingSettings(settings: MessengerSettings): MessagingSettings {
  return { ...settings, platform: PAGES, accounts: accountsOf(settings) };
}

function accountsOf(settings: MessengerSettings): MetaAccounts {
  const { pageId, pageLabel, pageAccessToken: accessToken, appSecret, furtherPages } = settings;
  const first = pageId === undefined ? [] : [{ accountId: pageId, label: pageLabel }];
  return new MetaAccounts([...first, ...furtherPages], {
    accessToken,
    appSecret,
    labelOf: (id) => `Page ${id}`,
    // Where no Page is named, the token's Page is whichever the webhook names.
    answersUnlisted: pageId === undefined,
  });
}
