import { defineSettings, flag, neededTogether, setting, type SettingsOf } from '@onethread/runtime';
import { isSupportedCountry, type CountryCode } from 'libphonenumber-js/max';
import { z } from 'zod';
import { keywordSetting } from './keywords/keyword-setting.ts';
import { smppDefinitions } from './smpp/settings.ts';
import { twilioDefinitions } from './twilio/settings.ts';
import { vonageDefinitions } from './vonage/settings.ts';

const country = z
  .string()
  .transform((code) => code.toUpperCase())
  .refine((code): code is CountryCode => isSupportedCountry(code), 'not a country of two letters');

/** One provider at least; those of several live side by side, each with its own numbers. */
export const smsSettings = defineSettings({
  ...neededTogether('Twilio', twilioDefinitions),
  ...neededTogether('Vonage', vonageDefinitions),
  ...neededTogether('SMPP', smppDefinitions),
  defaultCountry: setting('SMS_DEFAULT_COUNTRY', country, {
    describe: 'Country (two letters) of numbers that come without a + and country code',
    default: 'US',
  }),
  smartEncoding: setting('SMS_SMART_ENCODING', flag, {
    describe: 'Whether typographic quotes, dashes and spaces are simplified where that saves a text from UCS-2',
    default: true,
  }),
  keywords: setting('SMS_KEYWORDS', keywordSetting, {
    describe:
      'Further words of STOP, START and HELP, and what is answered to them, per language, as JSON: {"de":{"stop":["STOPP"],"helpText":"…"}}; "en" for the built-in words',
    default: '{}',
  }),
});

export type SmsSettings = SettingsOf<typeof smsSettings>;
