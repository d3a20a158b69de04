import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
  // In a copy of the layout: the tree itself is being read by other tests.
  const folder = mkdtempSync(join(tmpdir(), 'onethread-lint-'));
  try {
    for (const file of ['.oxlintrc.json', 'tsconfig.json']) copyFileSync(join(ROOT, file), join(folder, file));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    for (const { file, source } of PLANTED) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), source);
    }
    const oxlint = join(ROOT, 'node_modules/.bin/oxlint');
    const { stdout } = spawnSync(oxlint, ['--format', 'unix', 'services'], { cwd: folder, encoding: 'utf8' });
    const lines = stdout.split('\n');
    const missed = PLANTED.filter(
      ({ file, rule }) => !lines.some((line) => line.includes(file) && line.includes(rule)),
    );
    assert.deepEqual(
      missed.map(({ file, rule }) => `${file}: ${rule}`),
      [],
      stdout,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
