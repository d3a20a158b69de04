import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ENV_EXAMPLE_FILE, envExample } from './env-example.ts';
import { read, ROOT } from './workspaces.ts';

test('.env.example says what the settings are: npm run env:example', () => {
  assert.equal(read(ENV_EXAMPLE_FILE), envExample());
});

test('gRPC types are those of proto/: npm run generate', () => {
  const committed = join(ROOT, 'services/lib/rpc/src/generated');
  const fresh = mkdtempSync(join(tmpdir(), 'onethread-generated-'));
  try {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const [program = '', ...words] = (scripts['generate'] ?? '').split(/\s+/);
    const output = words.indexOf('-O') + 1;
    const { status, stderr } = spawnSync(join(ROOT, 'node_modules/.bin', program), words.with(output, fresh), {
      cwd: ROOT,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    const files = globSync('**/*.ts', { cwd: fresh }).toSorted();
    assert.ok(files.length > 50);
    assert.deepEqual(globSync('**/*.ts', { cwd: committed }).toSorted(), files);
    const differing = files.filter(
      (file) => readFileSync(join(fresh, file), 'utf8') !== readFileSync(join(committed, file), 'utf8'),
    );
    assert.deepEqual(differing, []);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
});
