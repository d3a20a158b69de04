import type { HttpHost, RuntimeParts, Service } from '@onethread/runtime';
import { processEnvironment, processSettings, type ProcessSettings } from './config.ts';
import type { EngineKind } from './engine-choice.ts';
import type { Engines } from './engines.ts';
import { sayAndFail } from './plain-words.ts';
import { createProcessHost } from './process-host.ts';
import { readConfiguration, type Configuration, type SettingGroups, type ValuesOf } from './read-configuration.ts';
import { separateEnvironment } from './separate-process.ts';

/** What a service of a separate process is made of. */
export interface ServiceProcessParts<Groups extends SettingGroups> extends RuntimeParts {
  readonly settings: ValuesOf<Groups>;
  readonly process: ProcessSettings;
  readonly engines: Pick<Engines, 'log' | 'documents' | 'blobs' | 'search'>;
  /** The process's HTTP port, where the service has one. */
  readonly http: HttpHost;
  /** Tells the operator something once, apart from the log. */
  readonly printLine: (line: string) => void;
}

export interface ServiceProcess<Groups extends SettingGroups> {
  /** In logs and to brokers: `routing`, `channel-sms`. */
  readonly name: string;
  /** The service's settings, in groups of its own choice. */
  readonly settings: Groups;
  /** Backends that it uses; the settings of others are not asked for. Default: log and store. */
  readonly engines?: readonly EngineKind[];
  /** Whether PORT is listened on. Default true. */
  readonly http?: boolean;
  /** Whether unclaimed attachments are swept here. Default false. */
  readonly sweeps?: boolean;
  /** Called when probes are served already. What it awaits (backends above all) keeps the process unready, not dead. */
  readonly create: (parts: ServiceProcessParts<Groups>) => Service | Promise<Service>;
}

const printLine = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * Runs one service as a process of its own, until SIGTERM: reads all settings (every fault is said at once), serves probes
 * and metrics, waits for its backends as long as it takes, then serves. On SIGTERM readiness goes first, then intake, then
 * what is in work, then connections. Exit code 0 after a signal; 1 and plain words when a setting, a port or a backend
 * that refuses us must be mended.
 */
export async function runServiceProcess<Groups extends SettingGroups>(service: ServiceProcess<Groups>): Promise<void> {
  try {
    const { env, faults } = separateEnvironment(processEnvironment(), service.engines ?? ['log', 'store']);
    const groups = { ...service.settings, [PROCESS_GROUP]: processSettings };
    const request = { groups, env, clientId: `onethread-${service.name}`, faults };
    const configuration = readConfiguration(
      service.engines === undefined ? request : { ...request, engines: service.engines },
    );
    await run(service, configuration as Configuration<Groups & typeof COMMON_GROUPS>);
  } catch (error) {
    sayAndFail(error);
  }
}

/** Beside the service's own groups. */
const PROCESS_GROUP = 'process of its own';
const COMMON_GROUPS = { [PROCESS_GROUP]: processSettings } as const;

async function run<Groups extends SettingGroups>(
  service: ServiceProcess<Groups>,
  { values, engines: choice }: Configuration<Groups & typeof COMMON_GROUPS>,
): Promise<void> {
  const settings: ProcessSettings = values[PROCESS_GROUP];
  const { name, sweeps = false, http: listens = true } = service;
  const host = createProcessHost({ name, settings, choice, sweeps });
  const running = await host.run(
    async () => [await service.create({ ...host, settings: values, process: settings, printLine })],
    { http: listens },
  );
  if (!running.givenUp) host.logger.info('ready');
  await running.stopped;
}
