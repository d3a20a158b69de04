import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { tempFolder } from '@onethread/testkit';
import { freePorts, OnethreadProcess } from './onethread-process.ts';

const SECRET = 'hush-hush';

/** A process in a fresh folder; ended and removed when the test is over. */
async function play(
  env: Readonly<Record<string, string>>,
  run: (onethread: OnethreadProcess, folder: string) => Promise<void>,
): Promise<void> {
  const folder = await tempFolder('onethread-configuration-');
  const onethread = new OnethreadProcess(join(folder.path, 'data'), await freePorts(), env);
  try {
    await run(onethread, folder.path);
  } finally {
    await onethread.stop();
    await folder.remove();
  }
}

/** It must end by itself with code 1 and say this, in few lines and without its inside. */
async function endsSaying(onethread: OnethreadProcess, ...patterns: readonly RegExp[]): Promise<void> {
  assert.equal(await onethread.start(), 1, onethread.output);
  for (const pattern of patterns) assert.match(onethread.output, pattern);
  assert.doesNotMatch(onethread.output, /\n\s+at .*\(|node:internal/, 'a stack trace');
  assert.equal(onethread.output.includes(SECRET), false, 'a secret');
}

test('all faults of the settings are said at once: key, got and expected, of all services; secrets stay secret', () =>
  play(
    {
      PORT: 'eighty',
      LOG_LEVEL: 'loud',
      PUBLIC_URL: 'not a url',
      LOG_BACKEND: 'paper',
      GRPC_TOKEN_SECRET: SECRET,
      OFFER_SECONDS: '-3',
      EMAIL_ADDRESS: 'no-address',
      EMAIL_RELAY_URL: `http://user:${SECRET}@x`,
      IN_APP_JWT_SECRET: SECRET,
      IN_APP_APPS: '{',
      MESSENGER_APP_SECRET: SECRET,
      TWILIO_ACCOUNT_SID: 'AC1',
      SMS_DEFAULT_COUNTRY: 'XX',
    },
    (onethread) =>
      endsSaying(
        onethread,
        /PORT.*eighty/,
        /LOG_LEVEL.*loud/,
        /PUBLIC_URL.*not a url/,
        /LOG_BACKEND.*paper.*sqlite/,
        /GRPC_TOKEN_SECRET/,
        /OFFER_SECONDS.*-3/,
        /EMAIL_ADDRESS.*no-address/,
        /EMAIL_RELAY_URL/,
        /IN_APP_JWT_SECRET/,
        /IN_APP_APPS/,
        /MESSENGER_VERIFY_TOKEN/,
        /MESSENGER_PAGE_ACCESS_TOKEN/,
        /TWILIO_AUTH_TOKEN/,
        /TWILIO_FROM/,
        /SMS_DEFAULT_COUNTRY.*XX/,
      ),
  ));

test('a second process on the same data folder is refused with the number of the first, which goes on', () =>
  play({}, async (first) => {
    assert.equal(await first.start(), undefined, first.output);
    const { pid } = JSON.parse(readFileSync(join(first.dataFolder, 'running.json'), 'utf8')) as { pid: number };
    const second = new OnethreadProcess(first.dataFolder, await freePorts());
    await endsSaying(second, new RegExp(`process ${pid}`), new RegExp(first.dataFolder));
    assert.equal((await fetch(`http://127.0.0.1:${first.ports.admin}/readyz`)).status, 200);
    assert.equal((await fetch(`${first.url}/playground`)).status, 200);
    assert.equal(statSync(join(first.dataFolder, 'secrets.json')).mode & 0o777, 0o600);
    assert.equal(await first.stop(), 0);
  }));

test('a data folder that cannot be made or written is said, with what to do', () =>
  play({}, async (_, folder) => {
    writeFileSync(join(folder, 'a-file'), '');
    await endsSaying(
      new OnethreadProcess(join(folder, 'a-file', 'data'), await freePorts()),
      /a-file\/data.*DATA_DIR/s,
    );
    // The file system itself says no, even to root.
    await endsSaying(
      new OnethreadProcess('/proc/onethread-data', await freePorts()),
      /\/proc\/onethread-data.*DATA_DIR/s,
    );
    const readOnly = join(folder, 'read-only');
    mkdirSync(readOnly);
    chmodSync(readOnly, 0o500);
    if (process.getuid?.() !== 0) await endsSaying(new OnethreadProcess(readOnly, await freePorts()), /DATA_DIR/);
  }));

test('a port in use is said plainly, whichever it is', () =>
  play({}, async (onethread) => {
    for (const name of ['http', 'grpc', 'smtp'] as const) {
      const taken = createServer().listen(0, '127.0.0.1');
      await once(taken, 'listening');
      const { port } = taken.address() as AddressInfo;
      try {
        const other = new OnethreadProcess(onethread.dataFolder, { ...onethread.ports, [name]: port });
        await endsSaying(other, new RegExp(`${port}`), /in use|EADDRINUSE/);
      } finally {
        taken.close();
      }
    }
  }));

test('secrets that cannot be read are never made anew', () =>
  play({}, async (onethread) => {
    mkdirSync(onethread.dataFolder);
    const path = join(onethread.dataFolder, 'secrets.json');
    for (const broken of ['{"IDENTITY_KEY": "abc', '[]']) {
      writeFileSync(path, broken);
      await endsSaying(onethread, /secrets\.json.*backup/s);
      assert.equal(readFileSync(path, 'utf8'), broken);
    }
  }));

test('the playground plays until a real account is configured; channels without settings are left out', () =>
  play({}, async (onethread) => {
    assert.equal(await onethread.start(), undefined, onethread.output);
    assert.equal((await fetch(`${onethread.url}/playground`)).status, 200);
    await onethread.stop();
    const account = {
      TWILIO_ACCOUNT_SID: 'AC1',
      TWILIO_AUTH_TOKEN: SECRET,
      TWILIO_FROM: '+15005550006',
      TWILIO_API_URL: 'http://127.0.0.1:9',
    };
    const real = new OnethreadProcess(onethread.dataFolder, onethread.ports, account);
    assert.equal(await real.start(), undefined, real.output);
    try {
      assert.equal((await fetch(`${real.url}/playground`)).status, 404);
      assert.equal((await fetch(`${real.url}/webhooks/messenger`)).status, 404);
      assert.match(real.output, /Not configured\s+messenger/);
      assert.equal(real.output.includes(SECRET), false);
    } finally {
      await real.stop();
    }
  }));
