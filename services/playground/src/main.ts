import { runServiceProcess } from '@onethread/process';
import { ownSettings, providerSettings } from './config.ts';
import { createPlayground } from './playground.ts';
import { reachThrough } from './reach-through.ts';

/** Beside groups that are named for their providers. */
const OWN_GROUP = 'playground';

await runServiceProcess({
  name: 'playground',
  settings: { ...providerSettings, [OWN_GROUP]: ownSettings },
  engines: [],
  create: ({ settings, process: { host, publicUrl }, http, logger, metrics }) => {
    const { [OWN_GROUP]: own, ...accounts } = settings;
    const { smtpAddress, reachUrl } = own;
    return createPlayground({
      http,
      logger,
      metrics,
      emailAddress: own.emailAddress,
      inAppJwtSecret: own.jwtSecret,
      accounts,
      host,
      smtpHost: smtpAddress.host,
      smtpPort: () => smtpAddress.port,
      ...(reachUrl === undefined || publicUrl === undefined ? {} : { reach: reachThrough(publicUrl, reachUrl) }),
    });
  },
});
