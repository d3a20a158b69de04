import type { LevelResult } from './level.ts';
import { openRealServers } from './real-servers.ts';
import { runTestFiles, testFiles, type TestRun } from './test-files.ts';

export interface ServerLevel extends Omit<TestRun, 'env'> {
  readonly suffix: string;
  /** How many of Kafka and store may be missing before the whole level is skipped; files name what they skip themselves. */
  readonly toleratedMissing: 0 | 1;
}

/** Runs test files on real servers, or says why it cannot. */
export async function runServerLevel(level: ServerLevel, only: readonly string[]): Promise<LevelResult> {
  const files = testFiles(level.suffix, only);
  if (files.length === 0) return { outcome: 'failed', notes: [`no file *${level.suffix}`] };
  const servers = await openRealServers().catch((error: unknown) => error);
  if (!isServers(servers)) return { outcome: 'failed', notes: [servers instanceof Error ? servers.message : '?'] };
  try {
    for (const line of servers.descriptions) console.log(`   on ${line}`);
    for (const line of servers.missing) console.log(`   without: ${line}`);
    if (servers.missing.length > level.toleratedMissing) return { outcome: 'skipped', notes: servers.missing };
    const { outcome, notes } = await runTestFiles(files, { ...level, env: servers.env });
    const missing = servers.missing.map((why) => `in part skipped: ${why}`);
    return { outcome, notes: [...servers.descriptions, ...missing, ...notes] };
  } finally {
    await servers.stop();
  }
}

type RealServers = Awaited<ReturnType<typeof openRealServers>>;

function isServers(value: unknown): value is RealServers {
  return typeof value === 'object' && value !== null && 'stop' in value;
}
