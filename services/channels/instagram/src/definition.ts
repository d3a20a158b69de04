import type { ChannelDefinition } from '@onethread/channel-kit';
import type { InstagramSettings } from './config.ts';
import {
  createInstagramChannel,
  MAX_FILE_BYTES,
  MAX_FILES,
  MAX_IMAGE_BYTES,
  MAX_TEXT_BYTES,
} from './instagram-channel.ts';

/** Instagram direct messages: professional accounts by webhook and Send API. */
export const instagramChannel: ChannelDefinition<InstagramSettings> = {
  name: 'instagram',
  capabilities: {
    label: 'Instagram',
    color: '#c13584',
    glyph: 'IG',
    maxTextLength: MAX_TEXT_BYTES,
    textUnit: 'bytes',
    maxFiles: MAX_FILES,
    maxFileBytes: MAX_FILE_BYTES,
    fileTypes: ['image/jpeg', 'image/png', 'image/gif', 'audio/*', 'video/*', 'application/pdf'],
    fileLimits: [{ type: 'image/*', maxBytes: MAX_IMAGE_BYTES }],
    receipts: ['read'],
    typing: false,
    signals: ['typing', 'seen'],
    receives: ['text', 'image', 'audio', 'video', 'file', 'sticker', 'card', 'choice', 'missing-file', 'unsupported'],
    changes: ['edit', 'unsend', 'reaction'],
    replyWindowHours: 24,
    personWindowHours: 168,
    live: true,
    weight: 2,
  },
  create: createInstagramChannel,
};
