import { setTimeout as delay } from 'node:timers/promises';
import kafkajs from 'kafkajs';
import { BrokerFaultError } from '../errors.ts';
import { kafkaClient } from './kafka-client.ts';
import { KafkaNames } from './names.ts';
import { patiently } from './patiently.ts';
import { withAdmin } from './with-admin.ts';
import type { Topic } from '@onethread/contracts';
import type { Admin, DescribeConfigResponse, ITopicMetadata } from 'kafkajs';
import type { KafkaConnection } from './kafka-client.ts';

const { ConfigResourceTypes, ConfigSource } = kafkajs;

const DAY_MS = 24 * 3600 * 1000;
/** How long new topics may take until every partition has a leader. */
const LEADERS_MS = 30_000;
const LOOK_AGAIN_MS = 100;

export interface TopicPlanOptions {
  readonly connection: KafkaConnection;
  /** Put before every topic as it is; default ''. */
  readonly topicPrefix?: string;
  readonly topics: readonly Topic[];
  /** Copies of each partition; production 3. */
  readonly replication: number;
}

/** Where a topic at the brokers is not as it is declared. */
export type TopicDifference =
  /** It is not there; `applyTopics` creates it. */
  | { readonly kind: 'create' }
  /** `applyTopics` sets it. `fromMs` is undefined where the broker does not say. */
  | { readonly kind: 'retention-change'; readonly fromMs: number | undefined; readonly toMs: number }
  /** Reported only: another count would send keys to other partitions and break their order. */
  | { readonly kind: 'partitions-differ'; readonly actual: number; readonly wanted: number }
  /** Reported only: moving copies is the cluster's operator's to time. */
  | { readonly kind: 'replication-differs'; readonly actual: number; readonly wanted: number };

export interface PlannedTopic {
  /** Without the prefix. */
  readonly name: string;
  readonly partitions: number;
  readonly retentionMs: number;
  readonly replication: number;
  /** Empty when all is as declared. */
  readonly differences: readonly TopicDifference[];
}

export interface TopicPlan {
  /** Brokers that are up. */
  readonly brokers: number;
  readonly topics: readonly PlannedTopic[];
}

/** Compares the topics at the brokers with what is declared. Changes nothing. Throws `BrokerFaultError`. */
export async function planTopics(options: TopicPlanOptions): Promise<TopicPlan> {
  return patiently('topics cannot be compared', () =>
    withAdmin(kafkaClient(options.connection), (admin) => plan(admin, options)),
  );
}

/**
 * Creates what is missing and sets retention; partitions and replication of what exists are never changed. Gives the plan
 * that it carried out; a second call finds nothing left to do. Throws `BrokerFaultError`, also when fewer brokers are up
 * than copies are asked for.
 */
export async function applyTopics(options: TopicPlanOptions): Promise<TopicPlan> {
  const names = new KafkaNames(options.topicPrefix ?? '');
  return patiently('topics cannot be applied', () =>
    withAdmin(kafkaClient(options.connection), async (admin) => {
      const planned = await plan(admin, options);
      const missing = planned.topics.filter((topic) => topic.differences.some(({ kind }) => kind === 'create'));
      if (missing.length > 0 && planned.brokers < options.replication) {
        throw new BrokerFaultError(
          'broker-failed',
          `topics cannot be applied: ${options.replication} copies need as many brokers, ${planned.brokers} are up`,
        );
      }
      for (const topic of missing) await create(admin, names.toKafka(topic.name), topic);
      await haveLeaders(
        admin,
        missing.map(({ name }) => names.toKafka(name)),
      );
      for (const { name, retentionMs, differences } of planned.topics) {
        if (differences.some(({ kind }) => kind === 'retention-change')) {
          await setRetention(admin, names.toKafka(name), retentionMs);
        }
      }
      return planned;
    }),
  );
}

