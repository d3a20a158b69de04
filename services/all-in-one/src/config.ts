import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { emailSettings } from '@onethread/channel-email';
import { inAppSettings } from '@onethread/channel-in-app';
import { defineSettings, LOG_LEVELS, portNumber, setting, type Environment, type SettingsOf } from '@onethread/runtime';
import { z } from 'zod';

/** What concerns the process as a whole; each service declares its own settings beside its code. */
export const processSettings = defineSettings({
  dataFolder: setting(
    'DATA_DIR',
    z.string().transform((path) => resolve(path.replace(/^~(?=\/|$)/, homedir()))),
    {
      describe: 'Folder for everything that is kept: history, log, attachments, secrets. Belongs in the backup',
      default: './data',
    },
  ),
  host: setting('HOST', z.string(), {
    describe: 'Address to listen on; 0.0.0.0 opens it to the network',
    default: '127.0.0.1',
  }),
  port: setting('PORT', portNumber, { describe: 'HTTP port of desk, widget, webhooks and playground', default: 8080 }),
  adminPort: setting('ADMIN_PORT', portNumber, { describe: 'Port of /livez, /readyz and /metrics', default: 9464 }),
  publicUrl: setting('PUBLIC_URL', z.url().optional(), {
    describe: 'How the world reaches PORT, for links and webhook signatures; default: http://HOST:PORT',
    example: 'https://support.example.org',
  }),
  trustedProxies: setting('TRUSTED_PROXIES', z.coerce.number().int().min(0).max(10), {
    describe: 'How many proxies stand in front whose X-Forwarded-For is believed',
    default: 0,
  }),
  logLevel: setting('LOG_LEVEL', z.enum(LOG_LEVELS), { describe: 'Least level of log lines', default: 'info' }),
  logFormat: setting('LOG_FORMAT', z.enum(['human', 'json']), {
    describe: 'Log lines for people or machines',
    default: 'human',
  }),
  logBackend: setting('LOG_BACKEND', z.enum(['sqlite']), { describe: 'Engine of the event log', default: 'sqlite' }),
  storeBackend: setting('STORE_BACKEND', z.enum(['sqlite']), {
    describe: 'Engine of the document store',
    default: 'sqlite',
  }),
  playground: setting('PLAYGROUND', z.enum(['auto', 'on', 'off']), {
    describe: 'Customers at play on /playground; auto: on until a real account is configured',
    default: 'auto',
  }),
});
export type ProcessSettings = SettingsOf<typeof processSettings>;

/** Made at the first start and kept in the data folder when they are not given. */
export const secretSettings = defineSettings({
  identityKey: setting('IDENTITY_KEY', z.string().min(32), {
    describe:
      'Names every customer; for ever: with another key all history would belong to strangers. Belongs in the backup',
    secret: true,
  }),
  tokenSecret: setting('GRPC_TOKEN_SECRET', z.string().min(32), {
    describe: 'Signs the tokens with which services and agents call routing',
    secret: true,
  }),
  cookieSecret: setting('COOKIE_SECRET', z.string().min(32), { describe: "Keys the desk's sessions", secret: true }),
});

/** What the playground must know of the channels to play their customers. */
export const playedSettings = defineSettings({
  smtpPort: emailSettings.smtpPort,
  mailboxes: emailSettings.mailboxes,
  jwtSecret: inAppSettings.jwtSecret,
});

/** The one place of this process that reads the environment. */
export function processEnvironment(): Environment {
  return process.env;
}

/** Where the built pages of the desk, the widget and the playground are made when they are missing. */
export const REPOSITORY_ROOT = join(import.meta.dirname, '../../..');
