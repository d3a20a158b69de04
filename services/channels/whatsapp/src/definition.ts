import type { ChannelDefinition } from '@onethread/channel-kit';
import type { WhatsappSettings } from './config.ts';
import { MAX_DOCUMENT_BYTES, MAX_FILES, MAX_IMAGE_BYTES, MAX_MEDIA_BYTES, MAX_TEXT_LENGTH } from './send/plan.ts';
import { createWhatsappChannel } from './whatsapp-channel.ts';

/** WhatsApp by Meta's Cloud API: business numbers by webhook and messages edge. */
export const whatsappChannel: ChannelDefinition<WhatsappSettings> = {
  name: 'whatsapp',
  capabilities: {
    label: 'WhatsApp',
    color: '#1f8f55',
    glyph: 'W',
    maxTextLength: MAX_TEXT_LENGTH,
    textUnit: 'characters',
    maxFiles: MAX_FILES,
    maxFileBytes: MAX_DOCUMENT_BYTES,
    fileTypes: [],
    fileLimits: [
      { type: 'image/jpeg', maxBytes: MAX_IMAGE_BYTES },
      { type: 'image/png', maxBytes: MAX_IMAGE_BYTES },
      { type: 'audio/*', maxBytes: MAX_MEDIA_BYTES },
      { type: 'video/*', maxBytes: MAX_MEDIA_BYTES },
    ],
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
    live: true,
    weight: 2,
  },
  create: createWhatsappChannel,
};
