import type { ChannelHost } from '@onethread/channel-kit';
import type { SmsSettings } from './config.ts';
import type { Intake } from './intake/intake.ts';
import { readAddress } from './numbers/phone-numbers.ts';
import type { SmsProvider } from './provider.ts';
import { createTwilioProvider } from './twilio/twilio-provider.ts';

/** What every provider is made of. */
export interface ProviderParts {
  readonly host: ChannelHost;
  readonly defaultCountry: SmsSettings['defaultCountry'];
  readonly smartEncoding: boolean;
  /** Known once the channel starts. */
  readonly intake: () => Intake;
}

/** The providers that the settings name, in the order in which they are asked for a number. */
export function createProviders(
  host: ChannelHost,
  settings: SmsSettings,
  intake: () => Intake,
): readonly SmsProvider[] {
  const { defaultCountry, smartEncoding } = settings;
  const parts: ProviderParts = { host, defaultCountry, smartEncoding, intake };
  const normal = (numbers: readonly string[]): readonly string[] =>
    numbers.map((number) => {
      const address = readAddress(number, defaultCountry);
      return address === undefined ? number : address.prefix + address.value;
    });
  const providers: SmsProvider[] = [];
  const { twilioAccountSid, twilioAuthToken, twilioNumbers, twilioApiUrl } = settings;
  if (
    twilioAccountSid !== undefined &&
    twilioAuthToken !== undefined &&
    twilioNumbers !== undefined &&
    twilioApiUrl !== undefined
  ) {
    const twilio = {
      accountSid: twilioAccountSid,
      authToken: twilioAuthToken,
      numbers: normal(twilioNumbers),
      apiUrl: twilioApiUrl,
      messagingServiceSid: settings.twilioMessagingServiceSid,
      deleteMedia: settings.twilioDeleteMedia === true,
      answersKeywords: settings.twilioAnswersKeywords !== false,
    };
    providers.push(createTwilioProvider(parts, twilio));
  }
  return providers;
}
