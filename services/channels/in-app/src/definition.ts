import type { ChannelDefinition } from '@onethread/channel-kit';
import { createInAppChannel } from './channel.ts';
import type { InAppSettings } from './config.ts';
import { MAX_ATTACHMENTS, MAX_TEXT_LENGTH, MAX_UPLOAD_BYTES } from './protocol.ts';

export const inAppChannel: ChannelDefinition<InAppSettings> = {
  name: 'in-app',
  capabilities: {
    label: 'In-app',
    color: '#4f46e5',
    glyph: '◉',
    maxTextLength: MAX_TEXT_LENGTH,
    maxFiles: MAX_ATTACHMENTS,
    maxFileBytes: MAX_UPLOAD_BYTES,
    fileTypes: [],
    receipts: ['delivered', 'read'],
    typing: true,
    live: true,
    weight: 2,
  },
  create: (host, settings) => createInAppChannel(host, settings),
};
