import { defineSettings, setting } from '@onethread/runtime';
import { z } from 'zod';
import { credential, originSetting, portSetting, secretWord } from '../door.ts';
import type { Provider } from '../provider.ts';
import { createWhatsappSide } from './whatsapp-side.ts';

const PHONE_NUMBER_ID = '106540352242922';

const settings = defineSettings({
  port: portSetting('PLAYGROUND_WHATSAPP_PORT', 'Port of the simulated Cloud API of WhatsApp', 8084),
  url: originSetting('WHATSAPP_GRAPH_URL', 'How the WhatsApp channel reaches the simulator', 'http://playground:8084'),
  appSecret: credential('WHATSAPP_APP_SECRET', 'Secret of the Meta app, proves webhooks'),
  verifyToken: credential('WHATSAPP_VERIFY_TOKEN', 'Word that Meta repeats when the webhook is set up'),
  accessToken: credential('WHATSAPP_ACCESS_TOKEN', 'Token of a system user'),
  phoneNumberId: setting('WHATSAPP_PHONE_NUMBER_ID', z.string().min(1).max(100), {
    describe: 'Id of the phone number',
    default: PHONE_NUMBER_ID,
  }),
});

/** A business number at WhatsApp's Cloud API. */
export const whatsapp: Provider<typeof settings> = {
  name: 'whatsapp',
  settings,
  realAccountSettings: ['WHATSAPP_APP_SECRET', 'WHATSAPP_ACCESS_TOKEN', 'WHATSAPP_NUMBERS'],
  invent: () => ({
    port: 0,
    url: undefined,
    appSecret: secretWord(),
    verifyToken: secretWord(),
    accessToken: `EAA${secretWord()}${secretWord()}`,
    phoneNumberId: PHONE_NUMBER_ID,
  }),
  // The number without its plus.
  addressOf: ({ phone }) => phone.slice(1),
  open: createWhatsappSide,
};
