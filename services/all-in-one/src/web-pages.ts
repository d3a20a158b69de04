import { spawn } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { REPOSITORY_ROOT } from './config.ts';

/** Every browser part of the project is a folder with a vite.config.ts and builds into its own `dist`. */
function unbuiltPages(): string[] {
  return globSync('services/**/vite.config.ts', {
    cwd: REPOSITORY_ROOT,
    exclude: (path) => path.includes('node_modules'),
  })
    .filter((config) => !existsSync(join(REPOSITORY_ROOT, dirname(config), 'dist')))
    .toSorted();
}

/** Builds what is missing, so that `npm ci && npm start` is enough. Throws with the builder's own words when it cannot. */
export async function ensureWebPagesBuilt(printLine: (line: string) => void): Promise<void> {
  const missing = unbuiltPages();
  if (missing.length === 0) return;
  printLine(`Building ${missing.length} web ${missing.length === 1 ? 'page' : 'pages'} (first start only) …`);
  await Promise.all(missing.map(buildPage));
}

function buildPage(config: string): Promise<void> {
  const vite = join(REPOSITORY_ROOT, 'node_modules/vite/bin/vite.js');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error', '-c', config], { cwd: REPOSITORY_ROOT });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${config} could not be built:\n${Buffer.concat(output).toString('utf8')}`));
    });
  });
}
