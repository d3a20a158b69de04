import { createHash } from 'node:crypto';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, defineConfig, type Plugin, type UserConfig } from 'vite';

const SOURCE = join(import.meta.dirname, 'src');

/** Changes with any source. */
const BUILD = buildOf();

function buildOf(): string {
  const hash = createHash('sha256');
  for (const file of globSync('**/*.{ts,tsx,css,json}', { cwd: SOURCE }).toSorted())
    if (!file.endsWith('.test.ts')) hash.update(readFileSync(join(SOURCE, file)));
  return hash.digest('hex').slice(0, 8);
}

const SAME: UserConfig = {
  root: import.meta.dirname,
  oxc: { jsx: { importSource: 'preact' } },
  define: { ONETHREAD_BUILD: JSON.stringify(BUILD) },
};

/** The pages that few people open: a module by itself. */
async function pagesScript(): Promise<string> {
  const built = await build({
    ...SAME,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      rolldownOptions: {
        input: join(SOURCE, 'pages.tsx'),
        preserveEntrySignatures: 'strict',
        output: { format: 'es', entryFileNames: 'pages.js' },
      },
    },
  });
  const [chunk] = 'output' in built ? built.output : [];
  if (chunk === undefined) throw new Error('the pages were not built');
  return chunk.code;
}

/** What is loaded only where it is wanted, beside the script: pages, one file of texts for each language, types. */
function filesBeside(): Plugin {
  return {
    name: 'onethread-files-beside-the-script',
    async generateBundle() {
      for (const name of readdirSync(join(SOURCE, 'texts')).filter((file) => file.endsWith('.json'))) {
        const text = JSON.parse(readFileSync(join(SOURCE, 'texts', name), 'utf8')) as object;
        this.emitFile({ type: 'asset', fileName: `texts/${name}`, source: JSON.stringify({ ...text, build: BUILD }) });
      }
      this.emitFile({ type: 'asset', fileName: 'pages.js', source: await pagesScript() });
      const types = readFileSync(join(SOURCE, 'page-api.d.ts'), 'utf8');
      this.emitFile({ type: 'asset', fileName: 'widget.d.ts', source: types });
    },
  };
}

export default defineConfig({
  ...SAME,
  plugins: [filesBeside()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    lib: { entry: 'src/widget.tsx', formats: ['iife'], name: 'Onethread', fileName: () => 'widget.js' },
  },
});
