import { emailChannel, emailSettings } from '@onethread/channel-email';
import { inAppChannel, inAppSettings } from '@onethread/channel-in-app';
import { createChannelService, type ChannelDefinition, type ChannelServiceOptions } from '@onethread/channel-kit';
import { instagramChannel, instagramSettings } from '@onethread/channel-instagram';
import { messengerChannel, messengerSettings } from '@onethread/channel-messenger';
import { smsChannel, smsSettings } from '@onethread/channel-sms';
import { telegramChannel, telegramSettings } from '@onethread/channel-telegram';
import { whatsappChannel, whatsappSettings } from '@onethread/channel-whatsapp';
import type { Service, SettingDefinitions, SettingsOf } from '@onethread/runtime';

/** A channel as this process sees it: its name, what it wants to know, how it is made. */
export interface ListedChannel {
  readonly name: string;
  readonly settings: SettingDefinitions;
  /** Whether it can do nothing before an account of a provider is given: then it is left out. */
  readonly needsAccount: boolean;
  /** `values` are this channel's settings as read by `settings`. */
  readonly create: (
    values: SettingsOf<SettingDefinitions>,
    parts: Omit<ChannelServiceOptions<never>, 'definition' | 'settings'>,
  ) => Service;
}

function listed<Definitions extends SettingDefinitions>(
  definition: ChannelDefinition<SettingsOf<Definitions>>,
  settings: Definitions,
  { needsAccount = true } = {},
): ListedChannel {
  return {
    name: definition.name,
    settings,
    needsAccount,
    create: (values, parts) =>
      createChannelService({ ...parts, definition, settings: values as SettingsOf<Definitions> }),
  };
}

/** The channels of this process: adding one is adding its line. */
export const CHANNELS: readonly ListedChannel[] = [
  listed(inAppChannel, inAppSettings, { needsAccount: false }),
  listed(messengerChannel, messengerSettings),
  listed(instagramChannel, instagramSettings),
  listed(whatsappChannel, whatsappSettings),
  listed(emailChannel, emailSettings, { needsAccount: false }),
  listed(smsChannel, smsSettings),
  listed(telegramChannel, telegramSettings),
];
