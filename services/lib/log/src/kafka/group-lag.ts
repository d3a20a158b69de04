import { TopicReader } from './topic-reader.ts';
import { withAdmin } from './with-admin.ts';
import type { GroupLag } from '../event-log.ts';
import type { KafkaContext } from './kafka-context.ts';

interface PartitionLag {
  readonly topic: string;
  readonly group: string;
  readonly partition: number;
  readonly committed: number;
  readonly records: number;
}

/** Lag of every group of ours on every topic of ours. Throws what kafkajs throws. */
export async function groupLags(context: KafkaContext): Promise<readonly GroupLag[]> {
  const lags = await partitionLags(context);
  const behind = lags.filter(({ records }) => records > 0);
  const ages = await oldestAges(context, behind);
  const rows = new Map<string, { topic: string; group: string; records: number; seconds: number }>();
  for (const lag of lags) {
    const id = JSON.stringify([lag.topic, lag.group]);
    const row = rows.get(id) ?? { topic: lag.topic, group: lag.group, records: 0, seconds: 0 };
    row.records += lag.records;
    row.seconds = Math.max(row.seconds, ages.get(lag) ?? 0);
    rows.set(id, row);
  }
  return [...rows.values()];
}

function partitionLags({ client, names }: KafkaContext): Promise<readonly PartitionLag[]> {
  return withAdmin(client, async (admin) => {
    const { groups } = await admin.listGroups();
    const ours = groups.flatMap(({ groupId }) => (names.fromKafka(groupId) === undefined ? [] : [groupId]));
    const ends = new Map<string, Promise<ReadonlyMap<number, { low: number; high: number }>>>();
    const endsOf = (topic: string): Promise<ReadonlyMap<number, { low: number; high: number }>> => {
      const known = ends.get(topic);
      if (known !== undefined) return known;
      const asked = admin
        .fetchTopicOffsets(topic)
        .then(
          (all) =>
            new Map(all.map(({ partition, low, high }) => [partition, { low: Number(low), high: Number(high) }])),
        );
      ends.set(topic, asked);
      return asked;
    };
    const lags: PartitionLag[] = [];
    for (const groupId of ours) {
      for (const { topic, partitions } of await admin.fetchOffsets({ groupId })) {
        const name = names.fromKafka(topic);
        const group = name && names.groupOf(groupId, name);
        if (name === undefined || group === undefined) continue;
        const topicEnds = await endsOf(topic);
        for (const { partition, offset } of partitions) {
          const range = topicEnds.get(partition);
          // A group that never committed here, or a partition that is gone, lags behind nothing that is known.
          if (Number(offset) < 0 || range === undefined) continue;
          const committed = Math.max(Number(offset), range.low);
          lags.push({ topic: name, group, partition, committed, records: Math.max(0, range.high - committed) });
        }
      }
    }
    return lags;
  });
}

/** Age in seconds of the oldest record that is not committed, per partition that lags. */
async function oldestAges(
  { connection, names, clock }: KafkaContext,
  lags: readonly PartitionLag[],
): Promise<ReadonlyMap<PartitionLag, number>> {
  const ages = new Map<PartitionLag, number>();
  for (const [topic, ofTopic] of Map.groupBy(lags, ({ topic: name }) => name)) {
    const reader = await TopicReader.open(connection, names.toKafka(topic));
    try {
      for (const lag of ofTopic) {
        const leader = reader.leaders.get(lag.partition);
        if (leader === undefined) continue;
        const [part] = await reader.fetch(leader, new Map([[lag.partition, lag.committed]]), 1);
        const timestamp = Number(part?.messages[0]?.timestamp ?? clock());
        ages.set(lag, Math.max(0, (clock() - timestamp) / 1000));
      }
    } finally {
      await reader.close().catch(() => undefined);
    }
  }
  return ages;
}
