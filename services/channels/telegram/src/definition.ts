import type { ChannelDefinition } from '@onethread/channel-kit';
import type { TelegramSettings } from './config.ts';
import { MAX_FILE_BYTES, MAX_FILES, MAX_TEXT_LENGTH } from './send/plan.ts';
import { createTelegramChannel } from './telegram-channel.ts';

/** Telegram: private chats with bots by webhook and Bot API. */
export const telegramChannel: ChannelDefinition<TelegramSettings> = {
  name: 'telegram',
  capabilities: {
    label: 'Telegram',
    color: '#26a5e4',
    glyph: 'T',
    maxTextLength: MAX_TEXT_LENGTH,
    textUnit: 'characters',
    maxFiles: MAX_FILES,
    maxFileBytes: MAX_FILE_BYTES,
    fileTypes: [],
    // The Bot API tells a bot neither.
    receipts: [],
    typing: false,
    signals: ['typing'],
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
    changes: ['edit', 'reaction'],
    live: true,
    weight: 2,
  },
  create: createTelegramChannel,
};
