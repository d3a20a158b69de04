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
    textUnit: 'characters',
    maxFiles: MAX_ATTACHMENTS,
    maxFileBytes: MAX_UPLOAD_BYTES,
    fileTypes: [],
    receipts: ['delivered', 'read'],
    typing: true,
    // By the feed that the person's app follows, so there is no `signal`.
    signals: ['typing', 'seen'],
    receives: ['text', 'image', 'audio', 'video', 'file'],
    changes: [],
    live: true,
    weight: 2,
  },
  create: (host, settings) => createInAppChannel(host, settings),
};
