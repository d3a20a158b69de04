import { z } from 'zod';
import { defineSettings, portNumber, setting, type SettingsOf } from '@onethread/runtime';
import { isMailAddress, normalAddress } from './addresses.ts';

/** An account's name on the log. */
const MAX_MAILBOX = 200;

const addressList = z
  .string()
  .transform((list) => [...new Set(list.split(',').map((address) => normalAddress(address)))])
  .refine(
    (list) => list.every((address) => isMailAddress(address) && address.length <= MAX_MAILBOX),
    'not a list of mail addresses',
  );

const relayUrl = z.string().refine((text) => {
  if (!URL.canParse(text)) return false;
  return ['smtp:', 'smtps:'].includes(new URL(text).protocol);
}, 'not an smtp:// or smtps:// URL');

export const emailSettings = defineSettings({
  host: setting('HOST', z.string(), { describe: 'Address to listen on', default: '127.0.0.1' }),
  smtpPort: setting('EMAIL_SMTP_PORT', portNumber, { describe: 'Port that takes mail (SMTP)', default: 2525 }),
  mailboxes: setting('EMAIL_ADDRESS', addressList, {
    describe: 'Mail addresses that customers write to, separated by commas; mail to address+anything is taken as well',
    default: 'support@localhost',
  }),
  relayUrl: setting('EMAIL_RELAY_URL', relayUrl, {
    describe:
      'Mail server that takes replies, with user and password if it wants them: smtps://user:password@mail.example.org',
    default: 'smtp://127.0.0.1:2526',
    secret: true,
  }),
  tlsKeyFile: setting('EMAIL_TLS_KEY_FILE', z.string().optional(), {
    describe: 'PEM file of the key for STARTTLS; without key and certificate it is not offered',
    example: '/etc/onethread/mail.key',
  }),
  tlsCertFile: setting('EMAIL_TLS_CERT_FILE', z.string().optional(), {
    describe: 'PEM file of the certificate for STARTTLS',
    example: '/etc/onethread/mail.crt',
  }),
});

export type EmailSettings = SettingsOf<typeof emailSettings>;
