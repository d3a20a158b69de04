import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import { test, type TestContext } from 'node:test';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { waitFor } from '../../wait-for.ts';
import { createTelegramSimulator, type TelegramSimulator } from './telegram-simulator.ts';

const TOKEN = '7000000001:AAH-token-of-the-simulator-test';
const ANNA = { id: 42, firstName: 'Anna' };

async function simulate(t: TestContext): Promise<TelegramSimulator> {
  const telegram = await createTelegramSimulator({ token: TOKEN, retryAfterMs: () => 5 });
  t.after(() => telegram.close());
  return telegram;
}

async function call({ url }: TelegramSimulator, method: string, body: object, token = TOKEN) {
  const response = await fetch(`${url}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as { ok: boolean; error_code?: number; result?: { message_id: number } };
}

interface Received {
  readonly secret: unknown;
  readonly body: string;
}

/** Our side: fails first as often as `failures`, then takes updates. */
async function webhook(
  t: TestContext,
  failures: number,
): Promise<{ readonly url: string; readonly received: Received[] }> {
  const received: Received[] = [];
  let left = failures;
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      left -= 1;
      if (left < 0) received.push({ secret: request.headers['x-telegram-bot-api-secret-token'], body });
      response.writeHead(left < 0 ? 200 : 503).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

test('updates wait for a webhook, carry its secret, escape what is not ASCII, and come again until they are taken', async (t) => {
  const telegram = await simulate(t);
  const anna = telegram.person(ANNA);
  const waiting = anna.text('zażółć 👍');
  const { url, received } = await webhook(t, 2);
  const told = { url, secret_token: 'word', allowed_updates: ['message'] };
  assert.equal((await call(telegram, 'setWebhook', told)).ok, true);
  await waiting.acknowledged;
  assert.equal(received[0]?.secret, 'word');
  assert.match(received[0].body, /za\\u017c\\u00f3\\u0142\\u0107 \\ud83d\\udc4d/);
  await anna.react(1, [], ['👍']).acknowledged;
  await anna.text('again').acknowledged;
  assert.equal(received.length, 2, 'of what was not asked for nothing comes');
});

test('a bot writes only to who wrote to it and has not blocked it, by its own token', async (t) => {
  const telegram = await simulate(t);
  const text = { chat_id: ANNA.id, text: 'hello' };
  assert.equal((await call(telegram, 'sendMessage', text)).error_code, 400);
  const anna = telegram.person(ANNA);
  const { messageId } = anna.start();
  assert.equal((await call(telegram, 'sendMessage', text, `${TOKEN}x`)).error_code, 401);
  assert.equal((await call(telegram, 'sendMessage', text)).result?.message_id, messageId + 1);
  anna.block();
  assert.equal((await call(telegram, 'sendMessage', text)).error_code, 403);
  anna.unblock();
  telegram.faults.next({ kind: 'error', row: 'rate-limited' });
  assert.equal((await call(telegram, 'sendMessage', text)).error_code, 429);
  await waitFor(() => telegram.accepted().length === 1, { describe: 'the one message' });
});
