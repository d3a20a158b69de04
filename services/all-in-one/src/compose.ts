import { createAgentDeskService } from '@onethread/agent-desk';
import { createPlayground, REAL_ACCOUNT_SETTINGS, type Playground } from '@onethread/playground';
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
} from '@onethread/runtime';
import { CHANNELS, type ListedChannel } from './channels.ts';
import { isConfigured } from './check-settings.ts';
import { playedSettings, secretSettings, type ProcessSettings } from './config.ts';
import { diskCheck } from './disk-check.ts';
import { storeChecks } from './store-checks.ts';
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
  /** Of services that did not start: closes what was opened while they were put together. Repeatable. */
  readonly abandon: () => Promise<void>;
}

export interface ComposeOptions {
  /** With secrets already in it. */
  readonly env: Environment;
  readonly settings: ProcessSettings;
  readonly storage: Storage;
  readonly logger: Logger;
  readonly printLine: (line: string) => void;
}

/** Puts every service into one process, over one data folder and one HTTP port. Throws `ConfigurationError` with all faults. */
export async function compose({ env, settings, storage, logger, printLine }: ComposeOptions): Promise<Composition> {
  const { secrets, routing } = readSettingGroups({ secrets: secretSettings, routing: routingSettings }, env);
  const metrics = createRegistry({ processMetrics: true });
  const admin = createAdminServer({ host: settings.host, port: settings.adminPort, registry: metrics });
  const http = createHttpServer({ ...settings, logger });
  for (const check of [diskCheck(settings.dataFolder), ...storeChecks(storage)]) admin.addHealthCheck(check);
  const runtime: RuntimeParts = { logger, metrics, addHealthCheck: admin.addHealthCheck };
  const grpcAddress = `127.0.0.1:${routing.grpcPort}`;

  const playground = isPlayed(settings, env) ? await openPlayground(runtime, http, env) : undefined;
  const parts = { runtime, http, storage, identityKey: secrets.identityKey };
  const channelEnv = { ...env, ROUTING_GRPC_ADDRESS: grpcAddress, ...playground?.settings };
  const configured = CHANNELS.filter((channel) => isConfigured(channel.settings, channelEnv));
  const channels = await createChannels(configured, channelEnv, parts).catch(async (error: unknown) => {
    // Its simulators listen already.
    await playground?.stop();
    throw error;
  });

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
      soleOwner: true,
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
      publicUrl: settings.publicUrl ?? '',
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
    playground: playground !== undefined,
    abandon: async () => {
      // Its simulators listen before it is started, because their addresses are settings of the channels.
      await playground?.stop();
    },
  };
}

interface ChannelParts {
  readonly runtime: RuntimeParts;
  readonly http: HttpServer;
  readonly storage: Storage;
  readonly identityKey: string;
}

async function createChannels(
  channels: readonly ListedChannel[],
  env: Environment,
  { runtime, http, storage, identityKey }: ChannelParts,
): Promise<Service[]> {
  const groups = Object.fromEntries(channels.map(({ name, settings }) => [name, settings]));
  const values = readSettingGroups<Record<string, SettingDefinitions>>(groups, env);
  return channels.map(({ name, create }) => {
    const documents = ownCollections(storage.small, name);
    return create(values[name] ?? {}, {
      ...runtime,
      log: storage.log,
      documents,
      blobs: storage.blobs,
      http,
      identityKey,
    });
  });
}

function isPlayed({ playground }: ProcessSettings, env: Environment): boolean {
  const hasRealAccount = REAL_ACCOUNT_SETTINGS.some((name) => (env[name] ?? '') !== '');
  return playground === 'on' || (playground === 'auto' && !hasRealAccount);
}

async function openPlayground(runtime: RuntimeParts, http: HttpServer, env: Environment): Promise<Playground> {
  const { smtpPort, mailboxes, jwtSecret } = readSettings(playedSettings, env);
  return await createPlayground({
    ...runtime,
    http,
    smtpPort: () => smtpPort,
    emailAddress: mailboxes[0] ?? '',
    inAppJwtSecret: jwtSecret,
  });
}
