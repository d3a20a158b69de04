import { defineSettings, flag, jsonText, setting, type SettingsOf } from '@onethread/runtime';
import { z } from 'zod';

const MAX_NUMBERS = 500;
const phoneNumberId = z.string().min(1).max(100);
const furtherNumbers = jsonText(
  z
    .array(
      z.object({
        phoneNumberId,
        accessToken: z.string().min(1).optional(),
        label: z.string().min(1).max(100).optional(),
        appSecret: z.string().min(1).optional(),
      }),
    )
    .max(MAX_NUMBERS),
);

export const whatsappSettings = defineSettings({
  appSecret: setting('WHATSAPP_APP_SECRET', z.string().min(1), {
    describe: 'Secret of the Meta app, proves webhooks',
    secret: true,
  }),
  verifyToken: setting('WHATSAPP_VERIFY_TOKEN', z.string().min(1), {
    describe: 'Word of your choice that Meta repeats when the webhook is set up',
    secret: true,
  }),
  phoneNumberId: setting('WHATSAPP_PHONE_NUMBER_ID', phoneNumberId, {
    describe: 'Id of the phone number (not the number itself), as webhooks name it',
    example: '106540352242922',
  }),
  accessToken: setting('WHATSAPP_ACCESS_TOKEN', z.string().min(1), {
    describe: 'Token of a system user, with whatsapp_business_messaging',
    secret: true,
  }),
  numberLabel: setting('WHATSAPP_NUMBER_LABEL', z.string().max(100).optional(), {
    describe: 'The number as agents read it',
    example: '+44 7700 900001',
  }),
  furtherNumbers: setting('WHATSAPP_NUMBERS', furtherNumbers, {
    describe: 'Further numbers as JSON: [{"phoneNumberId","accessToken"?,"label"?,"appSecret"?}]',
    default: '[]',
    secret: true,
  }),
  reopenTemplate: setting(
    'WHATSAPP_REOPEN_TEMPLATE',
    z
      .string()
      .regex(/^[a-z0-9_]{1,512}$/)
      .optional(),
    {
      describe:
        'Approved template with one variable in its body, which carries a reply that comes after the 24 hours; without it such a reply is refused',
      example: 'answer_to_your_question',
    },
  ),
  reopenLanguage: setting('WHATSAPP_REOPEN_LANGUAGE', z.string().regex(/^[a-z]{2,3}(_[A-Z]{2})?$/), {
    describe: 'Language of that template',
    default: 'en',
  }),
  graphUrl: setting('WHATSAPP_GRAPH_URL', z.url({ protocol: /^https?$/ }), {
    describe: 'Origin of the Graph API; files that it serves itself are accepted as well',
    default: 'https://graph.facebook.com',
  }),
  graphVersion: setting('WHATSAPP_GRAPH_VERSION', z.string().regex(/^v\d+\.\d+$/), {
    describe: 'Version of the Graph API',
    default: 'v25.0',
  }),
  appSecretProof: setting('WHATSAPP_APPSECRET_PROOF', flag, {
    describe: 'Whether calls are signed with the app secret (appsecret_proof)',
    default: true,
  }),
});

export type WhatsappSettings = SettingsOf<typeof whatsappSettings>;
