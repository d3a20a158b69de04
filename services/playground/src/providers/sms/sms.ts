import { defineSettings, setting } from '@onethread/runtime';
import { z } from 'zod';
import { credential, originSetting, portSetting, secretWord } from '../door.ts';
import type { Provider } from '../provider.ts';
import { createSmsSide } from './sms-side.ts';

const settings = defineSettings({
  port: portSetting('PLAYGROUND_TWILIO_PORT', 'Port of the simulated Twilio', 8082),
  url: originSetting('TWILIO_API_URL', 'How the SMS channel reaches the simulator', 'http://playground:8082'),
  accountSid: setting('TWILIO_ACCOUNT_SID', z.string().min(1), {
    describe: 'Account of Twilio',
    example: 'AC00000000000000000000000000000000',
  }),
  authToken: credential('TWILIO_AUTH_TOKEN', 'Auth token of that account'),
  number: setting(
    'TWILIO_FROM',
    z.string().transform((list) => list.split(',')[0]?.trim() ?? ''),
    { describe: 'Number that customers write to (the first, where there are several)', example: '+12125550123' },
  ),
});

/** SMS and MMS by Twilio. */
export const sms: Provider<typeof settings> = {
  name: 'sms',
  settings,
  realAccountSettings: ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'VONAGE_API_KEY', 'SMPP_URL'],
  invent: () => ({
    port: 0,
    url: undefined,
    accountSid: `AC${secretWord()}`,
    authToken: secretWord(),
    // Free for fiction, as those of the people.
    number: '+12125550123',
  }),
  addressOf: ({ phone }) => phone,
  open: createSmsSide,
};
