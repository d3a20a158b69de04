import { OPERATOR } from './image-contents.ts';
import type { ProcessVariables } from './process-settings.ts';

/** docker-compose.yml as far as it is checked; what else stands in it is no concern of ours. */
export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly [key: string]: unknown;
}

export interface ComposeService {
  readonly image?: string;
  readonly build?: { readonly args?: Readonly<Record<string, string>>; readonly [key: string]: unknown };
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly ports?: readonly unknown[];
  readonly depends_on?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly [key: string]: unknown;
}

export interface ComposeFacts {
  /** Processes of the repository that have an image. */
  readonly processes: readonly string[];
  readonly variables: ReadonlyMap<string, ProcessVariables>;
  readonly proxyConfiguration: string;
  readonly prometheusConfiguration: string;
}

/** Keys that Compose v2 and docker-compose 1.29 both take; what is not here was either never needed or is refused by one. */
const TOP_LEVEL = new Set(['services', 'networks', 'volumes']);
const OF_A_SERVICE = new Set(
  `build cap_drop command depends_on entrypoint environment healthcheck image logging mem_limit networks ports profiles
   read_only restart security_opt stop_grace_period tmpfs volumes`.split(/\s+/),
);
const OF_A_BUILD = new Set(['context', 'dockerfile', 'args']);
const OF_A_HEALTHCHECK = new Set(['test', 'interval', 'timeout', 'retries', 'start_period', 'disable']);

/** Variables of the file itself, beside the settings of processes. */
const OWN_VARIABLES = new Set(['BIND_ADDRESS', 'ONETHREAD_VERSION', 'PROMETHEUS_PORT']);

/** What the container itself decides, and the engines that the file brings along: .env has no say in them. */
const NOT_FROM_OUTSIDE =
  /^(HOST|PORT|ADMIN_PORT|GRPC_PORT|EMAIL_SMTP_PORT|PLAYGROUND_\w+_PORT|(LOG|STORE)_BACKEND|(KAFKA|MONGODB)_\w+)$/;

/** Everything about docker-compose.yml that would not do; `text` is the same file as it is written. */
export function composeProblems(file: ComposeFile, text: string, facts: ComposeFacts): string[] {
  const services = Object.entries(file.services);
  return [
    ...Object.keys(file)
      .filter((key) => !TOP_LEVEL.has(key) && !key.startsWith('x-'))
      .map((key) => `${key}: not a key that both versions of Compose take`),
    ...services.flatMap(([name, service]) => keyProblems(name, service)),
    ...services.flatMap(([name, service]) => dependencyProblems(name, service, file)),
    ...services.flatMap(([name, service]) => environmentProblems(name, service, facts)),
    ...services.flatMap(([name, { ports = [] }]) =>
      ports
        .filter((port) => !String(port).startsWith('${BIND_ADDRESS:-127.0.0.1}:'))
        .map((port) => `${name}: ${String(port)} is open to the network by default`),
    ),
    ...facts.processes.flatMap((name) => processProblems(name, file.services[name])),
    ...interpolationProblems(text, facts),
    ...proxyProblems(file, facts),
    ...facts.processes
      .filter((name) => !new RegExp(`^ +- ${name}$`, 'm').test(facts.prometheusConfiguration))
      .map((name) => `${name}: Prometheus does not look at it`),
  ];
}

function keyProblems(name: string, service: ComposeService): string[] {
  return [
    ...unknownKeys(service, OF_A_SERVICE, name),
    ...unknownKeys(service.build, OF_A_BUILD, `${name}.build`),
    ...unknownKeys(service['healthcheck'] as object | undefined, OF_A_HEALTHCHECK, `${name}.healthcheck`),
  ];
}

function unknownKeys(of: object | undefined, known: ReadonlySet<string>, where: string): string[] {
  return Object.keys(of ?? {})
    .filter((key) => !known.has(key))
    .map((key) => `${where}.${key}: not a key that both versions of Compose take`);
}

function dependencyProblems(name: string, { depends_on: dependencies = {} }: ComposeService, file: ComposeFile) {
  return Object.entries(dependencies).flatMap(([dependency, how]) => [
    ...(file.services[dependency] === undefined ? [`${name}: depends on ${dependency}, which is not there`] : []),
    ...(Object.keys(how).join() === 'condition' ? [] : [`${name}.depends_on.${dependency}: more than a condition`]),
  ]);
}

function environmentProblems(name: string, service: ComposeService, { variables }: ComposeFacts): string[] {
  const process = /^onethread\/([\w-]+):/.exec(service.image ?? '')?.[1] ?? '';
  const read = variables.get(process);
  if (read === undefined) return [];
  const given = Object.entries(service.environment ?? {});
  const names = new Set(given.map(([variable]) => variable));
  return [
    ...given
      .filter(([variable]) => !read.known.has(variable))
      .map(([variable]) => `${name}: is given ${variable}, which it does not read`),
    ...[...read.required]
      .filter((variable) => !names.has(variable))
      .map((variable) => `${name}: is not given ${variable}, without which it does not start`),
    // A service that is called otherwise does one job of the process alone.
    ...[...(process === name ? read.known : [])]
      .filter((variable) => !read.required.has(variable) && !names.has(variable) && !NOT_FROM_OUTSIDE.test(variable))
      .map((variable) => `${name}: is not given ${variable}, so that .env would be silently ignored`),
    ...given
      .filter(([variable, value]) => read.secret.has(variable) && variable !== 'MONGODB_URI' && !isFromOutside(value))
      .map(([variable]) => `${name}: the secret ${variable} is written into the file`),
  ];
}

function isFromOutside(value: unknown): boolean {
  return /^\$\{\w+(:\?[^}]+|:-)\}$/.test(String(value));
}

function processProblems(name: string, service: ComposeService | undefined): string[] {
  if (service === undefined) return [`${name}: a process of the repository that the file does not start`];
  const problems = [];
  if (service.build?.args?.['SERVICE'] !== name)
    problems.push(`${name}: is built as ${service.build?.args?.['SERVICE']}`);
  if (!service.image?.startsWith(`onethread/${name}:`)) problems.push(`${name}: its image is called ${service.image}`);
  if (service['read_only'] !== true) problems.push(`${name}: its file system can be written`);
  if (service['restart'] !== 'unless-stopped') problems.push(`${name}: is not started again after a crash`);
  if (service['mem_limit'] === undefined) problems.push(`${name}: has no bound of memory`);
  return problems;
}

function interpolationProblems(text: string, { variables }: ComposeFacts): string[] {
  const known = new Set([...variables.values()].flatMap((read) => [...read.known]));
  return [...text.matchAll(/\$\{(\w+)/g)]
    .map(([, name = '']) => name)
    .filter((name) => !known.has(name) && !OWN_VARIABLES.has(name))
    .map((name) => `\${${name}}: no setting is called so`);
}

/** Every process that is reached from outside stands behind the proxy, under the name that Docker's DNS knows. */
function proxyProblems({ services }: ComposeFile, { proxyConfiguration, processes }: ComposeFacts): string[] {
  const hosts = [...proxyConfiguration.matchAll(/^ *server-template \S+ \d+ ([\w-]+):\d+/gm)].map(
    ([, host = '']) => host,
  );
  return [
    ...hosts
      .filter((host) => services[host] === undefined)
      .map((host) => `the proxy looks for ${host}, which is not there`),
    ...processes
      .filter((name) => name !== OPERATOR && !hosts.includes(name))
      .map((name) => `${name}: nothing of it is reached through the proxy`),
  ];
}
