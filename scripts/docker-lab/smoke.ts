import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createAdminClient, signToken } from '@onethread/rpc';
import { waitFor } from '@onethread/testkit';
import { WebSocket } from 'ws';
import { DeskAgent } from '../../services/all-in-one/tests/agents/desk-agent.ts';
import type { Act, PlaygroundState, ServerFrame } from '../../services/playground/wire/frames.ts';
import type { ShownMessage } from '../../services/playground/wire/model.ts';

/**
 * Looks at a deployment from outside, through its front door alone: every address answers, and what a played customer
 * writes at each simulated provider reaches an agent whose reply comes back. `GRPC_TOKEN_SECRET=… node
 * scripts/docker-lab/smoke.ts [http://localhost:8080] [localhost:50051] [localhost:2525]`. Repeatable.
 */
const [web = 'http://localhost:8080', grpc = 'localhost:50051', smtp = 'localhost:2525'] = process.argv.slice(2);
const secret = process.env['GRPC_TOKEN_SECRET'] ?? '';
const run = Date.now().toString(36);
const AGENT = `smoke-${run}`;
const WITHIN_MS = 60_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function addressesAnswer(): Promise<void> {
  const expected: readonly (readonly [path: string, status: number, type: RegExp])[] = [
    ['/', 200, /html/],
    ['/playground', 200, /html/],
    ['/widget.js', 200, /javascript/],
    ['/in-app/v1/none', 404, /json/],
    ['/webhooks/messenger', 403, /./],
    ['/webhooks/instagram', 403, /./],
    ['/webhooks/whatsapp', 403, /./],
    ['/webhooks/telegram/none', 404, /json/],
    ['/webhooks/twilio/none', 404, /json/],
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

/** The playground's page, without a browser. */
async function openPage() {
  const socket = new WebSocket(`${web.replace(/^http/, 'ws')}/playground/v1/socket`, { origin: web });
  const messages = new Map<string, ShownMessage>();
  const refusals: string[] = [];
  let state: PlaygroundState | undefined;
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as ServerFrame;
    if (frame.type === 'state') state = frame.state;
    if (frame.type === 'message') messages.set(frame.message.id, frame.message);
    if (frame.type === 'refused') refusals.push(frame.message);
  });
  await once(socket, 'open');
  const { people, providers } = await waitFor(() => state, {
    describe: 'the state of the playground',
    withinMs: WITHIN_MS,
  });
  return {
    people,
    providers,
    refusals,
    act: (act: Act) => socket.send(JSON.stringify({ type: 'act', id: crypto.randomUUID(), act })),
    shows: (describe: string, looks: (message: ShownMessage) => boolean) =>
      waitFor(() => [...messages.values()].find(looks), { describe, withinMs: WITHIN_MS }),
    close: () => socket.close(),
  };
}

type Page = Awaited<ReturnType<typeof openPage>>;

async function isAnswered(page: Page, agent: DeskAgent, channel: string, write: (text: string) => Act): Promise<void> {
  const question = `question by ${channel} ${run}`;
  const answer = `answer by ${channel} ${run}`;
  page.act(write(question));
  const offered = await waitFor(
    () => [...agent.conversations.values()].find(({ reservation }) => reservation?.agentId === AGENT),
    { describe: `the offer of what came by ${channel}`, withinMs: WITHIN_MS },
  );
  const { conversationId } = await agent.accept(offered.customerId);
  await agent.item(question);
  await agent.reply(conversationId, [{ text: { text: answer } }], `${run}-${channel}`);
  const shown = await page.shows(
    `the answer by ${channel}`,
    ({ direction, text = '' }) => direction === 'to-customer' && text.includes(answer),
  );
  await agent.do({ resolve: { conversationId } });
  say(`${channel}: written, offered, read, answered; the customer's side says ${shown.state}`);
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
  const page = await openPage();
  const [person] = page.people;
  assert.ok(person);
  for (const { name: provider } of page.providers) {
    const at = { kind: 'write', provider, personId: person.id, fileIds: [] } as const;
    await isAnswered(page, agent, provider, (text) => ({ ...at, subject: text, text }));
  }
  assert.deepEqual(page.refusals, []);
  page.close();
  agent.leave();
} finally {
  await admin.setAgentDisabled({ agentId: AGENT, disabled: true }).catch(() => {});
  admin.close();
}
say('all is well');
