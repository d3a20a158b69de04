import { runServiceProcess } from '@onethread/process';
import { createRoutingService, routingSettings } from './index.ts';

await runServiceProcess({
  name: 'routing',
  settings: { routing: routingSettings },
  http: false,
  sweeps: true,
  create: async ({ settings, engines, ...parts }) => {
    const [log, documents, blobs, search] = await Promise.all([
      engines.log(),
      engines.documents('history'),
      engines.blobs(),
      engines.search(),
    ]);
    return createRoutingService({ ...parts, log, documents, blobs, search, settings: settings.routing });
  },
});
