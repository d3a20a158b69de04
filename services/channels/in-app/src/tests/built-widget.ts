import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const WIDGET = join(import.meta.dirname, '../../widget');

/** Builds the widget where `npm start` would, when it is missing. */
export async function ensureWidget(): Promise<void> {
  if (existsSync(join(WIDGET, 'dist/widget.js'))) return;
  await build({ configFile: join(WIDGET, 'vite.config.ts'), logLevel: 'error' });
}

export interface BuiltWidget {
  /** What a page loads at once. */
  readonly script: string;
  /** What lies beside it, by name: texts, types. */
  readonly files: ReadonlyMap<string, string>;
}

/** The widget as it would be built, without touching what is served. Throws where the script is not one file. */
export async function builtWidget(): Promise<BuiltWidget> {
  const built = await build({
    configFile: join(WIDGET, 'vite.config.ts'),
    logLevel: 'error',
    build: { write: false },
  });
  const [output] = Array.isArray(built) ? built : [];
  const files = new Map<string, string>();
  const scripts: string[] = [];
  for (const made of output?.output ?? []) {
    if (made.type === 'chunk') scripts.push(made.code);
    else files.set(made.fileName, String(made.source));
  }
  const [script, ...others] = scripts;
  if (script === undefined || others.length > 0) throw new Error('the widget is not one script');
  return { script, files };
}
