import { join } from 'node:path';
import type { TestServersConfig } from '../config.ts';
import { cachedFolder } from '../processes/cached-folder.ts';
import { runCommand } from '../processes/run-command.ts';

/**
 * The MongoDB-compatible server that package managers have: the real WiredTiger behind MongoDB's protocol. It is GPL-2.0
 * and a process of its own: installed for tests, never linked, shipped or put into an image.
 */
const STORE_PACKAGE = 'secantusdb';
const STORE_VERSION = '0.7.0b3';
const INSTALL_WITHIN_MS = 300_000;
const TOOL_WITHIN_MS = 60_000;

export interface StoreProgram {
  readonly command: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * What `TEST_MONGODB_PROGRAM` names, else the one from PyPI, installed into the cache: a virtual environment, or a plain folder
 * where Python has no venv. Throws `CommandFailedError`.
 */
export async function storeProgram({ cacheFolder, mongodb }: TestServersConfig): Promise<StoreProgram> {
  if (mongodb.program !== undefined) return { command: [mongodb.program], env: {} };
  const wanted = `${STORE_PACKAGE}==${STORE_VERSION}`;
  const python = await runCommand('python3', ['-c', 'import ensurepip, venv'], { withinMs: TOOL_WITHIN_MS }).then(
    () => 'venv' as const,
    () => 'folder' as const,
  );
  const folder = await cachedFolder(cacheFolder, `${STORE_PACKAGE}-${STORE_VERSION}-${python}`, async (target) => {
    if (python === 'venv') {
      await runCommand('python3', ['-m', 'venv', target], { withinMs: TOOL_WITHIN_MS });
      await runCommand(join(target, 'bin/pip'), ['install', '-q', wanted], { withinMs: INSTALL_WITHIN_MS });
    } else {
      await runCommand('python3', ['-m', 'pip', 'install', '-q', '--target', target, wanted], {
        withinMs: INSTALL_WITHIN_MS,
      });
    }
  });
  const main = ['-c', 'import sys; from secantus.cli import main; sys.exit(main())'] as const;
  return python === 'venv'
    ? { command: [join(folder, 'bin/python3'), ...main], env: {} }
    : { command: ['python3', ...main], env: { PYTHONPATH: folder } };
}
