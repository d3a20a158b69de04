import { join } from 'node:path';
import { freePorts } from '../processes/free-ports.ts';
import { openGuardedFolder } from '../processes/guarded-folder.ts';
import { loopbackPlace, prepareKafkaProcess } from './kafka-process.ts';

const ARCHIVE = 'classes.jsa';

/** Options of `java` for the Kafka of a folder of jars, with the archive or, while there is none, without. */
export function javaOptions(jars: string, archived: boolean): string[] {
  const quiet = ['-Xlog:cds=off', '-Xlog:cds+dynamic=off'];
  return [...(archived ? [`-XX:SharedArchiveFile=${archiveOf(jars)}`, ...quiet] : []), '-cp', join(jars, '*')];
}

export function archiveOf(jars: string): string {
  return join(jars, ARCHIVE);
}

/** Starts and stops a broker once to keep its loaded classes in a file: every later start takes about half the time. */
export async function archiveClasses(jars: string): Promise<void> {
  const folder = await openGuardedFolder();
  try {
    const node = loopbackPlace(1, await freePorts(3));
    const record = `-XX:ArchiveClassesAtExit=${archiveOf(jars)}`;
    const server = await prepareKafkaProcess(node, [node], folder, [record, ...javaOptions(jars, false)]);
    await server.start();
    await server.stop();
  } finally {
    await folder.release();
  }
}
