import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cachedFolder } from '../processes/cached-folder.ts';
import { CommandFailedError, runCommand } from '../processes/run-command.ts';
import { archiveClasses, archiveOf, javaOptions } from './class-data-archive.ts';

const POM = join(import.meta.dirname, 'pom.xml');
const DOWNLOAD_WITHIN_MS = 300_000;
const TOOL_WITHIN_MS = 30_000;
/** Kafka 4 brokers; 3.9 would do with 11, but one requirement is easier to meet than two. */
const JAVA_AT_LEAST = 17;

export interface KafkaProgram {
  /** Options of `java` up to the main class. */
  readonly java: readonly string[];
  /** Major version of the Java that runs it. */
  readonly javaVersion: number;
}

/** A whole Apache Kafka of that version, from Maven's repositories into the cache. Throws `CommandFailedError`. */
export async function kafkaProgram(version: string, cacheFolder: string): Promise<KafkaProgram> {
  const javaVersion = await installedJava();
  const folder = await cachedFolder(cacheFolder, `kafka-${version}`, async (target) => {
    const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${target}`, '-DincludeScope=runtime'];
    await runCommand('mvn', ['-B', '-q', '-f', POM, `-Dkafka.version=${version}`, ...goal], {
      withinMs: DOWNLOAD_WITHIN_MS,
    });
    // Without the archive Kafka only starts more slowly.
    await archiveClasses(target).catch(() => undefined);
  });
  return { java: javaOptions(folder, existsSync(archiveOf(folder))), javaVersion };
}

async function installedJava(): Promise<number> {
  const said = await runCommand('java', ['-version'], { withinMs: TOOL_WITHIN_MS });
  const version = Number(/version "(\d+)/u.exec(said)?.[1] ?? 0);
  if (version < JAVA_AT_LEAST)
    throw new CommandFailedError(`java is ${version || 'unknown'}, needed is ${JAVA_AT_LEAST}`);
  return version;
}
