import { spawn } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { REPOSITORY_ROOT } from './config.ts';

const SKIPPED = new Set(['node_modules', 'dist']);
const exclude = (path: string): boolean => SKIPPED.has(path.split('/').at(-1) ?? '');

/** Every browser part of the project is a folder with a vite.config.ts that builds into its own `dist`. */
function stalePages(): string[] {
  return globSync('services/**/vite.config.ts', { cwd: REPOSITORY_ROOT, exclude })
    .filter((config) => newest(`${dirname(config)}/dist/**`) < newest(`${dirname(dirname(config))}/**`, exclude))
    .toSorted();
}

/** When the newest file under a pattern was written; 0 where there is none. */
function newest(pattern: string, excluded: (path: string) => boolean = () => false): number {
  return globSync(pattern, { cwd: REPOSITORY_ROOT, exclude: excluded })
    .filter((file) => !/\.test\.tsx?$|\.md$/.test(file))
    .map((file) => statSync(join(REPOSITORY_ROOT, file)))
    .reduce((latest, stat) => (stat.isFile() ? Math.max(latest, stat.mtimeMs) : latest), 0);
}

/** Builds the pages that are missing or older than their sources, so that `npm ci && npm start` is enough. Throws with the builder's own words. */
export async function ensureWebPagesBuilt(printLine: (line: string) => void): Promise<void> {
  const stale = stalePages();
  if (stale.length === 0) return;
  printLine(`Building the web pages (${stale.length}) …`);
  await Promise.all(stale.map(buildPage));
}

function buildPage(config: string): Promise<void> {
  const vite = join(REPOSITORY_ROOT, 'node_modules/vite/bin/vite.js');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error', '-c', config], {
      cwd: REPOSITORY_ROOT,
    });
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
