import { defineSettings, setting, type SettingsOf } from '@onethread/runtime';
import { isSupportedCountry, type CountryCode } from 'libphonenumber-js/max';
import { z } from 'zod';

const MAX_NUMBERS = 500;

const numbers = z
  .string()
  .transform((list) =>
    list
      .split(',')
      .map((number) => number.trim())
      .filter((number) => number !== ''),
  )
  .pipe(z.array(z.string().max(50)).min(1).max(MAX_NUMBERS));

const country = z
  .string()
  .transform((code) => code.toUpperCase())
  .refine((code): code is CountryCode => isSupportedCountry(code), 'not a country of two letters');

export const smsSettings = defineSettings({
  accountSid: setting('TWILIO_ACCOUNT_SID', z.string().min(1), {
    describe: 'Account of Twilio',
    example: 'AC00000000000000000000000000000000',
  }),
  authToken: setting('TWILIO_AUTH_TOKEN', z.string().min(1), {
    describe: 'Auth token of that account: proves webhooks, authorises sending',
    secret: true,
  }),
  numbers: setting('TWILIO_FROM', numbers, {
    describe: 'Numbers that customers write to and replies come from, separated by commas, in international form',
    example: '+14155550100',
  }),
  apiUrl: setting('TWILIO_API_URL', z.url({ protocol: /^https?$/ }), {
    describe: 'Origin of Twilio’s REST API',
    default: 'https://api.twilio.com',
  }),
  defaultCountry: setting('SMS_DEFAULT_COUNTRY', country, {
    describe: 'Country (two letters) of numbers that come without a + and country code',
    default: 'US',
  }),
});

export type SmsSettings = SettingsOf<typeof smsSettings>;
