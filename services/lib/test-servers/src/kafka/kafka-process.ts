import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GuardedFolder } from '../processes/guarded-folder.ts';
import { runCommand } from '../processes/run-command.ts';
import { ServerProcess } from '../processes/server-process.ts';
import { kafkaBrokers } from './kafka-probe.ts';
import { nodeProperties, type NodePorts } from './node-properties.ts';

const CLUSTER_ID = 'AAAAAAAAQACAAAAAAAAAAQ';
const START_WITHIN_MS = 120_000;
const FORMAT_WITHIN_MS = 60_000;
/** A single node carries whole test levels; of three, each carries a third, and all three share the machine. */
const HEAP_OF_ONE = '512m';
const HEAP_OF_SEVERAL = '320m';

/** A formatted node, not yet started. `java`: options up to the main class. */
export async function prepareKafkaNode(
  node: NodePorts,
  nodes: readonly NodePorts[],
  folder: GuardedFolder,
  java: readonly string[],
): Promise<ServerProcess> {
  const properties = join(folder.path, `server-${node.id}.properties`);
  await writeFile(properties, nodeProperties(node, nodes, folder.path));
  const format = ['kafka.tools.StorageTool', 'format', '-t', CLUSTER_ID, '-c', properties];
  const quick = java.filter((option) => !option.startsWith('-XX:ArchiveClassesAtExit'));
  await runCommand('java', ['-Xmx128m', '-XX:TieredStopAtLevel=1', ...quick, ...format], {
    withinMs: FORMAT_WITHIN_MS,
  });
  const heap = nodes.length > 1 ? HEAP_OF_SEVERAL : HEAP_OF_ONE;
  return new ServerProcess(folder, {
    name: `kafka-${node.id}`,
    command: ['java', '-Xms128m', `-Xmx${heap}`, ...java, 'kafka.Kafka', properties],
    startWithinMs: START_WITHIN_MS,
    serves: async () => (await kafkaBrokers(`127.0.0.1:${node.client}`)).includes(`127.0.0.1:${node.advertised}`),
  });
}
