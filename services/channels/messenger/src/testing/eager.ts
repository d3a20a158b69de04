import type { ChannelDefinition } from '@onethread/channel-kit';
import { createMessagingChannel } from '@onethread/meta-messaging';
import { messengerChannel, type MessengerSettings } from '../index.ts';
import { messagingSettings } from '../messenger-channel.ts';

/** The same channel, looking for a gap at once. */
export const eagerChannel: ChannelDefinition<MessengerSettings> = {
  ...messengerChannel,
  create: (host, settings) =>
    createMessagingChannel(host, messagingSettings(settings), { firstAfterMs: 1, pauseMs: 1, retryMs: 20 }),
};
