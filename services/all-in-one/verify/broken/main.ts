import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProcessHost, processEnvironment, sayAndFail, type DatabaseName } from '@onethread/process';
import { lockDataFolder } from '@onethread/sqlite';
import { checkSettings } from '../../src/check-settings.ts';
import { compose } from '../../src/compose.ts';
import { withSecrets } from '../../src/secrets.ts';
import type { Sabotage } from './sabotage.ts';
import { NOTHING, SABOTAGES } from './sabotages.ts';

/**
 * Started instead of `npm start` by a test: the same services on the same engines, with one promise turned off between
 * them. `BROKEN` names the sabotage, or `nothing`.
 */
async function start(): Promise<void> {
  const env = processEnvironment();
  const sabotage = sabotageNamed(env['BROKEN']);
  const { settings, engines: choice } = checkSettings(env);
  const { dataFolder } = settings;
  const lock = await lockDataFolder(dataFolder);
  const runningFile = join(dataFolder, 'running.json');
  try {
    const host = createProcessHost({ name: 'broken', settings, choice, dataFolder });
    const engines = {
      async log() {
        const log = await host.engines.log();
        return sabotage.log?.(log) ?? log;
      },
      async documents(name: DatabaseName) {
        const store = await host.engines.documents(name);
        return sabotage.documents?.(name, store) ?? store;
      },
      blobs: () => host.engines.blobs(),
      search: () => host.engines.search(),
    };
    const running = await host.run(async () => {
      const withOwn = withSecrets(dataFolder, env);
      const parts = { ...host, engines, env: withOwn, settings, soleOwner: true, printLine: () => {} };
      return (await compose(parts)).services;
    });
    writeFileSync(runningFile, JSON.stringify({ pid: process.pid }));
    await running.stopped;
  } finally {
    rmSync(runningFile, { force: true });
    lock.release();
  }
}

function sabotageNamed(wanted: string | undefined): Pick<Sabotage, 'log' | 'documents'> {
  if (wanted === NOTHING) return {};
  const found = SABOTAGES.find(({ name }) => name === wanted);
  if (found !== undefined) return found;
  throw new Error(`BROKEN is none of ${[NOTHING, ...SABOTAGES.map(({ name }) => name)].join(', ')}`);
}

await start().catch((error: unknown) => sayAndFail(error, (fault) => (fault as Error).stack));
