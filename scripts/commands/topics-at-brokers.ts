import type { Command } from 'commander';
import {
  ASSIGNMENT_COMMANDS,
  CONVERSATION_EVENTS,
  DEAD_LETTERS,
  INBOUND_MESSAGES,
  INBOUND_RECEIPTS,
  OUTBOUND_STATUS,
  outboundTopic,
} from '@onethread/contracts';
import {
  applyTopics,
  BrokerFaultError,
  planTopics,
  type PlannedTopic,
  type TopicDifference,
  type TopicPlan,
  type TopicPlanOptions,
} from '@onethread/log';
import { listed } from './channel-names.ts';
import { confirmed } from './confirm.ts';
import { chosenKafka } from './engine-choice.ts';
import { PlainError, say, table, wholeNumber } from './output.ts';
import type { TopicOptions } from './topics.ts';

const MAX_REPLICATION = 10;

export async function showTopicPlan(options: TopicOptions, command: Command): Promise<void> {
  const plan = await atBrokers(planTopics, options);
  if (plan.topics.some(({ differences }) => differences.length > 0)) process.exitCode = 1;
  say(command, plan, text(plan.topics, 'As declared.'));
}

export async function applyTopicPlan(options: TopicOptions, command: Command): Promise<void> {
  const plan = await atBrokers(planTopics, options);
  const changes = plan.topics.filter((topic) => topic.differences.some(isChange));
  if (changes.length > 0) {
    await confirmed(`${text(changes, '')}\nChange ${changes.length} topics?`, options.yes === true);
    await atBrokers(applyTopics, options);
  }
  const left = plan.topics.filter((topic) => !topic.differences.every(isChange));
  if (left.length > 0) process.exitCode = 1;
  const done = changes.length === 0 ? 'Nothing to do.' : `Done:\n${text(changes, '')}`;
  const undone = left.length === 0 ? '' : `\nNot changed, look at it yourself:\n${text(left, '')}`;
  say(command, { ...plan, changed: changes.map(({ name }) => name) }, done + undone);
}

/** A fault of the brokers in one line. */
async function atBrokers(
  work: (options: TopicPlanOptions) => Promise<TopicPlan>,
  options: TopicOptions,
): Promise<TopicPlan> {
  try {
    return await work(planOptions(options));
  } catch (error) {
    throw error instanceof BrokerFaultError ? new PlainError(error.message, { cause: error }) : error;
  }
}

function planOptions({ channels, replication }: TopicOptions): TopicPlanOptions {
  const { connection, topicPrefix } = chosenKafka();
  const fixed = [INBOUND_MESSAGES, INBOUND_RECEIPTS, ASSIGNMENT_COMMANDS, CONVERSATION_EVENTS, OUTBOUND_STATUS];
  return {
    connection,
    topicPrefix,
    topics: [...fixed, DEAD_LETTERS, ...listed(channels).map(outboundTopic)],
    replication: wholeNumber('--replication', replication, 1, MAX_REPLICATION),
  };
}

function isChange({ kind }: TopicDifference): boolean {
  return kind === 'create' || kind === 'retention-change';
}

function text(topics: readonly PlannedTopic[], none: string): string {
  const rows = topics.flatMap((topic) => topic.differences.map((difference) => [topic.name, words(topic, difference)]));
  return rows.length === 0 ? none : table(['topic', 'difference'], rows);
}

function words({ partitions, replication, retentionMs }: PlannedTopic, difference: TopicDifference): string {
  switch (difference.kind) {
    case 'create':
      return `create: ${partitions} partitions, replication ${replication}, kept ${days(retentionMs)}`;
    case 'retention-change':
      return `kept ${difference.fromMs === undefined ? 'unknown' : days(difference.fromMs)} → ${days(difference.toMs)}`;
    case 'partitions-differ':
      return `has ${difference.actual} partitions, declared ${difference.wanted}: never changed, it would break the order`;
    case 'replication-differs':
      return `has replication ${difference.actual}, wanted ${difference.wanted}: move copies when it suits the cluster`;
  }
}

function days(ms: number): string {
  const count = ms / 86_400_000;
  return `${Number.isInteger(count) ? count : count.toFixed(1)} d`;
}
