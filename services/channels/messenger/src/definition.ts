import type { ChannelDefinition } from '@onethread/channel-kit';
import type { MessengerSettings } from './config.ts';
import { createMessengerChannel } from './messenger-channel.ts';
import { MAX_FILE_BYTES, MAX_FILES, MAX_TEXT_LENGTH } from './send/plan.ts';

/** Facebook Messenger: Pages by webhook and Send API. */
export const messengerChannel: ChannelDefinition<MessengerSettings> = {
  name: 'messenger',
  capabilities: {
    label: 'Messenger',
    color: '#0a7cff',
    glyph: 'M',
    maxTextLength: MAX_TEXT_LENGTH,
    maxFiles: MAX_FILES,
    maxFileBytes: MAX_FILE_BYTES,
    fileTypes: [],
    receipts: ['delivered', 'read'],
    typing: false,
    replyWindowHours: 24,
    live: true,
    weight: 2,
  },
  create: createMessengerChannel,
};
