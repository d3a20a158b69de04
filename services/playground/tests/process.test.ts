import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { waitFor } from '@onethread/testkit';

const MAIN = join(import.meta.dirname, '../src/main.ts');
const WITHIN_MS = 60_000;

/** Ports where nothing listens (any more). */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}

function run(env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { child, ended, output: () => output };
}

test('alone it needs neither Kafka nor MongoDB: simulators at the ports and with the credentials that it is told', async () => {
  const [admin, http, graph, twilio, mail, instagram, whatsapp, telegram] = await freePorts(8);
  const playground = run({
    HOST: '127.0.0.1',
    ADMIN_PORT: String(admin),
    PORT: String(http),
    PLAYGROUND_GRAPH_PORT: String(graph),
    PLAYGROUND_TWILIO_PORT: String(twilio),
    PLAYGROUND_MAIL_PORT: String(mail),
    PLAYGROUND_INSTAGRAM_PORT: String(instagram),
    PLAYGROUND_WHATSAPP_PORT: String(whatsapp),
    PLAYGROUND_TELEGRAM_PORT: String(telegram),
    INSTAGRAM_APP_SECRET: 'app-secret',
    INSTAGRAM_VERIFY_TOKEN: 'verify',
    INSTAGRAM_ACCESS_TOKEN: 'account-token',
    WHATSAPP_APP_SECRET: 'app-secret',
    WHATSAPP_VERIFY_TOKEN: 'verify',
    WHATSAPP_ACCESS_TOKEN: 'system-user-token',
    TELEGRAM_BOT_TOKEN: '7000000001:token-of-the-bot',
    TELEGRAM_WEBHOOK_SECRET: 'secret-of-the-webhook',
    MESSENGER_APP_SECRET: 'app-secret',
    MESSENGER_VERIFY_TOKEN: 'verify',
    MESSENGER_PAGE_ACCESS_TOKEN: 'page-token',
    TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`,
    TWILIO_AUTH_TOKEN: 'auth',
    TWILIO_FROM: '+12125550123, +12125550124',
    EMAIL_RELAY_URL: `smtp://onethread:word@127.0.0.1:${mail}`,
    IN_APP_JWT_SECRET: 'x'.repeat(32),
  });
  try {
    await waitFor(async () => (await fetch(`http://127.0.0.1:${admin}/readyz`)).ok, {
      describe: 'the playground to be ready',
      withinMs: WITHIN_MS,
    });
    assert.ok([200, 503].includes((await fetch(`http://127.0.0.1:${http}/playground`)).status));
    const account = `http://127.0.0.1:${twilio}/2010-04-01/Accounts/AC${'1'.repeat(32)}/Messages.json`;
    const asked = (word: string) =>
      fetch(account, { headers: { authorization: `Basic ${btoa(`AC${'1'.repeat(32)}:${word}`)}` } });
    assert.equal((await asked('auth')).status, 200);
    assert.equal((await asked('another')).status, 401);
    for (const port of [graph, instagram, whatsapp]) {
      assert.equal((await fetch(`http://127.0.0.1:${port}/v25.0/me?access_token=another`)).ok, false);
    }
    const bot = (token: string) => fetch(`http://127.0.0.1:${telegram}/bot${token}/getMe`);
    assert.equal((await bot('7000000001:token-of-the-bot')).status, 200);
    assert.equal((await bot('7000000001:another')).status, 401);
  } finally {
    playground.child.kill('SIGTERM');
  }
  assert.deepEqual(await playground.ended, [0, null], playground.output());
});

test('credentials that are missing are said all at once', async () => {
  const playground = run({ EMAIL_RELAY_URL: 'smtp://127.0.0.1:2526', PLAYGROUND_SMTP_ADDRESS: 'nowhere' });
  assert.deepEqual(await playground.ended, [1, null]);
  for (const name of [
    'MESSENGER_APP_SECRET',
    'INSTAGRAM_APP_SECRET',
    'WHATSAPP_APP_SECRET',
    'TELEGRAM_BOT_TOKEN',
    'TWILIO_ACCOUNT_SID',
    'EMAIL_RELAY_URL',
    'PLAYGROUND_SMTP_ADDRESS',
  ])
    assert.match(playground.output(), new RegExp(`  ${name}: got`));
});
