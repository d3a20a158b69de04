import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { kafkaClient } from './kafka-client.ts';
import { applyTopics } from './topic-plan.ts';
import { withAdmin } from './with-admin.ts';
import type { KafkaConnection } from './kafka-client.ts';

const PROCESS = join(import.meta.dirname, 'idle-groups-process.ts');
/** For joining and settling, on top of the time to watch. */
const JOIN_MS = 60_000;

/** What the process of its own is told. */
export interface IdleGroupsTask {
  readonly connection: KafkaConnection;
  readonly topicPrefix: string;
  /** One group for each. */
  readonly topics: readonly string[];
  readonly seconds: number;
  /** False: with the request queue of kafkajs as it comes. */
  readonly patched: boolean;
}

export interface IdleGroupsOptions extends Pick<IdleGroupsTask, 'connection' | 'seconds' | 'patched'> {
  readonly groups: number;
  /** Of each topic. */
  readonly partitions: number;
}

/** What the process found. */
export interface IdleGroups {
  /** Processor time of the whole process over time, all groups together. */
  readonly cores: number;
}

/** Processor that groups without any traffic take, in a process of their own, each on an empty topic of its own. */
export async function benchIdleGroups(options: IdleGroupsOptions): Promise<IdleGroups> {
  const { connection, groups, partitions, seconds, patched } = options;
  const topicPrefix = `bench-${randomUUID()}.`;
  const names = Array.from({ length: groups }, (_, index) => `idle-${index}.v1`);
  const topics = names.map((name) => ({ name, partitions, retentionDays: 1 }));
  await applyTopics({ connection, topicPrefix, topics, replication: 1 });
  try {
    return await inOwnProcess({ connection, topicPrefix, topics: names, seconds, patched });
  } finally {
    await withAdmin(kafkaClient(connection), (admin) =>
      admin.deleteTopics({ topics: names.map((name) => topicPrefix + name) }),
    );
  }
}

async function inOwnProcess(task: IdleGroupsTask): Promise<IdleGroups> {
  const timeout = JOIN_MS + task.seconds * 1000;
  const child = fork(PROCESS, { timeout });
  let found: IdleGroups | undefined;
  child.on('message', (message) => void (found = message as IdleGroups));
  child.send(task);
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  if (found === undefined || code !== 0) throw new Error(`idle groups ended with ${signal ?? `code ${code}`}`);
  return found;
}
