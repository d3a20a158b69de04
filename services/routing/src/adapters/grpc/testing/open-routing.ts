import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileBlobStore } from '@onethread/blobs';
import {
  customerIdOf,
  INBOUND_MESSAGES,
  identityIdOf,
  inboundEntryId,
  type CustomerId,
  type IdentityId,
  type InboundMessage,
} from '@onethread/contracts';
import { openSqliteDocumentStore, type DocumentStore } from '@onethread/documents';
import { openSqliteEventLog, type EventLog } from '@onethread/log';
import {
  createAdminClient,
  createHistoryClient,
  signToken,
  type AdminClient,
  type HistoryClient,
  type TokenRole,
} from '@onethread/rpc';
import { createRegistry, type RuntimeParts } from '@onethread/runtime';
import { pino } from 'pino';
import { createRoutingService } from '../../../routing-service.ts';
import { AgentDevice } from './agent-device.ts';

export const SECRET = 'a secret of tests, longer than thirty-two bytes';

/** A whole routing service over stores in memory, with its clients; everything is closed by `close`. */
export interface TestRouting {
  readonly address: string;
  readonly documents: DocumentStore;
  readonly log: EventLog;
  readonly metrics: RuntimeParts['metrics'];
  readonly admin: AdminClient;
  readonly history: HistoryClient;
  readonly feeds: HistoryClient;
  token(subject: string, role: TokenRole): Promise<string>;
  historyAs(token: string): HistoryClient;
  adminAs(token: string): AdminClient;
  /** Adds an agent who may then open devices. */
  agent(name: string, role?: 'agent' | 'supervisor' | 'admin'): Promise<string>;
  device(agentId: string): Promise<AgentDevice>;
  /** A customer's text, as a channel publishes it. */
  writes(person: Person, text: string): Promise<void>;
  /** The service alone, as when its process is told to end. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

export interface Person {
  readonly identityId: IdentityId;
  readonly customerId: CustomerId;
  readonly name: string;
}

const CHANNEL = 'pigeon';
const ACCOUNT = 'loft';

export function person(name: string): Person {
  const identityId = identityIdOf('test-key', CHANNEL, ACCOUNT, name);
  return { identityId, customerId: customerIdOf(identityId), name };
}

export interface OpenRoutingOptions {
  /** Stands between the service and the log: to lose announcements. */
  readonly wrapLog?: (log: EventLog) => EventLog;
}

export async function openRouting({ wrapLog = (log) => log }: OpenRoutingOptions = {}): Promise<TestRouting> {
  const folder = await mkdtemp(join(tmpdir(), 'onethread-routing-'));
  const logger = pino({ enabled: false });
  const documents = await openSqliteDocumentStore({ file: ':memory:' });
  const log = await openSqliteEventLog({ file: ':memory:', logger });
  const blobs = await openFileBlobStore({ folder });
  const metrics = createRegistry();
  const service = createRoutingService({
    logger,
    metrics,
    addHealthCheck: () => {},
    log: wrapLog(log),
    documents,
    blobs,
    soleOwner: true,
    settings: {
      host: '127.0.0.1',
      grpcPort: 0,
      tokenSecret: SECRET,
      previousTokenSecret: undefined,
      reopenWindowDays: 14,
      offerSeconds: 20,
      graceSeconds: 30,
      answersFollowSeconds: 300,
      identityKey: 'test-key',
      sharedAddresses: [],
    },
  });
  await service.start();
  const address = `127.0.0.1:${service.port}`;
  const token = (subject: string, role: TokenRole): Promise<string> =>
    signToken(SECRET, { subject, role, validSeconds: 600 });
  const admin = createAdminClient({ address, token: () => token('root', 'admin') });
  await admin.putAgent({ agentId: 'root', name: 'Root', email: 'root@example.org', role: 'admin' });
  const history = createHistoryClient({ address, token: () => token('root', 'admin') });
  const feeds = createHistoryClient({ address, token: () => token('in-app', 'service') });
  const clients: { close(): void }[] = [admin, history, feeds];
  const devices: AgentDevice[] = [];
  let written = 0;

  const kept = <Client extends { close(): void }>(client: Client): Client => {
    clients.push(client);
    return client;
  };

  return {
    address,
    documents,
    log,
    metrics,
    admin,
    history,
    feeds,
    token,
    historyAs: (bearer) => kept(createHistoryClient({ address, token: bearer })),
    adminAs: (bearer) => kept(createAdminClient({ address, token: bearer })),
    agent: async (name, role = 'agent') => {
      const { agent } = await admin.putAgent({ agentId: name, name, email: `${name}@example.org`, role });
      return agent?.agentId ?? '';
    },
    device: async (agentId) => {
      const stored = (await admin.listAgents()).agents.find((agent) => agent.agentId === agentId);
      const device = new AgentDevice(address, await token(agentId, (stored?.role ?? 'agent') as TokenRole));
      devices.push(device);
      return device;
    },
    writes: async ({ identityId, name }, text) => {
      const providerMessageId = `${name}-${(written += 1)}`;
      const message: InboundMessage = {
        version: 1,
        type: 'message',
        occurredAt: Date.now(),
        entryId: inboundEntryId(CHANNEL, ACCOUNT, providerMessageId),
        identity: { identityId, channel: CHANNEL, account: ACCOUNT, externalId: name },
        profile: { name },
        providerMessageId,
        providerTime: Date.now(),
        author: 'customer',
        automatic: false,
        threadRefs: [],
        parts: [{ kind: 'text', text }],
      };
      await log.publish([{ topic: INBOUND_MESSAGES.name, key: identityId, value: JSON.stringify(message) }]);
    },
    stop: () => service.stop(),
    close: async () => {
      for (const device of devices) await device.leave();
      for (const client of clients) client.close();
      await service.stop();
      await log.close();
      await documents.close();
      await blobs.close();
      await rm(folder, { recursive: true });
    },
  };
}
