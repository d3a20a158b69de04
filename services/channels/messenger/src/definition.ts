import type { ChannelDefinition } from '@onethread/channel-kit';
import type { MessengerSettings } from './config.ts';
import { createMessengerChannel, MAX_FILE_BYTES, MAX_FILES, MAX_TEXT_LENGTH } from './messenger-channel.ts';

/** Facebook Messenger: Pages by webhook and Send API. */
export const messengerChannel: ChannelDefinition<MessengerSettings> = {
  name: 'messenger',
  capabilities: {
    label: 'Messenger',
    color: '#0a7cff',
    glyph: 'M',
    maxTextLength: MAX_TEXT_LENGTH,
    textUnit: 'characters',
    maxFiles: MAX_FILES,
    maxFileBytes: MAX_FILE_BYTES,
    fileTypes: [],
    receipts: ['delivered', 'read'],
    typing: false,
    signals: ['typing', 'seen'],
    receives: [
      'text',
      'image',
      'audio',
      'video',
      'file',
      'sticker',
      'location',
      'card',
      'choice',
      'missing-file',
      'unsupported',
    ],
    changes: ['edit', 'unsend', 'reaction'],
    replyWindowHours: 24,
    personWindowHours: 168,
    live: true,
    weight: 2,
  },
  create: createMessengerChannel,
};
