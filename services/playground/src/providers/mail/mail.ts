import { defineSettings, setting } from '@onethread/runtime';
import { z } from 'zod';
import { portSetting, secretWord } from '../door.ts';
import type { Provider } from '../provider.ts';
import { createMailSide } from './mail-side.ts';

/** User and password of the mail server that Onethread hands its replies to: here, the simulated one. */
const signIn = z
  .string()
  .refine((text) => URL.canParse(text) && new URL(text).protocol === 'smtp:', 'not an smtp:// URL')
  .transform((text) => {
    const { username, password } = new URL(text);
    return { user: decodeURIComponent(username), password: decodeURIComponent(password) };
  })
  .refine(({ user, password }) => user !== '' && password !== '', 'without user and password');

const settings = defineSettings({
  port: portSetting('PLAYGROUND_MAIL_PORT', 'Port of the simulated mail server', 2526),
  account: setting('EMAIL_RELAY_URL', signIn, {
    describe: 'As the email channel has it, with user and password: smtp://onethread:password@playground:2526',
    secret: true,
  }),
});

/** A mail server with everybody's mailbox. */
export const mail: Provider<typeof settings> = {
  name: 'mail',
  settings,
  realAccountSettings: ['EMAIL_RELAY_URL'],
  invent: () => ({ port: 0, account: { user: 'onethread', password: secretWord() } }),
  addressOf: ({ email }) => email,
  open: createMailSide,
};
