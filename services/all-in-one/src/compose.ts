import { createAgentDeskService } from '@onethread/agent-desk';
import { createPlayground, PLAYGROUND_SETTINGS } from '@onethread/playground';
import { createRoutingService, routingSettings } from '@onethread/routing';
import {
  createAdminServer,
  createHttpServer,
  createRegistry,
  readSettingGroups,
  readSettings,
  type AdminServer,
  type Environment,
  type HttpServer,
  type Logger,
  type RuntimeParts,
  type Service,
  type SettingDefinitions,
  type SettingsOf,
} from '@onethread/runtime';
import { CHANNELS } from './channels.ts';
import { processSettings, secretSettings, type ProcessSettings } from './config.ts';
import { ownCollections } from './own-collections.ts';
import type { Storage } from './storage.ts';

export interface Composition {
  /** In the order in which they start. */
  readonly services: readonly Service[];
  readonly http: HttpServer;
  readonly admin: AdminServer;
  readonly grpcAddress: string;
  /** Channels that run, and those left out because nothing of theirs is configured. */
  readonly channels: readonly string[];
  readonly unconfigured: readonly string[];
  readonly playground: boolean;
}

export interface ComposeOptions {
  /** With secrets already in it. */
  readonly env: Environment;
  readonly process: ProcessSettings;
  readonly storage: Storage;
  readonly logger: Logger;
  readonly printLine: (line: string) => void;
}

/** Puts every service into one process, over one data folder and one HTTP port. Throws `ConfigurationError` with all faults. */
export async function compose({ env, process, storage, logger, printLine }: ComposeOptions): Promise<Composition> {
  const { secrets, routing } = readSettingGroups({ secrets: secretSettings, routing: routingSettings }, env);
  const metrics = createRegistry({ processMetrics: true });
  const admin = createAdminServer({ host: process.host, port: process.adminPort, registry: metrics });
  const { host, port, publicUrl, trustedProxies } = process;
  const http = createHttpServer({ host, port, publicUrl, trustedProxies, logger });
  const runtime: RuntimeParts = { logger, metrics, addHealthCheck: admin.addHealthCheck };
  const grpcAddress = `127.0.0.1:${routing.grpcPort}`;

  const withPlayground =
    process.playground === 'on' || (process.playground === 'auto' && PLAYGROUND_SETTINGS.every((name) => !env[name]));
  const playground = withPlayground ? await createPlayground({ ...runtime, http, env }) : undefined;

  const channelEnv = { ROUTING_GRPC_ADDRESS: grpcAddress, ...env, ...playground?.settings };
  const configured = CHANNELS.filter(({ settings }) => isConfigured(settings, channelEnv));
  const values = readSettingGroups(
    Object.fromEntries(configured.map(({ name, settings }) => [name, settings])),
    channelEnv,
  );
  const channels = configured.map(({ name, create }) =>
    create(values[name] as SettingsOf<SettingDefinitions>, {
      ...runtime,
      log: storage.log,
      documents: ownCollections(storage.small, name),
      blobs: storage.blobs,
      http,
      identityKey: secrets.identityKey,
    }),
  );

  const services: Service[] = [
    storage,
    admin,
    http,
    createRoutingService({
      ...runtime,
      log: storage.log,
      documents: storage.history,
      blobs: storage.blobs,
      settings: routing,
    }),
    ...channels,
    createAgentDeskService({
      ...runtime,
      http,
      documents: ownCollections(storage.small, 'desk'),
      blobs: storage.blobs,
      routingAddress: grpcAddress,
      tokenSecret: secrets.tokenSecret,
      cookieSecret: secrets.cookieSecret,
      publicUrl: publicUrl ?? '',
      printLine,
    }),
    ...(playground === undefined ? [] : [playground]),
  ];
  return {
    services,
    http,
    admin,
    grpcAddress,
    channels: configured.map(({ name }) => name),
    unconfigured: CHANNELS.filter((channel) => !configured.includes(channel)).map(({ name }) => name),
    playground: withPlayground,
  };
}

/** A channel none of whose required settings is given is left out; one that is given in part is a fault of the configuration. */
function isConfigured(settings: SettingDefinitions, env: Environment): boolean {
  const required = Object.values(settings).filter(
    (setting) => setting.default === undefined && !setting.schema.safeParse(undefined).success,
  );
  return required.length === 0 || required.some(({ envName }) => env[envName] !== undefined);
}
