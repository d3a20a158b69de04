import { createAgentDeskService } from '@onethread/agent-desk';
import { createPlayground, REAL_ACCOUNT_SETTINGS, type Playground } from '@onethread/playground';
import type { Engines } from '@onethread/process';
import { createRoutingService, routingSettings } from '@onethread/routing';
import {
  readSettingGroups,
  readSettings,
  type Environment,
  type HttpHost,
  type RuntimeParts,
  type Service,
  type SettingDefinitions,
} from '@onethread/runtime';
import { CHANNELS, type ListedChannel } from './channels.ts';
import { isConfigured } from './check-settings.ts';
import { playedSettings, secretSettings, type AllInOneSettings } from './config.ts';

export interface Composition {
  /** In the order in which they start. */
  readonly services: readonly Service[];
  readonly grpcAddress: string;
  /** Channels that run, and those left out because nothing of theirs is configured. */
  readonly channels: readonly string[];
  readonly unconfigured: readonly string[];
  readonly playground: boolean;
  /** Of services that did not start: closes what was opened while they were put together. Repeatable. */
  readonly abandon: () => Promise<void>;
}

export interface ComposeOptions extends RuntimeParts {
  /** With secrets already in it. */
  readonly env: Environment;
  readonly settings: AllInOneSettings;
  readonly engines: Pick<Engines, 'log' | 'documents' | 'blobs' | 'search'>;
  /** Nothing else can work on these documents: their folder is locked. */
  readonly soleOwner: boolean;
  readonly http: HttpHost;
  readonly printLine: (line: string) => void;
}

/** Puts every service into one process, over the same engines and one HTTP port. Throws `ConfigurationError` with all faults. */
export async function compose(options: ComposeOptions): Promise<Composition> {
  const { env, settings, engines, soleOwner, http, printLine, logger, metrics, addHealthCheck } = options;
  const runtime: RuntimeParts = { logger, metrics, addHealthCheck };
  const { secrets, routing } = readSettingGroups({ secrets: secretSettings, routing: routingSettings }, env);
  const grpcAddress = `127.0.0.1:${routing.grpcPort}`;
  const [log, history, deskDocuments, blobs, search] = await Promise.all([
    engines.log(),
    engines.documents('history'),
    engines.documents('desk'),
    engines.blobs(),
    engines.search(),
  ]);

  const playground = isPlayed(settings, env) ? await openPlayground(runtime, http, env) : undefined;
  const channelEnv = { ...env, ROUTING_GRPC_ADDRESS: grpcAddress, ...playground?.settings };
  const configured = CHANNELS.filter((channel) => isConfigured(channel, channelEnv));
  const channelParts = { ...runtime, http, log, blobs, identityKey: secrets.identityKey };
  const channels = await createChannels(configured, channelEnv, engines, channelParts).catch(async (error: unknown) => {
    // Its simulators listen already.
    await playground?.stop();
    throw error;
  });

  const services: Service[] = [
    createRoutingService({ ...runtime, log, documents: history, blobs, search, settings: routing, soleOwner }),
    ...channels,
    createAgentDeskService({
      ...runtime,
      http,
      documents: deskDocuments,
      blobs,
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

async function createChannels(
  channels: readonly ListedChannel[],
  env: Environment,
  engines: Pick<Engines, 'documents'>,
  parts: Omit<Parameters<ListedChannel['create']>[1], 'documents'>,
): Promise<Service[]> {
  const groups = Object.fromEntries(channels.map(({ name, settings }) => [name, settings]));
  const values = readSettingGroups<Record<string, SettingDefinitions>>(groups, env);
  return await Promise.all(
    channels.map(async ({ name, create }) => {
      const documents = await engines.documents(`channel-${name}`);
      return create(values[name] ?? {}, { ...parts, documents });
    }),
  );
}

function isPlayed({ playground }: AllInOneSettings, env: Environment): boolean {
  const hasRealAccount = REAL_ACCOUNT_SETTINGS.some((name) => (env[name] ?? '') !== '');
  return playground === 'on' || (playground === 'auto' && !hasRealAccount);
}

async function openPlayground(runtime: RuntimeParts, http: HttpHost, env: Environment): Promise<Playground> {
  const { smtpPort, mailboxes, jwtSecret } = readSettings(playedSettings, env);
  return await createPlayground({
    ...runtime,
    http,
    smtpPort: () => smtpPort,
    emailAddress: mailboxes[0] ?? '',
    inAppJwtSecret: jwtSecret,
  });
}
