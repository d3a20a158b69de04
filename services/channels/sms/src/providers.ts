import type { ChannelHost } from '@onethread/channel-kit';
import type { SmsSettings } from './config.ts';
import type { Intake } from './intake/intake.ts';
import type { PartJoiner } from './parts/part-joiner.ts';
import { createSmppProvider } from './smpp/smpp-provider.ts';
import { createVonageProvider } from './vonage/vonage-provider.ts';
import { readAddress } from './numbers/phone-numbers.ts';
import type { SmsProvider } from './provider.ts';
import { createTwilioProvider } from './twilio/twilio-provider.ts';

const DEFAULT_BINDS = 4;
const DEFAULT_WINDOW = 10;

/** What every provider is made of. */
export interface ProviderParts {
  readonly host: ChannelHost;
  readonly defaultCountry: SmsSettings['defaultCountry'];
  readonly smartEncoding: boolean;
  /** Known once the channel starts. */
  readonly intake: () => Intake;
  /** Puts long messages together; known once the channel starts. */
  readonly joiner: () => PartJoiner;
}

/** The providers that the settings name, in the order in which they are asked for a number. */
export function createProviders(
  host: ChannelHost,
  settings: SmsSettings,
  entrance: Pick<ProviderParts, 'intake' | 'joiner'>,
): readonly SmsProvider[] {
  const { defaultCountry, smartEncoding } = settings;
  const parts: ProviderParts = { host, defaultCountry, smartEncoding, ...entrance };
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
  const { vonageApiKey, vonageApiSecret, vonageSignatureSecret, vonageNumbers, vonageApiUrl } = settings;
  if (
    vonageApiKey !== undefined &&
    vonageApiSecret !== undefined &&
    vonageSignatureSecret !== undefined &&
    vonageNumbers !== undefined &&
    vonageApiUrl !== undefined
  ) {
    const vonage = {
      apiKey: vonageApiKey,
      apiSecret: vonageApiSecret,
      signatureSecret: vonageSignatureSecret,
      signatureMethod: settings.vonageSignatureMethod ?? 'sha256',
      numbers: normal(vonageNumbers),
      apiUrl: vonageApiUrl,
    };
    providers.push(createVonageProvider(parts, vonage));
  }
  const { smppUrl, smppNumbers } = settings;
  if (smppUrl !== undefined && smppNumbers !== undefined) {
    const smpp = {
      url: smppUrl,
      tlsCaFile: settings.smppTlsCaFile,
      numbers: normal(smppNumbers),
      systemType: settings.smppSystemType ?? '',
      charset: settings.smppCharset ?? 'gsm',
      binds: settings.smppBinds ?? DEFAULT_BINDS,
      window: settings.smppWindow ?? DEFAULT_WINDOW,
      receiptIds: settings.smppReceiptIds ?? 'same',
      receiptPattern: settings.smppReceiptPattern,
    };
    providers.push(createSmppProvider(parts, smpp));
  }
  return providers;
}
