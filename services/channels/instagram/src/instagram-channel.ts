import type { Channel, ChannelHost } from '@onethread/channel-kit';
import { MetaAccounts } from '@onethread/meta-graph';
import { createMessagingChannel, type MessagingPlatform, type MessagingSettings } from '@onethread/meta-messaging';
import type { InstagramSettings } from './config.ts';

export const WEBHOOK_PATH = '/webhooks/instagram';
/** Of one text, in bytes of UTF-8. */
export const MAX_TEXT_BYTES = 1000;
export const MAX_FILES = 10;
export const MAX_FILE_BYTES = 25 * 1024 * 1024;
export const MAX_IMAGE_BYTES = 8 * 1024 * 1024;

/** Instagram professional accounts on the Messenger Platform. */
const ACCOUNTS: MessagingPlatform = {
  label: 'Instagram',
  object: 'instagram',
  webhookPath: WEBHOOK_PATH,
  conversations: 'instagram',
  // Webhooks name the account, calls its Page or itself: the token knows which.
  node: () => 'me',
  profileFields: 'name,username',
  text: { most: MAX_TEXT_BYTES, unit: 'bytes' },
  maxFiles: MAX_FILES,
  maxFileBytes: { image: MAX_IMAGE_BYTES, audio: MAX_FILE_BYTES, video: MAX_FILE_BYTES, file: MAX_FILE_BYTES },
  carriesMetadata: false,
};

export function createInstagramChannel(host: ChannelHost, settings: InstagramSettings): Channel {
  return createMessagingChannel(host, messagingSettings(settings));
}

export function messagingSettings(settings: InstagramSettings): MessagingSettings {
  return { ...settings, platform: ACCOUNTS, accounts: accountsOf(settings) };
}

function accountsOf(settings: InstagramSettings): MetaAccounts {
  const { accountId, accountLabel: label, accessToken, appSecret, furtherAccounts } = settings;
  return new MetaAccounts([{ accountId, label }, ...furtherAccounts], {
    accessToken,
    appSecret,
    labelOf: (id) => `Account ${id}`,
  });
}
