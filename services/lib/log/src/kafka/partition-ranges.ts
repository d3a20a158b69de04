import { withAdmin } from './with-admin.ts';
import type { Kafka } from 'kafkajs';
import type { PartitionRange } from './partition-work.ts';

/** Where a group stands on each partition of a topic. Names as the brokers know them. Throws what kafkajs throws. */
export function partitionRanges(
  client: Kafka,
  topic: string,
  group: string,
): Promise<ReadonlyMap<number, PartitionRange>> {
  return withAdmin(client, async (admin) => {
    const [offsets, groupOffsets] = await Promise.all([
      admin.fetchTopicOffsets(topic),
      admin.fetchOffsets({ groupId: group, topics: [topic] }),
    ]);
    const committed = new Map(
      groupOffsets.flatMap(({ partitions }) => partitions.map(({ partition, offset }) => [partition, Number(offset)])),
    );
    return new Map(
      offsets.map(({ partition, low, high }) => {
        const offset = committed.get(partition) ?? -1;
        return [partition, { committed: offset < 0 ? undefined : offset, beginning: Number(low), end: Number(high) }];
      }),
    );
  });
}
