import {
  ASSIGNMENT_COMMANDS,
  CONVERSATION_EVENTS,
  DEAD_LETTERS,
  INBOUND_MESSAGES,
  INBOUND_RECEIPTS,
  OUTBOUND_STATUS,
  outboundTopic,
} from '@onethread/contracts';
import { applyTopics } from '@onethread/log';
import type { FrontDoors } from '../companies.ts';
import type { AppDoors } from '../messaging-apps.ts';
import { freePorts } from '../onethread-process.ts';
import { openFrontDoor, type FrontDoor } from './front-door.ts';
import { ServiceProcess, type ServiceName } from './service-process.ts';

/** Of one process, in the message of a start that failed. */
const MAX_FAULT_CHARACTERS = 3000;

export const CHANNELS = ['in-app', 'messenger', 'sms', 'email', 'whatsapp', 'instagram', 'telegram'] as const;
const SERVICES: readonly ServiceName[] = [
  'routing',
  'agent-desk',
  'channel-in-app',
  'channel-messenger',
  'channel-sms',
  'channel-email',
];
/** Run where a test has people write there. */
const APP_SERVICES: readonly ServiceName[] = ['channel-whatsapp', 'channel-instagram', 'channel-telegram'];

export interface ClusterOptions {
  readonly brokers: readonly string[];
  /** Nodes that keep each partition; default 1, 3 where there are three brokers. */
  readonly replication?: number;
  readonly topicPrefix: string;
  readonly mongoUri: string;
  /** Prefix of all databases. */
  readonly database: string;
  /** How many processes of a service; default 1, 0 leaves it out. */
  readonly replicas?: Readonly<Partial<Record<ServiceName, number>>>;
  /** Whether WhatsApp, Instagram and Telegram run as well. Default false. */
  readonly withApps?: boolean;
}

export type Cluster = Awaited<ReturnType<typeof openCluster>>;

/**
 * Every service as processes of its own on one Kafka and one MongoDB, and the doors through which the world reaches them.
 * Nothing runs until `start`; each process can be killed, stopped, paused and started by itself.
 */
export async function openCluster(options: ClusterOptions) {
  const { brokers, topicPrefix, mongoUri, database, replicas = {}, withApps = false } = options;
  const services = withApps ? [...SERVICES, ...APP_SERVICES] : SERVICES;
  const processes = await Promise.all(
    services.flatMap((service) =>
      Array.from({ length: replicas[service] ?? 1 }, async (_, index) => {
        return new ServiceProcess(service, index + 1, await freePorts());
      }),
    ),
  );
  const replicasOf = (service: ServiceName): readonly ServiceProcess[] =>
    processes.filter((one) => one.service === service);
  const routingAddress = `ipv4:${replicasOf('routing')
    .map(({ ports }) => `127.0.0.1:${ports.grpc}`)
    .join()}`;

  const opened: FrontDoor[] = [];
  const doorOf = async (service: ServiceName, port: 'http' | 'smtp' = 'http'): Promise<number> => {
    const door = await openFrontDoor(
      replicasOf(service).map(({ ports }) => ({ port: ports[port], adminPort: ports.admin })),
    );
    opened.push(door);
    return door.port;
  };
  const urlOf = async (service: ServiceName): Promise<string> => `http://127.0.0.1:${await doorOf(service)}`;
  const doors: FrontDoors & { readonly deskUrl: string } = {
    inAppUrl: await urlOf('channel-in-app'),
    messengerUrl: await urlOf('channel-messenger'),
    smsUrl: await urlOf('channel-sms'),
    smtpPort: await doorOf('channel-email', 'smtp'),
    deskUrl: await urlOf('agent-desk'),
  };
  const appDoors: AppDoors | undefined = withApps
    ? {
        whatsappUrl: await urlOf('channel-whatsapp'),
        instagramUrl: await urlOf('channel-instagram'),
        telegramUrl: await urlOf('channel-telegram'),
      }
    : undefined;
  const publicUrls: Partial<Record<ServiceName, string>> = {
    'channel-in-app': doors.inAppUrl,
    'channel-messenger': doors.messengerUrl,
    'channel-sms': doors.smsUrl,
    'agent-desk': doors.deskUrl,
    ...(appDoors === undefined
      ? {}
      : {
          'channel-whatsapp': appDoors.whatsappUrl,
          'channel-instagram': appDoors.instagramUrl,
          'channel-telegram': appDoors.telegramUrl,
        }),
  };

  return {
    doors,
    /** With `withApps` alone. */
    appDoors,
    processes: processes as readonly ServiceProcess[],
    /** In the order of their numbers. */
    replicasOf,
    /** gRPC of all replicas of routing. */
    routingAddress,
    /** gRPC of one of them alone. */
    addressOf: ({ ports }: ServiceProcess): string => `127.0.0.1:${ports.grpc}`,
    /** Gives every process its environment: engines, addresses, and what is given (secrets, simulators). Before `start`. */
    configure(env: Readonly<Record<string, string>>): void {
      for (const one of processes) {
        const publicUrl = publicUrls[one.service];
        one.env = {
          KAFKA_BROKERS: brokers.join(),
          KAFKA_TOPIC_PREFIX: topicPrefix,
          MONGODB_URI: mongoUri,
          MONGODB_DATABASE: database,
          ROUTING_GRPC_ADDRESS: routingAddress,
          ...(publicUrl === undefined ? {} : { PUBLIC_URL: publicUrl }),
          ...env,
        };
      }
    },
    /** Makes the topics, as `onethread topics apply` does. Repeatable. */
    async makeTopics(): Promise<void> {
      const { replication = brokers.length >= 3 ? 3 : 1 } = options;
      const connection = { brokers, clientId: 'onethread-tests' };
      await applyTopics({ connection, topicPrefix, topics: topics(), replication });
    },
    /** Starts all of them at once; throws with the words of all that do not become ready. */
    async start(): Promise<void> {
      const started = await Promise.allSettled(
        processes.map(async (one) => {
          const exitCode = await one.start();
          if (exitCode !== undefined) throw new Error(`${one.name} ended with ${exitCode}: ${one.output}`);
        }),
      );
      const faults = started.flatMap((one) => (one.status === 'rejected' ? [(one.reason as Error).message] : []));
      if (faults.length > 0) throw new Error(faults.map((fault) => fault.slice(0, MAX_FAULT_CHARACTERS)).join('\n\n'));
    },
    /** SIGTERM to all, then closes the doors; tells who did not end with code 0. */
    async stop(): Promise<readonly string[]> {
      const ended = await Promise.all(processes.map(async (one) => ({ one, code: await one.stop() })));
      await Promise.all(opened.map((door) => door.close()));
      return ended
        .filter(({ code }) => code !== undefined && code !== 0)
        .map(({ one, code }) => `${one.name} ended with ${code}: ${one.output.slice(-2000)}`);
    },
  };
}

/** Every topic of this system. */
export function topics() {
  return [
    INBOUND_MESSAGES,
    INBOUND_RECEIPTS,
    ASSIGNMENT_COMMANDS,
    CONVERSATION_EVENTS,
    OUTBOUND_STATUS,
    DEAD_LETTERS,
    ...CHANNELS.map(outboundTopic),
  ];
}
