import type { Manifest } from './render-kustomize.ts';
import type { ProcessVariables } from './process-settings.ts';

export interface KubernetesFacts {
  /** Processes that this kustomization runs. */
  readonly processes: readonly string[];
  readonly variables: ReadonlyMap<string, ProcessVariables>;
}

interface Container {
  readonly name: string;
  readonly image: string;
  readonly env?: readonly Variable[];
  readonly envFrom?: readonly { readonly configMapRef?: { readonly name: string }; readonly secretRef?: object }[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly resources?: { readonly requests?: Record<string, string>; readonly limits?: Record<string, string> };
  readonly securityContext?: Readonly<Record<string, unknown>>;
  readonly lifecycle?: { readonly preStop?: { readonly sleep?: { readonly seconds: number } } };
  readonly startupProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
}

interface Variable {
  readonly name: string;
  readonly value?: string;
}

interface Probe {
  readonly httpGet?: { readonly path: string; readonly port: string };
}

interface PodSpec {
  readonly containers: readonly Container[];
  readonly securityContext?: Readonly<Record<string, unknown>>;
  readonly automountServiceAccountToken?: boolean;
  readonly serviceAccountName?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly topologySpreadConstraints?: readonly unknown[];
}

/** After which a process that does not end is ended by itself, and the time until balancers have heard that it goes. */
const DRAIN_SECONDS = 30;
const PAUSE_SECONDS = 5;

const PROBES = { startupProbe: '/livez', readinessProbe: '/readyz', livenessProbe: '/livez' } as const;
const NAME_LABEL = 'app.kubernetes.io/name';
/** Of others: what stands in for what a cluster has otherwise. */
const NOT_OURS = new Set(['front-door']);
/** Third-party images whose own scripts write beside themselves. */
const WRITES_TO_ITS_ROOT = /^apache\/kafka:/;
/** What pods break is refused; what a Deployment would make them break is told when it is applied. */
const MODES = ['enforce', 'warn', 'audit'].map((mode) => `pod-security.kubernetes.io/${mode}`);
const WORKLOADS = new Set(['Deployment', 'StatefulSet', 'Job']);

/** Everything about rendered objects that our rules forbid, beside what a schema can say. */
export function kubernetesProblems(objects: readonly Manifest[], facts: KubernetesFacts): string[] {
  return [
    ...objects.filter(({ kind }) => WORKLOADS.has(kind)).flatMap(confinementProblems),
    ...facts.processes.flatMap((name) => processProblems(name, objects, facts)),
    ...objects.flatMap((object) => strayProblems(object, objects, facts)),
    ...objects.filter(({ kind }) => kind === 'Ingress').flatMap((ingress) => routeProblems(ingress, objects)),
    ...objects
      .filter(
        ({ kind, metadata: { labels } }) =>
          kind === 'Namespace' && !MODES.every((mode) => labels?.[mode] === 'restricted'),
      )
      .map(
        ({ metadata }) =>
          `Namespace ${metadata.name}: lets pods do more than Pod Security calls restricted, or tells nobody`,
      ),
    ...objects
      .filter(({ kind, metadata }) => kind !== 'Namespace' && metadata.namespace !== 'onethread')
      .map(({ kind, metadata }) => `${kind} ${metadata.name}: outside of the namespace`),
    ...objects
      .filter(({ kind }) => kind === 'Secret')
      .map(({ metadata }) => `Secret ${metadata.name}: in the repository`),
  ];
}

function podOf(object: Manifest): PodSpec {
  const { template } = object.spec as { template: { spec: PodSpec } };
  return template.spec;
}

function confinementProblems(object: Manifest): string[] {
  const pod = podOf(object);
  const where = `${object.kind} ${object.metadata.name}`;
  const problems: string[] = [];
  const expect = (holds: boolean, problem: string): void => {
    if (!holds) problems.push(`${where}: ${problem}`);
  };
  expect(pod.securityContext?.['runAsNonRoot'] === true, 'may run as root');
  expect(Number(pod.securityContext?.['runAsUser'] ?? 0) > 0, 'names no user');
  expect(is(pod.securityContext?.['seccompProfile'], { type: 'RuntimeDefault' }), 'has no seccomp profile');
  expect(pod.automountServiceAccountToken === false, 'is given a token of the cluster');
  expect((pod.serviceAccountName ?? 'default') !== 'default', 'has no account of its own');
  for (const { name, image, securityContext = {}, resources } of pod.containers) {
    expect(securityContext['allowPrivilegeEscalation'] === false, `${name} may gain rights`);
    expect(is(securityContext['capabilities'], { drop: ['ALL'] }), `${name} keeps capabilities`);
    const isConfined = securityContext['readOnlyRootFilesystem'] === true || WRITES_TO_ITS_ROOT.test(image);
    expect(isConfined, `${name} may write to its image`);
    expect(
      resources?.requests?.['cpu'] !== undefined && resources.requests['memory'] !== undefined,
      `${name} requests nothing`,
    );
    expect(resources?.limits?.['memory'] !== undefined, `${name} has no bound of memory`);
    expect(/:[\w.-]+$/.test(image) && !image.endsWith(':latest'), `${name} runs whatever ${image} is today`);
  }
  return problems;
}

function processProblems(name: string, objects: readonly Manifest[], facts: KubernetesFacts): string[] {
  const own = (kind: string) => objects.find((object) => object.kind === kind && object.metadata.name === name);
  const deployment = own('Deployment');
  if (deployment === undefined) return [`${name}: a process of the repository that has no Deployment`];
  const pod = podOf(deployment);
  const problems: string[] = [];
  const expect = (holds: boolean, problem: string): void => {
    if (!holds) problems.push(`${name}: ${problem}`);
  };
  expect(own('ServiceAccount') !== undefined, 'has no ServiceAccount');
  expect(own('Service') !== undefined, 'has no Service');
  expect(selects(own('PodDisruptionBudget')?.spec?.['selector'], name), 'has no PodDisruptionBudget');
  expect(
    is(deployment.spec?.['strategy'], { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }),
    'is gone while it is replaced',
  );
  expect((pod.topologySpreadConstraints ?? []).length > 0, 'may stand on one node as a whole');
  const [container] = pod.containers;
  if (container === undefined) return [...problems, `${name}: has no container`];
  expect(container.image.startsWith(`onethread/${name}:`), `runs ${container.image}`);
  const pause = container.lifecycle?.preStop?.sleep?.seconds ?? 0;
  expect(pause >= PAUSE_SECONDS, 'stops serving before balancers have heard of it');
  expect((pod.terminationGracePeriodSeconds ?? 0) > pause + DRAIN_SECONDS, 'is killed while it stops in order');
  for (const [probe, path] of Object.entries(PROBES) as [keyof typeof PROBES, string][])
    expect(is(container[probe]?.httpGet, { path, port: 'admin' }), `${probe} is not ${path} on the admin port`);
  expect(
    is(
      container.ports?.find((port) => port.name === 'admin'),
      { name: 'admin', containerPort: 9464 },
    ),
    'has no admin port',
  );
  return [...problems, ...variableProblems(name, container, objects, facts)];
}

/** Names that a container is given: its own, and those of the ConfigMaps that it takes whole. */
function variableProblems(
  name: string,
  { env = [], envFrom = [] }: Container,
  objects: readonly Manifest[],
  { variables }: KubernetesFacts,
): string[] {
  const read = variables.get(name);
  if (read === undefined) return [`${name}: nobody knows what it reads`];
  const settings = objects
    .filter(
      ({ kind, metadata }) => kind === 'ConfigMap' && envFrom.some((from) => from.configMapRef?.name === metadata.name),
    )
    .flatMap(({ data = {} }) => Object.keys(data));
  const given = new Set([...env.map((variable) => variable.name), ...settings]);
  const hasAccount = envFrom.some(({ secretRef }) => secretRef !== undefined);
  const known = new Set([...variables.values()].flatMap((each) => [...each.known]));
  return [
    ...env
      .filter((variable) => !read.known.has(variable.name))
      .map((variable) => `${name}: is given ${variable.name}, which it does not read`),
    ...env
      .filter((variable) => read.secret.has(variable.name) && variable.value !== undefined)
      .map((variable) => `${name}: the secret ${variable.name} is written down`),
    ...settings.filter((setting) => !known.has(setting)).map((setting) => `${name}: no setting is called ${setting}`),
    ...[...read.required]
      .filter((variable) => !given.has(variable) && !hasAccount)
      .map((variable) => `${name}: is not given ${variable}, without which it does not start`),
  ];
}

/** Deployments, Services and budgets that stand for nothing. */
function strayProblems(object: Manifest, objects: readonly Manifest[], { processes }: KubernetesFacts): string[] {
  const { kind, metadata, spec = {} } = object;
  if (kind === 'Deployment' && !processes.includes(metadata.name) && !NOT_OURS.has(metadata.name))
    return [`Deployment ${metadata.name}: no such process`];
  if (kind !== 'Service') return [];
  const selector = spec['selector'] as Record<string, string>;
  const target = objects.find(
    (other) => WORKLOADS.has(other.kind) && other.metadata.name === selector[NAME_LABEL] && other.kind !== 'Job',
  );
  if (target === undefined) return [`Service ${metadata.name}: selects nothing`];
  const ports = podOf(target).containers.flatMap((container) => container.ports ?? []);
  return (spec['ports'] as { targetPort: string }[])
    .filter(({ targetPort }) => !ports.some(({ name }) => name === targetPort))
    .map(({ targetPort }) => `Service ${metadata.name}: no port is called ${targetPort}`);
}

function routeProblems(ingress: Manifest, objects: readonly Manifest[]): string[] {
  const rules = ingress.spec?.['rules'] as {
    http: { paths: { path: string; backend: { service: { name: string; port: { name: string } } } }[] };
  }[];
  return rules
    .flatMap(({ http }) => http.paths)
    .filter(({ backend: { service } }) => {
      const target = objects.find(({ kind, metadata }) => kind === 'Service' && metadata.name === service.name);
      const ports = (target?.spec?.['ports'] ?? []) as { name: string }[];
      return !ports.some(({ name }) => name === service.port.name);
    })
    .map(
      ({ path, backend }) =>
        `Ingress ${ingress.metadata.name}: ${path} leads to ${backend.service.name}, which has no such port`,
    );
}

function selects(selector: unknown, name: string): boolean {
  return is(selector, { matchLabels: { [NAME_LABEL]: name } });
}

/** Equal as JSON, whatever the order of keys. */
function is(given: unknown, expected: unknown): boolean {
  if (typeof expected !== 'object' || expected === null) return given === expected;
  if (typeof given !== 'object' || given === null) return false;
  const names = Object.keys(expected);
  if (Object.keys(given).length !== names.length) return false;
  return names.every((key) => is((given as Record<string, unknown>)[key], (expected as Record<string, unknown>)[key]));
}
