import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { testServersConfig } from '@onethread/test-servers';
import { LEVELS } from './test-levels/levels.ts';
import { ROOT } from './workspaces.ts';

/**
 * `npm test`: every level from fast to slow, stopping at the first that fails. `npm test -- fast system` runs only those;
 * `npm test -- integration services/lib/log` only the files of that folder.
 */
const words = process.argv.slice(2);
const wanted = words.filter((word) => LEVELS.some(({ name }) => name === word));
const only = words.filter((word) => !wanted.includes(word));
const unknown = only.filter((path) => !existsSync(join(ROOT, path)));
const levels = LEVELS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const summary: string[] = [];
let skipped = 0;

if (unknown.length > 0) {
  const names = LEVELS.map(({ name }) => name).join(', ');
  console.error(`neither a level nor a path: ${unknown.join(', ')}; levels are: ${names}`);
  process.exitCode = 2;
} else {
  announce();
  for (const level of levels) {
    const startedAt = performance.now();
    console.log(`\n== ${level.name}: ${level.about}`);
    const { outcome, notes } = await level.run(only);
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    console.log(`== ${level.name} ${outcome.toUpperCase()} in ${seconds} s`);
    summary.push(`${level.name.padEnd(11)} ${outcome.padEnd(7)} ${seconds} s  ${notes.join('; ')}`.trimEnd());
    if (outcome === 'skipped') skipped++;
    if (outcome === 'failed') {
      process.exitCode = 1;
      break;
    }
  }
  const notRun = levels.slice(summary.length).map(({ name }) => name);
  console.log(`\n${['What ran, and on what:', ...summary].join('\n  ')}`);
  if (notRun.length > 0) console.log(`  not run: ${notRun.join(', ')}`);
  const outcome = process.exitCode === 1 ? 'FAILED' : skipped === levels.length ? 'NOTHING TESTED' : 'passed';
  console.log(`${outcome}, ${skipped} of ${levels.length} levels skipped`);
}

function announce(): void {
  const { required, ways, kafka, mongodb } = testServersConfig();
  const order = [...ways].map((way) => (way === 'containers' ? 'containers' : 'Maven and PyPI')).join(', then ');
  console.log(`Onethread tests on Node ${process.versions.node}: ${levels.map(({ name }) => name).join(' → ')}`);
  console.log('Embedded engines: SQLite (log, store), files (blobs)');
  console.log(`Kafka ${kafka.version}: ${kafka.address ? `at ${kafka.address}` : order}`);
  console.log(`Store: ${mongodb.address ? 'at TEST_MONGODB_URI' : order}`);
  if (required) console.log('REQUIRE_CLUSTER=1: a real server that is missing is a failure');
}
