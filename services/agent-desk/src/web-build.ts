import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const WEB_FOLDER = join(import.meta.dirname, '../web');
/** Where the built web app lies. */
export const WEB_DIST_FOLDER = join(WEB_FOLDER, 'dist');
const BUILD_TIMEOUT_MS = 120_000;

export type WebBuildOutcome = 'present' | 'built';

/**
 * Makes sure that the web app is built and not older than its source; builds it where it is not (about a second).
 * An image has the build but no build tool: there, what is present is used. Throws where nothing is there to use.
 */
export async function ensureWebBuilt(): Promise<WebBuildOutcome> {
  const index = join(WEB_DIST_FOLDER, 'index.html');
  const vite = findVite();
  if (existsSync(index) && (vite === undefined || (await isFresh(index)))) return 'present';
  if (vite === undefined) throw new Error('the agent desk is not built: run `npm run build:web`');
  await run(vite, ['build', '--config', join(WEB_FOLDER, 'vite.config.ts'), '--logLevel', 'warn']);
  return 'built';
}

function findVite(): string | undefined {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  } catch {
    return undefined;
  }
}

async function isFresh(index: string): Promise<boolean> {
  const built = (await stat(index)).mtimeMs;
  const folders = [join(WEB_FOLDER, 'src'), join(WEB_FOLDER, 'public'), join(WEB_FOLDER, '../wire')];
  const sources = [join(WEB_FOLDER, 'index.html'), join(WEB_FOLDER, 'vite.config.ts')];
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile() && !entry.name.includes('.test.')) sources.push(join(entry.parentPath, entry.name));
    }
  }
  const times = await Promise.all(sources.map(async (path) => (await stat(path)).mtimeMs));
  return times.every((time) => time <= built);
}

function run(script: string, parameters: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...parameters], {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: BUILD_TIMEOUT_MS,
    });
    let complaints = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaints = (complaints + chunk.toString()).slice(-4000);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`building the agent desk failed: ${complaints.trim()}`));
    });
  });
}
