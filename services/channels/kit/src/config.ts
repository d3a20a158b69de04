import { defineSettings, setting } from '@onethread/runtime';
import { z } from 'zod';

/** What every channel needs beside its own settings. */
export const channelSettings = defineSettings({
  identityKey: setting('IDENTITY_KEY', z.string().min(32), {
    describe:
      'Names every customer; for ever: with another key all history would belong to strangers. Belongs in the backup',
    secret: true,
  }),
});
