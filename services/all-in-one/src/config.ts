import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { deskSettings } from '@onethread/agent-desk';
import { emailSettings } from '@onethread/channel-email';
import { inAppSettings } from '@onethread/channel-in-app';
import { channelSettings } from '@onethread/channel-kit';
import { processSettings } from '@onethread/process';
import { defineSettings, setting, type SettingsOf } from '@onethread/runtime';
import { z } from 'zod';

/** Of one process with everything in it; each service declares its own settings beside its code. */
export const allInOneSettings = defineSettings({
  dataFolder: setting(
    'DATA_DIR',
    z.string().transform((path) => resolve(path.replace(/^~(?=\/|$)/, homedir()))),
    {
      describe: 'Folder for everything that is kept: history, log, attachments, secrets. Belongs in the backup',
      default: './data',
    },
  ),
  ...processSettings,
  playground: setting('PLAYGROUND', z.enum(['auto', 'on', 'off']), {
    describe: 'Customers at play on /playground; auto: on until a real account is configured',
    default: 'auto',
  }),
});
export type AllInOneSettings = SettingsOf<typeof allInOneSettings>;

/** Made at the first start and kept in the data folder when they are not given. */
export const secretSettings = defineSettings({
  identityKey: channelSettings.identityKey,
  tokenSecret: deskSettings.tokenSecret,
  cookieSecret: deskSettings.cookieSecret,
});

/** What the playground must know of the channels to play their customers. */
export const playedSettings = defineSettings({
  smtpPort: emailSettings.smtpPort,
  mailboxes: emailSettings.mailboxes,
  jwtSecret: inAppSettings.jwtSecret,
});

/** Where the built pages of the desk, the widget and the playground are made when they are missing. */
export const REPOSITORY_ROOT = join(import.meta.dirname, '../../..');
