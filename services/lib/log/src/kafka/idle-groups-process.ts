import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';
import { coresSince } from '../bench/paced-hops.ts';
import type { IdleGroups, IdleGroupsTask } from './kafka-idle-groups.ts';

/** Started by kafka-idle-groups.ts, which tells its task by message and hears what was found. */

/** What joining leaves to be done. */
const SETTLE_MS = 3000;
// Before the port is loaded, which patches it.
const asItComes = Object.getOwnPropertyDescriptor(RequestQueue.prototype, 'scheduleCheckPendingRequests');
const { openKafkaEventLog } = await import('./kafka-event-log.ts');

const [task] = (await once(process, 'message')) as [IdleGroupsTask];
const { connection, topicPrefix, topics, seconds, patched } = task;
if (!patched && asItComes !== undefined) {
  Object.defineProperty(RequestQueue.prototype, 'scheduleCheckPendingRequests', asItComes);
}
const log = await openKafkaEventLog({ connection, topicPrefix });
await Promise.all(topics.map((topic) => log.subscribe({ topic, group: `${topic}-idle`, handle: async () => {} })));
await pause(SETTLE_MS);
const [cpu, from] = [process.cpuUsage(), performance.now()];
await pause(seconds * 1000);
const found: IdleGroups = { cores: coresSince(cpu, from) };
await log.close();
process.send?.(found, () => process.disconnect());
