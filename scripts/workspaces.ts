import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The repository as its tests and scripts see it. */
export const ROOT = join(import.meta.dirname, '..');

export interface Workspace {
  readonly folder: string;
  readonly name: string;
  readonly dependencies: ReadonlySet<string>;
  readonly devDependencies: ReadonlySet<string>;
}

export function workspaces(): Workspace[] {
  return globSync('services/{lib/*,channels/*,*}/package.json', { cwd: ROOT }).map((file) => {
    const manifest = JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as Record<string, Record<string, string>> & {
      name: string;
    };
    return {
      folder: dirname(file),
      name: manifest.name,
      dependencies: new Set(Object.keys(manifest['dependencies'] ?? {})),
      devDependencies: new Set(Object.keys(manifest['devDependencies'] ?? {})),
    };
  });
}

export function sourceFiles(folder: string): string[] {
  return globSync(`${folder}/**/*.{ts,tsx}`, {
    cwd: ROOT,
    exclude: (path) => ['node_modules', 'dist', 'generated'].some((skipped) => path.split('/').includes(skipped)),
  });
}

export function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

/** Module names that a source file imports, types included. */
export function importsOf(source: string): string[] {
  const declarations = /^(?:import|export)\s+(?:[\w*{}$\s,]+?\sfrom\s+)?['"]([^'"\n]+)['"]/gm;
  const calls = /\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g;
  return [...source.matchAll(declarations), ...source.matchAll(calls)].map((match) => match[1] ?? '');
}
