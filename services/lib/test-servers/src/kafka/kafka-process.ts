import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GuardedFolder } from '../processes/guarded-folder.ts';
import { runCommand } from '../processes/run-command.ts';
import { ServerProcess } from '../processes/server-process.ts';
import { kafkaBrokers } from './kafka-probe.ts';
import { asProperties, CLUSTER_ID, nodeSettings, type NodePlace } from './node-settings.ts';

const START_WITHIN_MS = 120_000;
const FORMAT_WITHIN_MS = 60_000;
/** A single node carries whole test levels; of three, each carries a third, and all three share the machine. */
const HEAP_OF_ONE = '512m';
const HEAP_OF_SEVERAL = '320m';

/** What a node asks of clients, on top of the settings of all. */
export interface NodeSecurity {
  readonly settings: Readonly<Record<string, string>>;
  /** Arguments of formatting, which is when the first SCRAM users are made. */
  readonly format: readonly string[];
}

/** A formatted node, not yet started. `java`: options up to the main class. Throws `CommandFailedError`. */
export async function prepareKafkaProcess(
  node: NodePlace,
  nodes: readonly NodePlace[],
  folder: GuardedFolder,
  java: readonly string[],
  security?: NodeSecurity,
): Promise<ServerProcess> {
  const properties = join(folder.path, `server-${node.id}.properties`);
  const dataFolder = join(folder.path, `data-${node.id}`);
  await writeFile(properties, asProperties({ ...nodeSettings({ ...node, dataFolder }, nodes), ...security?.settings }));
  const format = ['kafka.tools.StorageTool', 'format', '-t', CLUSTER_ID, '-c', properties, ...(security?.format ?? [])];
  const quick = java.filter((option) => !option.startsWith('-XX:ArchiveClassesAtExit'));
  await runCommand('java', ['-Xmx128m', '-XX:TieredStopAtLevel=1', ...quick, ...format], {
    withinMs: FORMAT_WITHIN_MS,
  });
  const heap = nodes.length > 1 ? HEAP_OF_SEVERAL : HEAP_OF_ONE;
  return new ServerProcess(folder, {
    name: `kafka-${node.id}`,
    command: ['java', '-Xms128m', `-Xmx${heap}`, ...java, 'kafka.Kafka', properties],
    startWithinMs: START_WITHIN_MS,
    // Through a door that asks for nothing.
    serves: async () =>
      security === undefined
        ? (await kafkaBrokers(node.listen.client)).includes(node.reach.client)
        : (await kafkaBrokers(node.listen.internal)).includes(node.reach.internal),
  });
}

/** Doors on the loopback; clients are sent to `advertised`, default the node itself. */
export function loopbackPlace(id: number, ports: readonly number[], advertised?: string): NodePlace {
  const [client = '', internal = '', controller = ''] = ports.map((port) => `127.0.0.1:${port}`);
  const listen = { client, internal, controller };
  return { id, listen, reach: { ...listen, client: advertised ?? client } };
}
