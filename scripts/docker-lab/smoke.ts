import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createAdminClient, signToken } from '@onethread/rpc';
import { waitFor } from '@onethread/testkit';
import { CHANNELS } from '../../services/all-in-one/src/channels.ts';
import { DeskAgent, words } from '../../services/all-in-one/tests/agents/desk-agent.ts';
import { textOf } from '../../services/all-in-one/tests/item-text.ts';
import { openPlayedCustomers, type PlayedCustomer } from './played-customers.ts';

/**
 * Looks at a deployment from outside, through its front door alone: every address answers, and what a played customer
 * writes at each simulated provider and in the app, that is on every channel, reaches an agent whose reply comes back once. `GRPC_TOKEN_SECRET=… node
 * scripts/docker-lab/smoke.ts [http://localhost:8080] [localhost:50051] [localhost:2525]`. Repeatable.
 */
const [web = 'http://localhost:8080', grpc = 'localhost:50051', smtp = 'localhost:2525'] = process.argv.slice(2);
const secret = process.env['GRPC_TOKEN_SECRET'] ?? '';
const run = Date.now().toString(36);
const AGENT = `smoke-${run}`;
const WITHIN_MS = 60_000;
const SENT = new Set(['SENT', 'DELIVERED', 'READ']);

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function addressesAnswer(): Promise<void> {
  const expected: readonly (readonly [path: string, status: number, type: RegExp])[] = [
    ['/', 200, /html/],
    ['/playground', 200, /html/],
    ['/desk/v1/session', 401, /json/],
    ['/widget.js', 200, /javascript/],
    ['/widget-push.js', 200, /javascript/],
    ['/in-app/v1/none', 404, /json/],
    ['/webhooks/messenger', 403, /./],
    ['/webhooks/instagram', 403, /./],
    ['/webhooks/whatsapp', 403, /./],
    ['/webhooks/telegram/none', 404, /json/],
    ['/webhooks/twilio/none', 404, /json/],
    ['/webhooks/vonage/none', 404, /json/],
    ['/webhooks/email/none', 404, /json/],
  ];
  for (const [path, status, type] of expected) {
    const answer = await fetch(web + path);
    await answer.arrayBuffer();
    assert.match(answer.headers.get('content-type') ?? 'none', type, path);
    assert.equal(answer.status, status, path);
    say(`${path} answers ${status}`);
  }
  const [host = '', port = ''] = smtp.split(':');
  const socket = connect(Number(port), host);
  const [banner] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  assert.match(banner.toString(), /^220 /);
  say(`SMTP greets: ${banner.toString().trim()}`);
}

/** Writes as this customer, is offered it as an agent, answers, and sees the answer arrive; the channel it came by. */
async function isAnswered(customer: PlayedCustomer, agent: DeskAgent): Promise<string> {
  const question = `question by ${customer.name} ${run}`;
  const answer = `answer to ${customer.name} ${run}`;
  customer.write(question);
  const { conversationId, channel } = await waitFor(
    async () => {
      // What an earlier look left open may be offered first.
      for (const { reservation, customerId } of agent.conversations.values())
        if (reservation?.agentId === AGENT) await agent.accept(customerId);
      return [...agent.items.values()].find((item) => textOf(item).includes(question));
    },
    { describe: `what ${customer.name} wrote`, withinMs: WITHIN_MS, everyMs: 100 },
  );
  const itemId = await agent.reply(conversationId, [words(answer)], `${run}-${customer.name}`);
  const arrived = () => customer.received().filter((text) => text.includes(answer)).length;
  await waitFor(arrived, { describe: `the answer to ${customer.name}`, withinMs: WITHIN_MS });
  await waitFor(() => SENT.has(agent.statusOf(itemId) ?? ''), {
    describe: `the answer to ${customer.name} to be told as sent`,
    withinMs: WITHIN_MS,
  });
  assert.equal(arrived(), 1, `the answer to ${customer.name} came more than once`);
  await agent.do({ resolve: { conversationId } });
  say(`${channel}: ${customer.name} wrote, was offered, read and answered; the desk says ${agent.statusOf(itemId)}`);
  return channel;
}

await addressesAnswer();
const admin = createAdminClient({
  address: grpc,
  token: await signToken(secret, { subject: 'smoke', role: 'admin', validSeconds: 300 }),
});
try {
  await admin.putAgent({ agentId: AGENT, name: 'Smoke', email: `${AGENT}@localhost`, role: 'agent', capacity: 10 });
  const { version, log, store } = await admin.getStatus();
  say(`gRPC answers: Onethread ${version}, log ${log}, store ${store}`);
  const token = await signToken(secret, { subject: AGENT, role: 'agent', validSeconds: 300 });
  const agent = await DeskAgent.connect(grpc, AGENT, token);
  const played = await openPlayedCustomers(web);
  const channels = new Set<string>();
  for (const customer of played.customers) channels.add(await isAnswered(customer, agent));
  assert.deepEqual(played.refusals, []);
  assert.deepEqual([...channels].toSorted(), CHANNELS.map(({ name }) => name).toSorted(), 'every channel was tried');
  played.close();
  agent.leave();
} finally {
  await admin.setAgentDisabled({ agentId: AGENT, disabled: true }).catch(() => {});
  admin.close();
}
say('all is well');
