import { defineSettings, portNumber, setting } from '@onethread/runtime';
import { z } from 'zod';

const address = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));
const origin = (name: string, describe: string, example: string) =>
  setting(name, address.optional(), { describe, example });
const credential = (name: string, describe: string) => setting(name, z.string().min(1), { describe, secret: true });

const hostAndPort = z
  .string()
  .regex(/^[^\s:]+:\d{1,5}$/, 'not host:port')
  .transform((text) => {
    const [host = '', port = ''] = text.split(':');
    return { host, port: Number(port) };
  });

/** User and password of the mail server that Onethread hands its replies to: here, the simulated one. */
const signIn = z
  .string()
  .refine((text) => URL.canParse(text) && new URL(text).protocol === 'smtp:', 'not an smtp:// URL')
  .transform((text) => {
    const { username, password } = new URL(text);
    return { user: decodeURIComponent(username), password: decodeURIComponent(password) };
  })
  .refine(({ user, password }) => user !== '' && password !== '', 'without user and password');

/**
 * Of the playground as a process of its own: the simulators listen where these say, and have the credentials that the
 * channels are given by the same names.
 */
export const playgroundSettings = defineSettings({
  graphPort: setting('PLAYGROUND_GRAPH_PORT', portNumber, {
    describe: 'Port of the simulated Graph API',
    default: 8081,
  }),
  twilioPort: setting('PLAYGROUND_TWILIO_PORT', portNumber, {
    describe: 'Port of the simulated Twilio',
    default: 8082,
  }),
  mailPort: setting('PLAYGROUND_MAIL_PORT', portNumber, {
    describe: 'Port of the simulated mail server',
    default: 2526,
  }),
  smtpAddress: setting('PLAYGROUND_SMTP_ADDRESS', hostAndPort, {
    describe: 'Where mails of played customers are handed in: host:port of the email channel',
    default: '127.0.0.1:2525',
  }),
  reachUrl: origin(
    'PLAYGROUND_REACH_URL',
    'Where the playground reaches what the world calls PUBLIC_URL; default: PUBLIC_URL itself',
    'http://proxy:8080',
  ),
  graphUrl: origin('MESSENGER_GRAPH_URL', 'How the Messenger channel reaches the simulator', 'http://playground:8081'),
  twilioUrl: origin('TWILIO_API_URL', 'How the SMS channel reaches the simulator', 'http://playground:8082'),
  appSecret: credential('MESSENGER_APP_SECRET', 'Secret of the Meta app, proves webhooks'),
  verifyToken: credential('MESSENGER_VERIFY_TOKEN', 'Word that Meta repeats when the webhook is set up'),
  pageAccessToken: credential('MESSENGER_PAGE_ACCESS_TOKEN', 'Access token of the Page'),
  pageId: setting('MESSENGER_PAGE_ID', z.string().min(1).max(100), {
    describe: 'Id of the Facebook Page',
    default: '109876543210987',
  }),
  appId: setting('MESSENGER_APP_ID', z.coerce.number().int().positive(), {
    describe: 'Id of the Meta app',
    default: 1234567890,
  }),
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
  mailAccount: setting('EMAIL_RELAY_URL', signIn, {
    describe: 'As the email channel has it, with user and password: smtp://onethread:password@playground:2526',
    secret: true,
  }),
  emailAddress: setting(
    'EMAIL_ADDRESS',
    z.string().transform((list) => list.split(',')[0]?.trim() ?? ''),
    { describe: 'Address that customers write to', default: 'support@localhost' },
  ),
  jwtSecret: setting('IN_APP_JWT_SECRET', z.string().min(32), {
    describe: "Signs the users' tokens of your app's backend (HS256)",
    secret: true,
  }),
});
