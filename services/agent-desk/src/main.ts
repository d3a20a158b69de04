import { runServiceProcess } from '@onethread/process';
import { createAgentDeskService, deskSettings } from './index.ts';

await runServiceProcess({
  name: 'agent-desk',
  settings: { desk: deskSettings },
  engines: ['store'],
  create: async ({ settings, process: { publicUrl = '' }, engines, ...parts }) => {
    const [documents, blobs] = await Promise.all([engines.documents('desk'), engines.blobs()]);
    return createAgentDeskService({ ...parts, ...settings.desk, documents, blobs, publicUrl });
  },
});
