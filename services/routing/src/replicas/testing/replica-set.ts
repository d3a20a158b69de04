import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileBlobStore } from '@onethread/blobs';
import { INBOUND_MESSAGES, inboundEntryId, type InboundMessage } from '@onethread/contracts';
import { openSqliteDocumentStore, type DocumentStore } from '@onethread/documents';
import { openSqliteEventLog, type EventLog } from '@onethread/log';
import {
  createAdminClient,
  createHistoryClient,
  signToken,
  type AdminClient,
  type HistoryClient,
} from '@onethread/rpc';
import { createRegistry } from '@onethread/runtime';
import { pino } from 'pino';
import { AgentDevice } from '../../adapters/grpc/testing/agent-device.ts';
import { SECRET, type Person } from '../../adapters/grpc/testing/open-routing.ts';
import { createRoutingService } from '../../routing-service.ts';
import { openCollections, type Collections } from '../../stores/collections.ts';
import { mortalParts } from './mortal-parts.ts';
import { openTcpRelay } from './tcp-relay.ts';

/** One routing process of several. */
export interface Replica {
  /** host:port of its gRPC. */
  readonly address: string;
  readonly admin: AdminClient;
  /** In the name of the in-app channel. */
  readonly feeds: HistoryClient;
  device(agentId: string): Promise<AgentDevice>;
  /** SIGKILL: no word to anybody, and others get its groups as after their time-out. */
  kill(): Promise<void>;
  /** SIGTERM. */
  stop(): Promise<void>;
}

/** Several routing services over one log and one store, all in this process. */
export interface ReplicaSet extends AsyncDisposable {
  readonly replicas: readonly Replica[];
  readonly documents: DocumentStore;
  readonly log: EventLog;
  /** The history database as it is, for checks. */
  readonly stored: Collections;
  /** One more. */
  start(): Promise<Replica>;
  /** Adds an agent; at any replica. */
  agent(agentId: string, capacity?: number): Promise<void>;
  /** Called before anything is closed. */
  onClose(listener: () => void): void;
  /** A customer's text, as a channel publishes it. */
  writes(person: Person, text: string, profile?: InboundMessage['profile']): Promise<void>;
}

export interface ReplicaSetOptions {
  /** Default 3,000 ms: long enough that a slow machine does not take the living for dead. */
  readonly leaseMs?: number;
  readonly graceSeconds?: number;
  readonly offerSeconds?: number;
}

const tokenOf = (subject: string, role: 'admin' | 'agent' | 'service') => () =>
  signToken(SECRET, { subject, role, validSeconds: 600 });

const CHANNEL = 'pigeon';
const ACCOUNT = 'loft';

export async function openReplicas(count: number, options: ReplicaSetOptions = {}): Promise<ReplicaSet> {
  const { leaseMs = 3_000, graceSeconds = 30, offerSeconds = 60 } = options;
  const folder = await mkdtemp(join(tmpdir(), 'onethread-replicas-'));
  const logger = pino({ level: 'silent' });
  const documents = await openSqliteDocumentStore({ file: ':memory:' });
  const log = await openSqliteEventLog({ file: ':memory:', logger, drainMs: 50 });
  const blobs = await openFileBlobStore({ folder });
  const stored = await openCollections(documents);
  const replicas: Replica[] = [];
  const closing: (() => Promise<void> | void)[] = [];
  const listeners: (() => void)[] = [];
  let written = 0;

  const start = async (): Promise<Replica> => {
    const parts = mortalParts(log, documents);
    const service = createRoutingService({
      logger,
      metrics: createRegistry(),
      addHealthCheck: () => {},
      log: parts.log,
      documents: parts.documents,
      blobs,
      leaseMs,
      settings: {
        host: '127.0.0.1',
        grpcPort: 0,
        tokenSecret: SECRET,
        previousTokenSecret: undefined,
        reopenWindowDays: 14,
        offerSeconds,
        graceSeconds,
        answersFollowSeconds: 300,
        identityKey: 'test-key',
        sharedAddresses: [],
      },
    });
    await service.start();
    const relay = await openTcpRelay(service.port);
    const { address } = relay;
    const admin = createAdminClient({ address, token: tokenOf('root', 'admin') });
    const feeds = createHistoryClient({ address, token: tokenOf('in-app', 'service') });
    const devices: AgentDevice[] = [];
    const replica: Replica = {
      address,
      admin,
      feeds,
      device: async (agentId) => {
        const device = new AgentDevice(address, await tokenOf(agentId, 'agent')());
        devices.push(device);
        return device;
      },
      kill: async () => {
        const dying = parts.kill();
        await relay.cut();
        await dying;
      },
      stop: () => service.stop(),
    };
    closing.push(async () => {
      for (const device of devices) await device.leave();
      admin.close();
      feeds.close();
      parts.bury();
      await relay.cut();
      // A dead one cannot stop cleanly.
      await service.stop().catch(() => {});
    });
    replicas.push(replica);
    return replica;
  };

  for (let n = 0; n < count; n += 1) await start();
  return {
    replicas,
    documents,
    log,
    stored,
    start,
    agent: async (agentId, capacity = 10) => {
      const settings = { name: agentId, email: `${agentId}@example.org`, role: 'agent', capacity };
      await (replicas[0] as Replica).admin.putAgent({ agentId, ...settings });
    },
    writes: async ({ identityId, name }, text, profile = { name }) => {
      const providerMessageId = `${name}-${(written += 1)}`;
      const message: InboundMessage = {
        version: 1,
        type: 'message',
        occurredAt: Date.now(),
        entryId: inboundEntryId(CHANNEL, ACCOUNT, providerMessageId),
        identity: { identityId, channel: CHANNEL, account: ACCOUNT, externalId: name },
        profile,
        providerMessageId,
        providerTime: Date.now(),
        author: 'customer',
        automatic: false,
        threadRefs: [],
        parts: [{ kind: 'text', text }],
      };
      await log.publish([{ topic: INBOUND_MESSAGES.name, key: identityId, value: JSON.stringify(message) }]);
    },
    onClose: (listener) => void listeners.push(listener),
    async [Symbol.asyncDispose]() {
      for (const listener of listeners) listener();
      for (const close of closing) await close();
      await log.close();
      await documents.close();
      await blobs.close();
      await rm(folder, { recursive: true });
    },
  };
}
