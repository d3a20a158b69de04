import { defineSettings, setting, type SettingDefinitions } from '@onethread/runtime';
import { z } from 'zod';
import { originSetting } from './providers/door.ts';
import { PROVIDERS } from './providers/list.ts';

const hostAndPort = z
  .string()
  .regex(/^[^\s:]+:\d{1,5}$/, 'not host:port')
  .transform((text) => {
    const [host = '', port = ''] = text.split(':');
    return { host, port: Number(port) };
  });

/** Of the playground as a process of its own, beside what each provider wants to know. */
export const ownSettings = defineSettings({
  smtpAddress: setting('PLAYGROUND_SMTP_ADDRESS', hostAndPort, {
    describe: 'Where mails of played customers are handed in: host:port of the email channel',
    default: '127.0.0.1:2525',
  }),
  reachUrl: originSetting(
    'PLAYGROUND_REACH_URL',
    'Where the playground reaches what the world calls PUBLIC_URL; default: PUBLIC_URL itself',
    'http://proxy:8080',
  ),
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

/** One group for each provider: its simulator listens where these say, and has the credentials that its channel is given. */
export const providerSettings: Readonly<Record<string, SettingDefinitions>> = Object.fromEntries(
  PROVIDERS.map(({ name, settings }) => [name, settings]),
);

/** All that the process reads, each under the name of its variable. */
export const playgroundSettings: SettingDefinitions = Object.fromEntries(
  [...Object.values(providerSettings), ownSettings]
    .flatMap((group: SettingDefinitions) => Object.values(group))
    .map((one) => [one.envName, one]),
);
