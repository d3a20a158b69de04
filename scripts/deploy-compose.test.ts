import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { composeProblems, type ComposeFacts, type ComposeFile } from './deploy/compose-problems.ts';
import { imageServices } from './deploy/image-contents.ts';
import { processVariables } from './deploy/process-settings.ts';
import { read, ROOT } from './workspaces.ts';

const text = read('docker-compose.yml');
const facts: ComposeFacts = {
  processes: imageServices(),
  variables: processVariables(),
  proxyConfiguration: read('deploy/docker/proxy/haproxy.cfg'),
  prometheusConfiguration: read('deploy/docker/observability/prometheus.yml'),
};

/** The file as Compose reads it: anchors and merges resolved, nothing interpolated. */
function compose(source = text): ComposeFile {
  return parse(source, { merge: true, maxAliasCount: -1 }) as ComposeFile;
}

function problemsOf(source: string, given: ComposeFacts = facts): string[] {
  return composeProblems(compose(source), source, given);
}

test('docker-compose.yml starts every process with what it reads, by keys that both versions of Compose take', () => {
  assert.ok(facts.processes.length >= 6, facts.processes.join());
  assert.deepEqual(problemsOf(text), []);
});

describe('a fault in docker-compose.yml is found', () => {
  const faults: readonly (readonly [what: string, from: string, to: string, problem: RegExp])[] = [
    ['a name on top', 'networks:\n  #', 'name: onethread\nnetworks:\n  #', /^name: not a key/],
    ['a key of Compose v2', '      interval: 10s', '      start_interval: 1s', /proxy\.healthcheck\.start_interval/],
    [
      'restarting with a dependency',
      '{ condition: service_healthy }',
      '{ condition: service_healthy, restart: true }',
      /more than a condition/,
    ],
    [
      'a process that is not started',
      '  channel-sms:\n',
      '  channel-smss:\n',
      /^channel-sms: a process of the repository/,
    ],
    [
      'the wrong image',
      'args: { SERVICE: channel-sms }',
      'args: { SERVICE: channel-email }',
      /channel-sms: is built as channel-email/,
    ],
    ['a misspelt variable', '      COOKIE_SECRET:', '      COOKIES_SECRET:', /agent-desk: is given COOKIES_SECRET/],
    ['a missing variable', '      COOKIE_SECRET:', '      LOG_LEVEL:', /agent-desk: is not given COOKIE_SECRET/],
    [
      'a setting that .env could not make',
      '      OFFER_SECONDS:',
      '      LOG_LEVEL:',
      /routing: is not given OFFER_SECONDS/,
    ],
    [
      'a secret in the file',
      '${COOKIE_SECRET:?is missing, make .env with sh deploy/docker/make-env.sh}',
      'aaaa',
      /secret COOKIE_SECRET is written/,
    ],
    ['an unknown interpolation', '${LOG_LEVEL:-info}', '${LOGLEVEL:-info}', /\$\{LOGLEVEL\}/],
    ['a port open to the network', '${BIND_ADDRESS:-127.0.0.1}:${PORT:-8080}:8080', '8080:8080', /open to the network/],
    ['a dependency that is not there', '    kafka-topics: { condition', '    topics: { condition', /depends on topics/],
    ['a file system that can be written', '  read_only: true\n', '', /its file system can be written/],
  ];
  for (const [what, from, to, problem] of faults) {
    test(what, () => {
      assert.ok(text.includes(from), `nothing to plant the fault in: ${from}`);
      const problems = problemsOf(text.replace(from, to));
      assert.ok(
        problems.some((line) => problem.test(line)),
        problems.join('\n') || 'nothing was found',
      );
    });
  }

  test('a process that the proxy forgets', () => {
    const proxyConfiguration = facts.proxyConfiguration.replace('channel-sms:8080', 'channel-sns:8080');
    assert.deepEqual(problemsOf(text, { ...facts, proxyConfiguration }), [
      'the proxy looks for channel-sns, which is not there',
      'channel-sms: nothing of it is reached through the proxy',
    ]);
  });
});

const VERSIONS = [['docker', 'compose'], ['docker-compose']] as const;
for (const [program, ...words] of VERSIONS) {
  const name = [program, ...words].join(' ');
  const missing = spawnSync(program, [...words, 'version']).status === 0 ? false : `no ${name} here`;
  describe(`${name} itself`, { skip: missing }, () => {
    test('accepts the file with the secrets that make-env.sh makes, and refuses it without them', () => {
      const folder = mkdtempSync(join(tmpdir(), 'onethread-compose-'));
      try {
        const run = (envFile: string) =>
          spawnSync(program, [...words, '--env-file', envFile, 'config', '-q'], {
            cwd: ROOT,
            env: { PATH: process.env['PATH'], HOME: folder },
            encoding: 'utf8',
          });
        const made = join(folder, 'made.env');
        assert.equal(spawnSync('sh', [join(ROOT, 'deploy/docker/make-env.sh'), made]).status, 0);
        const { status, stderr } = run(made);
        assert.equal(status, 0, stderr);
        const empty = join(folder, 'empty.env');
        writeFileSync(empty, '');
        const refused = run(empty);
        assert.notEqual(refused.status, 0);
        assert.match(refused.stderr, /is missing, make \.env with sh deploy\/docker\/make-env\.sh/);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  });
}

describe('make-env.sh', () => {
  const asked = new Set([...text.matchAll(/\$\{(\w+):\?/g)].map(([, name = '']) => name));

  test('makes every secret that is asked for, readable by its owner alone, and changes none that is there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'onethread-env-'));
    const file = join(folder, '.env');
    const make = () => assert.equal(spawnSync('sh', [join(ROOT, 'deploy/docker/make-env.sh'), file]).status, 0);
    try {
      make();
      const first = readFileSync(file, 'utf8');
      const made = first
        .trim()
        .split('\n')
        .map((line) => line.split('='));
      assert.deepEqual(new Set(made.map(([name]) => name)), asked);
      for (const [name, value = ''] of made) assert.match(value, /[0-9a-f]{64}/, name);
      assert.equal(new Set(made.map(([, value]) => value)).size, made.length);
      assert.equal(statSync(file).mode & 0o777, 0o600);
      make();
      assert.equal(readFileSync(file, 'utf8'), first);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('adds to an older file what has come since, and keeps every line of it, also one that does not end', () => {
    const folder = mkdtempSync(join(tmpdir(), 'onethread-env-'));
    const file = join(folder, '.env');
    const older = [
      '# ours',
      `IDENTITY_KEY=${'5'.repeat(64)}`,
      'TELEGRAM_BOT_TOKEN=7:real',
      'LINK_SECRET=',
      'PORT=9000',
    ];
    try {
      writeFileSync(file, older.join('\n'));
      assert.equal(spawnSync('sh', [join(ROOT, 'deploy/docker/make-env.sh'), file]).status, 0);
      const lines = readFileSync(file, 'utf8').trim().split('\n');
      assert.deepEqual(lines.slice(0, older.length), older);
      const added = lines.slice(older.length).map((line) => line.split('=')[0] ?? '');
      assert.deepEqual(new Set(['IDENTITY_KEY', 'TELEGRAM_BOT_TOKEN', ...added]), asked);
      assert.equal(new Set(added).size, added.length);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
