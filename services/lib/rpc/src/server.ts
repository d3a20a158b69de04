import { Server, ServerCredentials, type ServiceDefinition, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { ReflectionService } from '@grpc/reflection';
import { HealthImplementation } from 'grpc-health-check';
import { loadProtos, SERVICE_NAMES } from './load-protos.ts';
import type { AssignmentServiceHandlers } from './assignment-types.ts';
import type { SettingsServiceHandlers } from './settings-types.ts';
import { withEncodedMessages } from './encoded-messages.ts';
import type {
  AdminServiceHandlers,
  AgentServiceHandlers,
  HistoryServiceHandlers,
  IdentityServiceHandlers,
} from './wire-types.ts';

export interface RpcServerOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** 0 = the system chooses. */
  readonly port: number;
  /** Largest request. Default 1 MiB, four times the largest record. */
  readonly maxRequestBytes?: number;
  /** Calls that may be open on one connection. Default 2,500: a desk's server carries many agents on one. */
  readonly maxStreamsPerConnection?: number;
  /** How often a client is asked for a sign of life; after 10 s without one its connection is given up. Default 20 s. */
  readonly keepAliveMs?: number;
}

/** What is served; what is left out answers UNIMPLEMENTED. */
export interface RpcHandlers {
  readonly agent?: AgentServiceHandlers;
  readonly history?: HistoryServiceHandlers;
  readonly identity?: IdentityServiceHandlers;
  readonly admin?: AdminServiceHandlers;
  readonly assignment?: AssignmentServiceHandlers;
  readonly settings?: SettingsServiceHandlers;
}

/** A gRPC server with health (`grpc.health.v1`) and reflection of all services. */
export interface RpcServer {
  /** Listens; resolves with the port, rejects with the system's error (`EADDRINUSE`). Health says NOT_SERVING until `setServing(true)`. */
  start(): Promise<number>;
  /** Answer of the health service, for the whole server ('') and each service. */
  setServing(serving: boolean): void;
  /** Takes no new calls, waits for open ones up to `graceMs`, then breaks them. Repeatable. */
  stop(graceMs: number): Promise<void>;
}

const MAX_REQUEST_BYTES = 1024 * 1024;
const MAX_STREAMS_PER_CONNECTION = 2500;
const KEEP_ALIVE_MS = 20_000;
/** Metadata of one call: tokens are below 1 KiB. */
const MAX_METADATA_BYTES = 16 * 1024;

export function createRpcServer(options: RpcServerOptions, handlers: RpcHandlers): RpcServer {
  const { definition, agent, history, identity, admin, assignment, settings } = loadProtos();
  const server = new Server({
    'grpc.max_receive_message_length': options.maxRequestBytes ?? MAX_REQUEST_BYTES,
    'grpc.max_concurrent_streams': options.maxStreamsPerConnection ?? MAX_STREAMS_PER_CONNECTION,
    'grpc.max_metadata_size': MAX_METADATA_BYTES,
    // A peer that vanished without a word is noticed after 20 + 10 s.
    'grpc.keepalive_time_ms': options.keepAliveMs ?? KEEP_ALIVE_MS,
    'grpc.keepalive_timeout_ms': 10_000,
  });
  const add = (service: ServiceDefinition, implementation: UntypedServiceImplementation | undefined): void => {
    if (implementation) server.addService(withEncodedMessages(service), implementation);
  };
  add(agent.service, handlers.agent);
  add(history.service, handlers.history);
  add(identity.service, handlers.identity);
  add(admin.service, handlers.admin);
  add(assignment.service, handlers.assignment);
  add(settings.service, handlers.settings);

  const health = new HealthImplementation({ '': 'NOT_SERVING' });
  health.addToServer(server);
  new ReflectionService(definition).addToServer(server);

  const setServing = (serving: boolean): void => {
    for (const name of ['', ...Object.values(SERVICE_NAMES)])
      health.setStatus(name, serving ? 'SERVING' : 'NOT_SERVING');
  };
  setServing(false);
  let stopping: Promise<void> | undefined;

  return {
    start: () =>
      new Promise((resolve, reject) => {
        const address = `${bracketed(options.host ?? '127.0.0.1')}:${options.port}`;
        server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) =>
          error ? reject(listenError(error)) : resolve(port),
        );
      }),
    setServing,
    stop: (graceMs) => {
      setServing(false);
      return (stopping ??= shutDown(server, graceMs));
    },
  };
}

function shutDown(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.forceShutdown(), graceMs);
    server.tryShutdown(() => {
      clearTimeout(force);
      resolve();
    });
  });
}

/** The system's own words and code, as of any other port; gRPC quotes them in a sentence of its own. */
function listenError(error: Error): Error {
  const [words, code] = /listen (E[A-Z]+):[^\]]*/.exec(error.message) ?? [];
  return words === undefined ? error : Object.assign(new Error(words, { cause: error }), { code });
}

/** IPv6 literals stand in brackets before a port. */
function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
