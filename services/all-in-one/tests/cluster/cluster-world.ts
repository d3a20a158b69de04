import { createAdminClient, createHistoryClient } from '@onethread/rpc';
import { ownName, type KafkaServers, type MongoServer } from '@onethread/test-servers';
import { DeskAgent } from '../agents/desk-agent.ts';
import { openCompanies, tokenOf, type Companies } from '../companies.ts';
import type { Customer } from '../customers/customer.ts';
import { openMessagingApps, type MessagingApps } from '../messaging-apps.ts';
import { openCluster, type ClusterOptions } from './cluster.ts';

/** Secrets that one process would make by itself. */
const OWN_SECRETS = {
  COOKIE_SECRET: 'cookie-secret-of-the-system-tests-00001',
  LINK_SECRET: 'link-secret-of-the-system-tests-0000001',
} as const;

export interface ClusterWorldOptions extends Pick<ClusterOptions, 'replicas' | 'withApps'> {
  readonly kafka: KafkaServers;
  readonly mongo: MongoServer;
  /** Further settings of all processes. */
  readonly env?: Readonly<Record<string, string>>;
}

export type ClusterWorld = Awaited<ReturnType<typeof openClusterWorld>>;

/** As `openWorld`, with every service as processes of its own on real servers. Topics and databases are this world's alone. */
export async function openClusterWorld(options: ClusterWorldOptions) {
  const { kafka, mongo, env = {}, replicas = {}, withApps = false } = options;
  const own = ownName('world');
  const cluster = await openCluster({
    brokers: kafka.brokers,
    mongoUri: mongo.uri,
    topicPrefix: `${own}.`,
    database: own,
    replicas,
    withApps,
  });
  const companies = await openCompanies({ doors: cluster.doors });
  const { appDoors } = cluster;
  const apps = appDoors === undefined ? undefined : await openMessagingApps(appDoors);
  cluster.configure({ ...companies.env, ...apps?.env, ...OWN_SECRETS, ...env });
  const address = cluster.routingAddress;
  const admin = createAdminClient({ address, token: tokenOf('admin', 'system-test') });

  return {
    ...companies,
    cluster,
    admin,
    /** Reads as this agent, who must exist. */
    historyAs: (agentId: string) => createHistoryClient({ address, token: tokenOf('agent', agentId) }),
    async start(): Promise<void> {
      await cluster.makeTopics();
      await cluster.start();
      await admin.waitUntilReady(10_000);
    },
    /** An agent who is there and available, on the replica of this address or on any. */
    async agent(agentId: string, { capacity = 10, at = address } = {}): Promise<DeskAgent> {
      const name = agentId.replace('agent', 'Agent');
      await admin.putAgent({ agentId, name, email: `${agentId}@localhost`, role: 'agent', capacity });
      return await DeskAgent.connect(at, agentId, tokenOf('agent', agentId));
    },
    /** The same agent, on a device of its own. */
    device: (agentId: string, at = address) => DeskAgent.connect(at, agentId, tokenOf('agent', agentId)),
    /** One person on each channel, for each index. */
    peopleOf: (index: number): Person[] => [
      ...peopleAt(companies, index),
      ...(apps === undefined ? [] : peopleInApps(apps, index)),
    ],
    /** Ends everything; throws when a process did not end as it should. */
    async close(): Promise<void> {
      admin.close();
      const faults = await cluster.stop();
      await Promise.all([companies.close(), apps?.close()]);
      if (faults.length > 0) throw new Error(faults.join('\n'));
    },
  };
}

/** A customer, and the texts of what reached them, in the order of arrival; what arrived twice stands twice. */
export interface Person extends Customer {
  readonly received: () => readonly string[];
}

function peopleAt({ customers, graph, twilio, mail }: Companies, index: number): Person[] {
  const shown: string[] = [];
  const inApp = customers['in-app'](index, ({ mine, parts }) => {
    if (!mine) shown.push(parts.map(({ text = '' }) => text).join(''));
  });
  const messenger = customers.messenger(index);
  const sms = customers.sms(index);
  const email = customers.email(index);
  const toPsid = () => graph.accepted().filter(({ psid }) => psid === messenger.externalId);
  const toPhone = () => twilio.accepted().filter(({ to }) => to === sms.externalId);
  return [
    { ...inApp, received: () => shown },
    { ...messenger, received: () => toPsid().map(({ text = '' }) => text) },
    { ...sms, received: () => toPhone().map(({ body }) => body) },
    { ...email, received: () => mail.textsFor(email.externalId) },
  ];
}

function peopleInApps({ customers, whatsapp, instagram, telegram }: MessagingApps, index: number): Person[] {
  const onWhatsapp = customers.whatsapp(index);
  const onInstagram = customers.instagram(index);
  const onTelegram = customers.telegram(index);
  const toPhone = () => whatsapp.accepted().filter(({ to }) => to === onWhatsapp.externalId);
  const toAccount = () => instagram.accepted().filter(({ psid }) => psid === onInstagram.externalId);
  const toChat = () => telegram.accepted().filter(({ chatId }) => String(chatId) === onTelegram.externalId);
  return [
    { ...onWhatsapp, received: () => toPhone().map(({ text = '' }) => text) },
    { ...onInstagram, received: () => toAccount().map(({ text = '' }) => text) },
    { ...onTelegram, received: () => toChat().map(({ text = '' }) => text) },
  ];
}
