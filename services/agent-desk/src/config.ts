import { routingAddressSetting } from '@onethread/process';
import { defineSettings, setting } from '@onethread/runtime';
import { z } from 'zod';

export const deskSettings = defineSettings({
  routingAddress: routingAddressSetting,
  tokenSecret: setting('GRPC_TOKEN_SECRET', z.string().min(32), {
    describe: 'Signs the tokens with which services and agents call routing',
    secret: true,
  }),
  cookieSecret: setting('COOKIE_SECRET', z.string().min(32), { describe: "Keys the desk's sessions", secret: true }),
});
