// A process that starts a server on a guarded folder, says where and which, and lives until it is killed.
import { openGuardedFolder } from '../processes/guarded-folder.ts';
import { ServerProcess } from '../processes/server-process.ts';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = await openGuardedFolder();
const started = join(folder.path, 'started');
const server = new ServerProcess(folder, {
  name: 'server',
  command: ['sh', '-c', 'touch "$1"; while :; do sleep 1; done', 'sh', started],
  serves: async () => existsSync(started),
  startWithinMs: 30_000,
});
await server.start();
const pid = Number(readFileSync(join(folder.path, 'server.pid'), 'utf8'));
console.log(JSON.stringify({ pid, folder: folder.path }));
if (process.argv.includes('--stay')) setInterval(() => undefined, 60_000);
