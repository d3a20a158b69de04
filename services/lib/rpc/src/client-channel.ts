import {
  Channel,
  credentials,
  Metadata,
  type CallOptions,
  type ChannelOptions,
  type Client,
  type requestCallback,
} from '@grpc/grpc-js';
import { tokenInterceptor, type TokenProvider } from './call-token.ts';
import { fromGrpcError, RpcError } from './errors.ts';
import { SERVICE_NAMES } from './load-protos.ts';
import { RenewedChannel } from './renewed-channel.ts';

export interface ClientOptions {
  /** Routing's replicas: host:port, `dns:///host:port`, or `ipv4:a:port,b:port`. Each call goes to the next one that is there. */
  readonly address: string;
  /** The caller's token, or what gives it. */
  readonly token: TokenProvider;
  /** How long a unary call may take. Default 10 s. */
  readonly deadlineMs?: number;
  /** After this, give or take a tenth, new calls go over new connections and so find replicas that were added; streams go on over the old. Default 10 min. */
  readonly renewAfterMs?: number;
  /** How often a connection in use is asked for a sign of life; after 10 s without one it is given up. Default 20 s. */
  readonly keepAliveMs?: number;
}

export interface RpcClient {
  /** Ends open streams and the connection. Repeatable. */
  close(): void;
  /** Resolves once connected; throws `RpcError` unavailable after `timeoutMs`. */
  waitUntilReady(timeoutMs: number): Promise<void>;
}

export const DEFAULT_DEADLINE_MS = 10_000;
const RENEW_AFTER_MS = 10 * 60_000;
const KEEP_ALIVE_MS = 20_000;
/** Largest message that a client takes: a page of history is at most 2 MiB. */
const MAX_RECEIVED_BYTES = 8 * 1024 * 1024;

/** Calls that only read and may therefore be made again at another replica when one dies under them. */
const READING_CALLS = [
  { service: SERVICE_NAMES.history },
  { service: SERVICE_NAMES.admin, method: 'ListAgents' },
  { service: SERVICE_NAMES.admin, method: 'GetStatus' },
  { service: SERVICE_NAMES.assignment, method: 'ExplainConversation' },
  { service: SERVICE_NAMES.settings, method: 'GetSettings' },
  { service: SERVICE_NAMES.settings, method: 'CheckSettings' },
  { service: SERVICE_NAMES.settings, method: 'ListChanges' },
];

const SERVICE_CONFIG = JSON.stringify({
  loadBalancingConfig: [{ round_robin: {} }],
  methodConfig: [
    {
      name: READING_CALLS,
      retryPolicy: {
        maxAttempts: 3,
        initialBackoff: '0.05s',
        maxBackoff: '0.5s',
        backoffMultiplier: 3,
        retryableStatusCodes: ['UNAVAILABLE'],
      },
    },
  ],
});

const CHANNEL_OPTIONS: ChannelOptions = {
  // A broken network shows after 20 + 10 s, also while a stream is silent.
  'grpc.keepalive_timeout_ms': 10_000,
  'grpc.max_receive_message_length': MAX_RECEIVED_BYTES,
  'grpc.initial_reconnect_backoff_ms': 200,
  'grpc.max_reconnect_backoff_ms': 5000,
  'grpc.service_config': SERVICE_CONFIG,
  // A name's TXT records have no say in it.
  'grpc.service_config_disable_resolution': 1,
  // A name is looked up again when a replica is lost, but not more often than this (the default is 30 s): after a rolling
  // restart all of its addresses are new.
  'grpc.dns_min_time_between_resolutions_ms': 5_000,
  // Two clients of one process keep connections, and thus streams and failures, apart.
  'grpc.use_local_subchannel_pool': 1,
};

type ClientConstructor<C extends Client> = new (
  address: string,
  channel: ReturnType<typeof credentials.createInsecure>,
  options: object,
) => C;

/** A client of one service; transport security is the mesh's or the ingress's matter. */
export function connect<C extends Client>(Service: ClientConstructor<C>, options: ClientOptions): C {
  const { address, token, renewAfterMs = RENEW_AFTER_MS, keepAliveMs = KEEP_ALIVE_MS } = options;
  const insecure = credentials.createInsecure();
  const channelOptions = { ...CHANNEL_OPTIONS, 'grpc.keepalive_time_ms': keepAliveMs };
  const channel = new RenewedChannel(() => new Channel(address, insecure, channelOptions), renewAfterMs);
  return new Service(address, insecure, {
    channelOverride: channel,
    interceptors: [channel.interceptor, tokenInterceptor(token)],
  });
}

/** The parts that every client shares. */
export function lifeOf(client: Client): RpcClient {
  return {
    close: () => client.close(),
    waitUntilReady: (timeoutMs) =>
      new Promise((resolve, reject) => {
        client.waitForReady(Date.now() + timeoutMs, (error) =>
          error ? reject(new RpcError('unavailable', 'not connected in time', { cause: error })) : resolve(),
        );
      }),
  };
}

/** What follows the request in a generated unary method. */
export type UnaryRest<Response> = [Metadata, CallOptions, requestCallback<Response>];

/** A unary method as a promise with a deadline (default 10 s); rejects with `RpcError`. */
export function promised<Request, Response>(
  deadlineMs: number | undefined,
  call: (request: Request, ...rest: UnaryRest<Response>) => unknown,
): (request: Request) => Promise<Response> {
  return (request) =>
    new Promise((resolve, reject) => {
      const deadline = Date.now() + (deadlineMs ?? DEFAULT_DEADLINE_MS);
      call(request, new Metadata(), { deadline }, (error, response) => {
        if (error) reject(fromGrpcError(error));
        else resolve(response as Response);
      });
    });
}
