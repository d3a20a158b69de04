import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './workspaces.ts';

/** Rules that hold the architecture: a rule that stopped to bite is noticed here. */
const PLANTED: readonly { readonly file: string; readonly source: string; readonly rule: string }[] = [
  { file: 'services/routing/src/planted-kafka.ts', source: "import 'kafkajs';\n", rule: 'no-restricted-imports' },
  {
    file: 'services/channels/sms/src/planted-service.ts',
    source: "import '@onethread/routing';\n",
    rule: 'no-restricted-imports',
  },
  {
    file: 'services/agent-desk/src/planted-deep.ts',
    source: "import '@onethread/log/src/errors.ts';\n",
    rule: 'no-restricted-imports',
  },
  {
    file: 'services/lib/contracts/src/planted-up.ts',
    source: "import '@onethread/runtime';\n",
    rule: 'no-restricted-imports',
  },
  { file: 'services/routing/src/domain/planted-node.ts', source: "import 'node:fs';\n", rule: 'no-restricted-imports' },
  {
    file: 'services/routing/src/domain/planted-clock.ts',
    source: 'export const t = Date.now();\n',
    rule: 'no-restricted-globals',
  },
  {
    file: 'services/routing/src/domain/planted-chance.ts',
    source: 'export const r = Math.random();\n',
    rule: 'no-restricted-properties',
  },
  { file: 'services/routing/src/planted-env.ts', source: 'export const e = process.env;\n', rule: 'no-process-env' },
  {
    file: 'services/routing/src/planted-promise.ts',
    source: 'Promise.resolve(1);\nexport {};\n',
    rule: 'no-floating-promises',
  },
];

test('lint reports every planted breach of the architecture', () => {
  const unique = `${process.pid}`;
  const files = PLANTED.map(({ file, source, rule }) => ({
    file: file.replace('planted', `planted-${unique}`),
    source,
    rule,
  }));
  try {
    for (const { file, source } of files) {
      mkdirSync(dirname(join(ROOT, file)), { recursive: true });
      writeFileSync(join(ROOT, file), source);
    }
    const { stdout } = spawnSync(
      join(ROOT, 'node_modules/.bin/oxlint'),
      ['--format', 'unix', ...files.map(({ file }) => file)],
      {
        cwd: ROOT,
        encoding: 'utf8',
      },
    );
    const missed = files.filter(
      ({ file, rule }) => !stdout.split('\n').some((line) => line.includes(file) && line.includes(rule)),
    );
    assert.deepEqual(
      missed.map(({ file, rule }) => `${file}: ${rule}`),
      [],
      stdout,
    );
  } finally {
    for (const { file } of files) rmSync(join(ROOT, file), { force: true });
  }
});
