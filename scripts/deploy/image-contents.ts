import { cpSync, existsSync, globSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { read, ROOT, workspaces, type Workspace } from '../workspaces.ts';

/**
 * What an image holds, chosen while it is built: `node scripts/deploy/image-contents.ts <service> <folder>` copies the
 * sources that one process needs; `manifests` instead of a service those files that decide over dependencies, and
 * `production-manifests` the same without what only development needs.
 */

/** The image of the operators' command, which no workspace is. */
export const OPERATOR = 'operator';

const ROOT_MANIFEST = 'package.json';

/** Of a workspace nothing of these runs in production; a page's `dist` is taken apart from its sources. */
const LEFT_OUT = [
  /\.(test|contract|bench)\.tsx?$/,
  /(^|\/)(tests?|testing|contract|bench|fixtures)\//,
  /^(web|widget)\//,
  /\.md$/,
];
const PAGES = /^(web|widget)\/dist\//;

/** Processes that have an image of their own: workspaces with a `src/main.ts`, but for the one that holds all. */
export function imageServices(): string[] {
  const own = workspaces().filter(({ folder }) => existsSync(join(ROOT, folder, 'src/main.ts')));
  return own
    .map(({ name }) => name.replace('@onethread/', ''))
    .filter((name) => name !== 'all-in-one')
    .toSorted();
}

/** Where a process begins, as a path in the repository. Throws for a name that is none. */
export function mainFileOf(service: string): string {
  return service === OPERATOR ? 'scripts/onethread.ts' : join(workspaceOf(service).folder, 'src/main.ts');
}

/** Every file of the repository that the image of a service holds, apart from node_modules. */
export function imageFiles(service: string): string[] {
  const needed = neededWorkspaces(service);
  const own = service === OPERATOR ? operatorFiles() : [];
  const files = needed.flatMap(({ folder }) => workspaceFiles(folder));
  const protos = globSync('proto/**/*.proto', { cwd: ROOT });
  return [...new Set([ROOT_MANIFEST, ...own, ...files, ...protos])].toSorted();
}

/** Files that decide over dependencies: with them alone `npm ci` installs. */
export function manifestFiles(): string[] {
  return [
    ROOT_MANIFEST,
    'package-lock.json',
    '.npmrc',
    ...workspaces().map(({ folder }) => join(folder, 'package.json')),
  ];
}

interface Manifest {
  devDependencies?: unknown;
}

/**
 * Manifests and lock of which workspaces have no development dependencies. `npm ci --omit=dev` alone would install those
 * of one workspace that are workspaces themselves, and all that these depend on.
 */
export function productionManifests(): ReadonlyMap<string, string> {
  const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, Manifest> };
  const manifests = manifestFiles().map((file): [string, string] => [file, read(file)]);
  for (const { folder } of workspaces()) delete lock.packages[folder]?.devDependencies;
  const own = workspaces().map(({ folder }): [string, string] => {
    const manifest = JSON.parse(read(join(folder, ROOT_MANIFEST))) as Manifest;
    delete manifest.devDependencies;
    return [join(folder, ROOT_MANIFEST), JSON.stringify(manifest)];
  });
  return new Map([...manifests, ...own, ['package-lock.json', JSON.stringify(lock)]]);
}

function workspaceOf(service: string): Workspace {
  const found = workspaces().find(({ name }) => name === `@onethread/${service}`);
  if (found === undefined) throw new Error(`no process is called ${service}; there are: ${imageServices().join(', ')}`);
  return found;
}

/** The workspaces that a service imports, directly or through others, and itself. */
function neededWorkspaces(service: string): Workspace[] {
  const byName = new Map(workspaces().map((workspace) => [workspace.name, workspace]));
  const needed = new Map<string, Workspace>();
  const take = (name: string): void => {
    const workspace = byName.get(name);
    if (workspace === undefined || needed.has(name)) return;
    needed.set(name, workspace);
    for (const dependency of workspace.dependencies) take(dependency);
  };
  for (const name of service === OPERATOR ? rootDependencies() : [workspaceOf(service).name]) take(name);
  return [...needed.values()];
}

function rootDependencies(): string[] {
  return Object.keys((JSON.parse(read(ROOT_MANIFEST)) as { dependencies: Record<string, string> }).dependencies);
}

function operatorFiles(): string[] {
  return ['scripts/onethread.ts', ...globSync('scripts/commands/**/*.ts', { cwd: ROOT })].filter(
    (file) => !LEFT_OUT.some((pattern) => pattern.test(file)),
  );
}

function workspaceFiles(folder: string): string[] {
  return globSync('**/*', { cwd: join(ROOT, folder), exclude: (path) => path.split('/').includes('node_modules') })
    .filter((file) => PAGES.test(file) || !LEFT_OUT.some((pattern) => pattern.test(file)))
    .map((file) => join(folder, file))
    .filter((file) => statSync(join(ROOT, file)).isFile());
}

function copy(files: readonly string[], to: string): void {
  for (const file of files) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    cpSync(join(ROOT, file), join(to, file));
  }
}

function write(texts: ReadonlyMap<string, string>, to: string): void {
  for (const [file, text] of texts) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    writeFileSync(join(to, file), text);
  }
}

if (import.meta.main) {
  const [what = '', to = ''] = process.argv.slice(2);
  if (what === 'manifests') copy(manifestFiles(), to);
  else if (what === 'production-manifests') write(productionManifests(), to);
  else {
    copy(imageFiles(what), to);
    // The same place in every image. Node runs the file that the link names, so imports start from there.
    symlinkSync(mainFileOf(what), join(to, 'main.ts'));
  }
}
