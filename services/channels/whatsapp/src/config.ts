import { accountIdSchema, furtherAccounts, metaSettings } from '@onethread/meta-graph';
import { defineSettings, setting, type SettingsOf } from '@onethread/runtime';
import { z } from 'zod';

const meta = metaSettings('WHATSAPP');

export const whatsappSettings = defineSettings({
  ...meta.webhook,
  phoneNumberId: setting('WHATSAPP_PHONE_NUMBER_ID', accountIdSchema, {
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
  furtherNumbers: setting('WHATSAPP_NUMBERS', furtherAccounts('phoneNumberId', z.string().min(1).optional()), {
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
  ...meta.graph,
});

export type WhatsappSettings = SettingsOf<typeof whatsappSettings>;
