import { runServiceProcess } from '@onethread/process';
import { playgroundSettings } from './config.ts';
import { createPlayground } from './playground.ts';
import { reachThrough } from './reach-through.ts';

await runServiceProcess({
  name: 'playground',
  settings: { playground: playgroundSettings },
  engines: [],
  create: ({ settings: { playground: given }, process: { host, publicUrl }, http, logger, metrics }) => {
    const { appSecret, verifyToken, pageAccessToken, pageId, appId, accountSid, authToken, number, smtpAddress } =
      given;
    return createPlayground({
      http,
      logger,
      metrics,
      smtpPort: () => smtpAddress.port,
      emailAddress: given.emailAddress,
      inAppJwtSecret: given.jwtSecret,
      accounts: {
        messenger: { appSecret, verifyToken, pageAccessToken, pageId, appId },
        sms: { accountSid, authToken, number },
        mail: given.mailAccount,
      },
      doors: {
        host,
        graphPort: given.graphPort,
        twilioPort: given.twilioPort,
        mailPort: given.mailPort,
        smtpHost: smtpAddress.host,
        ...(given.graphUrl === undefined ? {} : { graphOrigin: given.graphUrl }),
        ...(given.twilioUrl === undefined ? {} : { twilioOrigin: given.twilioUrl }),
        ...(given.reachUrl === undefined || publicUrl === undefined
          ? {}
          : { reach: reachThrough(publicUrl, given.reachUrl) }),
      },
    });
  },
});
