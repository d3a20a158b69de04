import { startOf } from './process-start.ts';
import type { Manifest } from './render-kustomize.ts';

/** Data of the Secrets that the operator makes, by name. */
export type Secrets = Readonly<Record<string, Readonly<Record<string, string>>>>;

interface KeyReference {
  readonly name: string;
  readonly key: string;
  readonly optional?: boolean;
}

interface Container {
  readonly image: string;
  readonly env?: readonly {
    readonly name: string;
    readonly value?: string;
    readonly valueFrom?: { readonly secretKeyRef: KeyReference };
  }[];
  readonly envFrom?: readonly {
    readonly configMapRef?: { readonly name: string };
    readonly secretRef?: { readonly name: string };
  }[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
}

/** Why containers of ours would not start, or listen elsewhere than is said: each reads what the kubelet would give it. */
export function podProblems(objects: readonly Manifest[], secrets: Secrets): string[] {
  return ownContainers(objects).flatMap(([name, container]) => {
    const { env, missing } = environmentOf(container, objects, secrets);
    const { ports, faults } = startOf(name, env);
    const said = (container.ports ?? []).map(({ containerPort }) => containerPort);
    return [
      ...missing.map((what) => `${name}: waits for ${what}`),
      ...faults.map((fault) => `${name}: ${fault.name}: got ${fault.got}; expected ${fault.expected}`),
      ...said.filter((port) => !ports.includes(port)).map((port) => `${name}: nothing listens on ${port}`),
      ...ports.filter((port) => !said.includes(port)).map((port) => `${name}: listens on ${port}, which no port says`),
    ];
  });
}

function ownContainers(objects: readonly Manifest[]): [name: string, container: Container][] {
  return objects
    .flatMap(({ spec }) => (spec?.['template'] as { spec: { containers: Container[] } } | undefined)?.spec ?? [])
    .flatMap(({ containers }) => containers)
    .flatMap((container) => {
      const name = /^onethread\/([\w-]+):/.exec(container.image)?.[1];
      return name === undefined ? [] : [[name, container]];
    });
}

/** As Kubernetes puts it together: every `envFrom` in its order, then `env` over them. */
function environmentOf({ env = [], envFrom = [] }: Container, objects: readonly Manifest[], secrets: Secrets) {
  const given: Record<string, string> = {};
  const missing: string[] = [];
  for (const { configMapRef, secretRef } of envFrom) {
    const source = configMapRef === undefined ? secrets[secretRef?.name ?? ''] : configMap(configMapRef.name, objects);
    if (source === undefined) missing.push(configMapRef?.name ?? secretRef?.name ?? 'nobody');
    Object.assign(given, source);
  }
  for (const { name, value, valueFrom } of env) {
    const { name: secret = '', key = '', optional = false } = valueFrom?.secretKeyRef ?? {};
    const found = value ?? secrets[secret]?.[key];
    if (found !== undefined) given[name] = found;
    else if (!optional) missing.push(`${key} of ${secret}`);
  }
  return { env: given, missing };
}

function configMap(name: string, objects: readonly Manifest[]): Readonly<Record<string, string>> | undefined {
  return objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name)?.data;
}
