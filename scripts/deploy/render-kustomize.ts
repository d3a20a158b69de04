import { spawnSync } from 'node:child_process';
import { parseAllDocuments } from 'yaml';
import { ROOT } from '../workspaces.ts';

/** A Kubernetes object, as far as it is looked at here. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly data?: Readonly<Record<string, string>>;
}

/** Programs that render a kustomization; the first one that is installed does it. */
const PROGRAMS = [
  ['kubectl', 'kustomize'],
  ['kustomize', 'build'],
] as const;

/** Why nothing can be rendered here; `undefined` where it can. */
export function missingRenderer(): string | undefined {
  return renderer() === undefined ? 'neither kubectl nor kustomize is installed' : undefined;
}

/** The objects of a kustomization. Throws with the program's own words when it cannot be rendered. */
export function renderKustomization(folder: string): Manifest[] {
  const [program = '', ...words] = renderer() ?? [];
  const { status, stdout, stderr } = spawnSync(program, [...words, folder], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${folder} cannot be rendered: ${stderr}`);
  return parseAllDocuments(stdout).map((document) => document.toJS() as Manifest);
}

let found: readonly string[] | undefined;

function renderer(): readonly string[] | undefined {
  found ??= PROGRAMS.find(([program, word]) => spawnSync(program, [word, '--help']).status === 0);
  return found;
}
