import { createAdminClient, createHistoryClient, signToken } from '@onethread/rpc';
import { ownName, type KafkaServers, type MongoServer } from '@onethread/test-servers';
import { DeskAgent } from '../agents/desk-agent.ts';
import { openCompanies, SECRETS } from '../companies.ts';
import type { Customer } from '../customers/customer.ts';
import { openCluster, type ClusterOptions } from './cluster.ts';

/** Secrets that one process would make by itself. */
const OWN_SECRETS = {
  COOKIE_SECRET: 'cookie-secret-of-the-system-tests-00001',
  LINK_SECRET: 'link-secret-of-the-system-tests-0000001',
} as const;

export interface ClusterWorldOptions extends Pick<ClusterOptions, 'replicas'> {
  readonly kafka: KafkaServers;
  readonly mongo: MongoServer;
  /** Further settings of all processes. */
  readonly env?: Readonly<Record<string, string>>;
}

export type ClusterWorld = Awaited<ReturnType<typeof openClusterWorld>>;

const token = (role: 'admin' | 'agent', subject: string) => () =>
  signToken(SECRETS.tokens, { subject, role, validSeconds: 600 });

/** As `openWorld`, with every service as processes of its own on real servers. Topics and databases are this world's alone. */
export async function openClusterWorld({ kafka, mongo, env = {}, replicas = {} }: ClusterWorldOptions) {
  const own = ownName('world');
  const cluster = await openCluster({
    brokers: kafka.brokers,
    mongoUri: mongo.uri,
    topicPrefix: `${own}.`,
    database: own,
    replicas,
  });
  const companies = await openCompanies({ doors: cluster.doors });
  cluster.configure({ ...companies.env, ...OWN_SECRETS, ...env });
  const address = cluster.routingAddress;
  const admin = createAdminClient({ address, token: token('admin', 'system-test') });

  return {
    ...companies,
    cluster,
    admin,
    /** Reads as this agent, who must exist. */
    historyAs: (agentId: string) => createHistoryClient({ address, token: token('agent', agentId) }),
    async start(): Promise<void> {
      await cluster.makeTopics();
      await cluster.start();
      await admin.waitUntilReady(10_000);
    },
    /** An agent who is there and available, on the replica of this address or on any. */
    async agent(agentId: string, { capacity = 10, at = address } = {}): Promise<DeskAgent> {
      const name = agentId.replace('agent', 'Agent');
      await admin.putAgent({ agentId, name, email: `${agentId}@localhost`, role: 'agent', capacity });
      return await DeskAgent.connect(at, agentId, token('agent', agentId));
    },
    /** The same agent, on a device of its own. */
    device: (agentId: string, at = address) => DeskAgent.connect(at, agentId, token('agent', agentId)),
    /** One customer of each channel, for each index. */
    customersOf: (index: number): Customer[] => Object.values(companies.customers).map((meet) => meet(index)),
    /** Ends everything; throws when a process did not end as it should. */
    async close(): Promise<void> {
      admin.close();
      const faults = await cluster.stop();
      await companies.close();
      if (faults.length > 0) throw new Error(faults.join('\n'));
    },
  };
}