async function plan(admin: Admin, { topics, topicPrefix = '', replication }: TopicPlanOptions): Promise<TopicPlan> {
  const names = new KafkaNames(topicPrefix);
  const { brokers } = await admin.describeCluster();
  const present = new Set(await admin.listTopics());
  const known = topics.map(({ name }) => names.toKafka(name)).filter((name) => present.has(name));
  const metadata = known.length === 0 ? [] : (await admin.fetchTopicMetadata({ topics: known })).topics;
  const retentions = await retentionsOf(admin, known);
  return {
    brokers: brokers.length,
    topics: topics.map(({ name, partitions, retentionDays }) => {
      const wanted = { name, partitions, retentionMs: retentionDays * DAY_MS, replication };
      const kafkaName = names.toKafka(name);
      const actual = metadata.find((topic) => topic.name === kafkaName);
      return { ...wanted, differences: differencesOf(wanted, actual, retentions.get(kafkaName)) };
    }),
  };
}

function differencesOf(
  wanted: Omit<PlannedTopic, 'differences'>,
  actual: ITopicMetadata | undefined,
  retentionMs: number | undefined,
): readonly TopicDifference[] {
  if (actual === undefined) return [{ kind: 'create' }];
  const differences: TopicDifference[] = [];
  if (retentionMs !== wanted.retentionMs) {
    differences.push({ kind: 'retention-change', fromMs: retentionMs, toMs: wanted.retentionMs });
  }
  const partitions = actual.partitions.length;
  if (partitions !== wanted.partitions) {
    differences.push({ kind: 'partitions-differ', actual: partitions, wanted: wanted.partitions });
  }
  const replication = Math.min(...actual.partitions.map(({ replicas }) => replicas.length));
  if (replication !== wanted.replication) {
    differences.push({ kind: 'replication-differs', actual: replication, wanted: wanted.replication });
  }
  return differences;
}

async function retentionsOf(admin: Admin, topics: readonly string[]): Promise<ReadonlyMap<string, number | undefined>> {
  const entries = await configOf(admin, topics);
  return new Map(
    entries.map(({ resourceName, configEntries }) => {
      const value = configEntries.find(({ configName }) => configName === 'retention.ms')?.configValue;
      return [resourceName, value === undefined ? undefined : Number(value)];
    }),
  );
}

async function configOf(admin: Admin, topics: readonly string[]): Promise<DescribeConfigResponse['resources']> {
  if (topics.length === 0) return [];
  const resources = topics.map((name) => ({ type: ConfigResourceTypes.TOPIC, name }));
  return (await admin.describeConfigs({ includeSynonyms: false, resources })).resources;
}

async function create(
  admin: Admin,
  topic: string,
  { partitions, replication, retentionMs }: PlannedTopic,
): Promise<void> {
  await admin.createTopics({
    waitForLeaders: false,
    topics: [
      {
        topic,
        numPartitions: partitions,
        replicationFactor: replication,
        configEntries: [
          { name: 'cleanup.policy', value: 'delete' },
          { name: 'retention.ms', value: String(retentionMs) },
          // An acknowledged record survives the loss of one broker, and one broker may be away while records are taken.
          { name: 'min.insync.replicas', value: String(Math.max(1, replication - 1)) },
          { name: 'unclean.leader.election.enable', value: 'false' },
        ],
      },
    ],
  });
}

async function haveLeaders(admin: Admin, topics: readonly string[]): Promise<void> {
  if (topics.length === 0) return;
  for (const limit = Date.now() + LEADERS_MS; ; await delay(LOOK_AGAIN_MS)) {
    try {
      const { topics: found } = await admin.fetchTopicMetadata({ topics: [...topics] });
      if (found.every(({ partitions }) => partitions.every(({ leader }) => leader >= 0))) return;
    } catch (error) {
      if (Date.now() > limit) throw error;
    }
    if (Date.now() > limit) {
      throw new BrokerFaultError('broker-unreachable', 'topics were created, but not all partitions have a leader yet');
    }
  }
}

/** The old form of the request replaces all settings of a topic: those that were set on it are sent again. */
async function setRetention(admin: Admin, topic: string, retentionMs: number): Promise<void> {
  const [resource] = await configOf(admin, [topic]);
  const others = (resource?.configEntries ?? []).filter(
    ({ configName, configSource }) => configSource === ConfigSource.TOPIC_CONFIG && configName !== 'retention.ms',
  );
  await admin.alterConfigs({
    validateOnly: false,
    resources: [
      {
        type: ConfigResourceTypes.TOPIC,
        name: topic,
        configEntries: [
          ...others.map(({ configName, configValue }) => ({ name: configName, value: configValue })),
          { name: 'retention.ms', value: String(retentionMs) },
        ],
      },
    ],
  });
}
