import { flag, setting } from '@onethread/runtime';
import { z } from 'zod';
import { addressList } from '../numbers/address-list.ts';

/** Settings of an account at Twilio, in `TWILIO_…`. */
export const twilioDefinitions = {
  twilioAccountSid: setting('TWILIO_ACCOUNT_SID', z.string().min(1), {
    describe: 'Account of Twilio',
    example: 'AC00000000000000000000000000000000',
  }),
  twilioAuthToken: setting('TWILIO_AUTH_TOKEN', z.string().min(1), {
    describe: 'Auth token of that account: proves webhooks, authorises sending',
    secret: true,
  }),
  twilioNumbers: setting('TWILIO_FROM', addressList, {
    describe: 'Numbers that customers write to and replies come from, separated by commas, in international form',
    example: '+14155550100',
  }),
  twilioApiUrl: setting('TWILIO_API_URL', z.url({ protocol: /^https?$/ }), {
    describe: 'Origin of Twilio’s REST API',
    default: 'https://api.twilio.com',
  }),
  twilioMessagingServiceSid: setting('TWILIO_MESSAGING_SERVICE_SID', z.string().min(1).max(100).optional(), {
    describe: 'Messaging service that replies go through; its senders must hold the numbers above',
    example: 'MG00000000000000000000000000000000',
  }),
  twilioDeleteMedia: setting('TWILIO_DELETE_MEDIA', flag, {
    describe: 'Whether files of customers are deleted at Twilio once they are kept here',
    default: true,
  }),
  twilioAnswersKeywords: setting('TWILIO_ANSWERS_KEYWORDS', flag, {
    describe: 'Whether Twilio itself answers STOP, START and HELP (its default, unless switched off in the console)',
    default: true,
  }),
};

export interface TwilioSettings {
  readonly accountSid: string;
  readonly authToken: string;
  readonly numbers: readonly string[];
  readonly apiUrl: string;
  readonly messagingServiceSid: string | undefined;
  readonly deleteMedia: boolean;
  readonly answersKeywords: boolean;
}
