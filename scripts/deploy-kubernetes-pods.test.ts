import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parseEnv } from 'node:util';
import { createAdminServer, createRegistry } from '@onethread/runtime';
import { frontDoorProblems } from './deploy/front-door-problems.ts';
import { podProblems, type Secrets } from './deploy/pod-problems.ts';
import { missingRenderer, renderKustomization, type Manifest } from './deploy/render-kustomize.ts';
import { read, ROOT } from './workspaces.ts';

const BASE = 'deploy/k8s/base';
const LOCAL = 'deploy/k8s/overlays/local';

const missing = missingRenderer();
if (missing !== undefined && process.env['REQUIRE_CLUSTER'] === '1') throw new Error(missing);

/** As docs/deploy.md has them made. */
function madeSecrets(): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'onethread-secrets-'));
  try {
    const file = join(folder, 'secrets.env');
    assert.equal(spawnSync('sh', [join(ROOT, 'deploy/docker/make-env.sh'), file]).status, 0);
    return parseEnv(readFileSync(file, 'utf8')) as Record<string, string>;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const secrets = madeSecrets();
/** What an operator gives each channel for production, here of the playground's accounts. */
const account = (prefix: string) =>
  Object.entries({ ...parseEnv(read(`${LOCAL}/settings.env`)), ...secrets }).filter(([name]) =>
    name.startsWith(prefix),
  );
const accounts = Object.entries({
  'channel-messenger': 'MESSENGER_',
  'channel-instagram': 'INSTAGRAM_',
  'channel-whatsapp': 'WHATSAPP_',
  'channel-telegram': 'TELEGRAM_',
  'channel-sms': 'TWILIO_',
  'channel-email': 'EMAIL_',
}).map(([name, prefix]) => [name, Object.fromEntries(account(prefix))] as const);

const SECRETS: Readonly<Record<string, Secrets>> = {
  [LOCAL]: { 'onethread-secrets': secrets },
  [BASE]: {
    'onethread-secrets': { ...secrets, MONGODB_URI: 'mongodb://mongodb-0.example.org/?replicaSet=rs0' },
    ...Object.fromEntries(accounts),
  },
};

describe('pods', { skip: missing ?? false }, () => {
  for (const [folder, given] of Object.entries(SECRETS)) {
    const objects = missing === undefined ? renderKustomization(folder) : [];

    test(`${folder}: every process starts with what its pod is given, and listens where its ports say`, () => {
      assert.deepEqual(podProblems(objects, given), []);
    });

    test(`${folder}: every path of a probe is answered by what all processes answer probes with`, async () => {
      const paths = new Set(
        [...JSON.stringify(objects).matchAll(/"path":"([^"]+)","port":"admin"/g)].map(([, path]) => path),
      );
      assert.ok(paths.has('/livez') && paths.has('/readyz'));
      const admin = createAdminServer({ host: '127.0.0.1', port: 0, registry: createRegistry() });
      await admin.start();
      try {
        for (const path of paths) {
          const { status } = await fetch(`http://127.0.0.1:${admin.port}${path}`);
          assert.equal(status, 200, path);
        }
      } finally {
        await admin.stop();
      }
    });
  }

  test(`${LOCAL}: the front door listens where it is looked for, and leads to Services that are there`, () => {
    assert.deepEqual(frontDoorProblems(renderKustomization(LOCAL)), []);
  });

  describe('a fault is found', () => {
    const objects = missing === undefined ? renderKustomization(LOCAL) : [];
    const faults: readonly (readonly [what: string, from: string | RegExp, to: string, problem: RegExp])[] = [
      ['another port than the default', '"containerPort":50051', '"containerPort":50052', /nothing listens on 50052/],
      ['a port that nobody says', /\{"containerPort":2525,"name":"smtp"\},/, '', /listens on 2525, which no port says/],
      ['a port that a setting moves', '"LOG_LEVEL":"info"', '"PORT":"9090"', /channel-sms: listens on 9090/],
      ['a Secret of another name', '"name":"onethread-secrets"', '"name":"secrets"', /waits for/],
      ['a key that no one makes', '"key":"COOKIE_SECRET"', '"key":"COOKIES"', /waits for COOKIES of onethread-secrets/],
      ['a broker without port', '"kafka:9092"', '"kafka"', /routing: KAFKA_BROKERS: got "kafka"/],
      ['the engine of one process', '"LOG_BACKEND":"kafka"', '"LOG_BACKEND":"sqlite"', /operator: LOG_BACKEND/],
      [
        'an account without its number',
        '"WHATSAPP_PHONE_NUMBER_ID"',
        '"WHATSAPP_NUMBER"',
        /WHATSAPP_PHONE_NUMBER_ID: got nothing/,
      ],
      ['a door that is not opened', 'bind :50051', 'bind :50052', /front door: nothing listens on 50051/],
      ['a door that tells nothing', 'monitor-uri /livez', 'monitor-uri /alive', /front door: does not answer \/livez/],
      ['a way to nowhere', 'channel-sms.onethread', 'sms.onethread', /leads to sms\.onethread\.svc\.cluster\.local:80/],
      [
        'a way to another port',
        'local:25\\n',
        'local:2525\\n',
        /leads to channel-email\.onethread\.svc\.cluster\.local:2525/,
      ],
    ];
    for (const [what, from, to, problem] of faults) {
      test(what, () => {
        const text = JSON.stringify(objects);
        const planted = text.replace(from, to);
        assert.notEqual(planted, text, `nothing to plant the fault in: ${String(from)}`);
        const faulty = JSON.parse(planted) as Manifest[];
        const problems = [...podProblems(faulty, SECRETS[LOCAL] ?? {}), ...frontDoorProblems(faulty)];
        assert.ok(
          problems.some((line) => problem.test(line)),
          problems.join('\n') || 'nothing was found',
        );
      });
    }
  });
});
