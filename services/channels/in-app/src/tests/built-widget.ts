import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const WIDGET = join(import.meta.dirname, '../../widget');

/** Builds the widget where `npm start` would, when it is missing. */
export async function ensureWidget(): Promise<void> {
  if (existsSync(join(WIDGET, 'dist/widget.js'))) return;
  await build({ configFile: join(WIDGET, 'vite.config.ts'), logLevel: 'error' });
}

/** The script as it would be built, without touching what is served. */
export async function builtScript(): Promise<string> {
  const built = await build({
    configFile: join(WIDGET, 'vite.config.ts'),
    logLevel: 'error',
    build: { write: false },
  });
  const [output] = Array.isArray(built) ? built : [];
  const [script, ...others] = output?.output ?? [];
  if (script?.type !== 'chunk' || others.length > 0) throw new Error('the widget is not one file');
  return script.code;
}
