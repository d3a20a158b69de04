import type { ChannelDefinition } from '@onethread/channel-kit';
import type { SmsSettings } from './config.ts';
import { MAX_FILES, MAX_FILES_BYTES, MAX_TEXT_LENGTH } from './text/content.ts';
import { createSmsChannel } from './sms-channel.ts';

/** SMS and MMS through Twilio, Vonage and message centres of carriers. */
export const smsChannel: ChannelDefinition<SmsSettings> = {
  name: 'sms',
  capabilities: {
    label: 'SMS',
    color: '#1f9d55',
    glyph: 'S',
    maxTextLength: MAX_TEXT_LENGTH,
    textUnit: 'sms',
    maxFiles: MAX_FILES,
    maxFileBytes: MAX_FILES_BYTES,
    maxTotalFileBytes: MAX_FILES_BYTES,
    fileTypes: ['image/*', 'audio/*', 'video/*', 'application/pdf', 'text/vcard', 'text/calendar', 'text/plain'],
    receives: ['text', 'image', 'audio', 'video', 'file', 'missing-file', 'unsupported'],
    receipts: ['delivered'],
    typing: false,
    live: false,
    weight: 1,
  },
  create: createSmsChannel,
};
