import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Conversation, Result } from '@onethread/rpc';
import type { AgentDevice } from './testing/agent-device.ts';
import { openRouting, person, type Person, type TestRouting } from './testing/open-routing.ts';

let routing: TestRouting;
before(async () => {
  routing = await openRouting();
});
after(() => routing.close());

const text = (words: string): { text: { text: string } } => ({ text: { text: words } });

async function ready(agentId: string): Promise<AgentDevice> {
  const device = await routing.device(agentId);
  assert.equal((await device.ask({ hello: { clientId: 'test' } })).code, 'ok');
  return device;
}

function offered(device: AgentDevice, to: Person): Promise<Conversation> {
  return device.until(({ conversation }) =>
    conversation?.customerId === to.customerId && conversation.reservation ? conversation : undefined,
  );
}

async function accept(device: AgentDevice, { conversationId, reservation }: Conversation): Promise<Result> {
  return await device.ask({ accept: { conversationId, reservationId: reservation?.reservationId ?? '' } });
}

/** An agent who is available, and the conversation of a customer that they accepted. */
async function working(name: string): Promise<{ device: AgentDevice; conversation: Conversation; customer: Person }> {
  const agentId = await routing.agent(name);
  const device = await ready(agentId);
  assert.equal((await device.ask({ setPresence: { presence: 'AVAILABLE' } })).code, 'ok');
  const customer = person(`customer of ${name}`);
  await routing.writes(customer, 'hello');
  const conversation = await offered(device, customer);
  assert.equal((await accept(device, conversation)).code, 'ok');
  assert.equal((await device.ask({ setPresence: { presence: 'BUSY' } })).code, 'ok');
  return { device, conversation, customer };
}

test('a message is offered, accepted, shown and answered', async () => {
  const { device, conversation, customer } = await working('anna');
  await device.until(({ conversation: now }) =>
    now?.conversationId === conversation.conversationId && now.assigneeId === 'anna' ? now : undefined,
  );
  assert.equal((await device.ask({ follow: { customerId: customer.customerId } })).code, 'ok');
  const shown = await device.until(({ thread }) => (thread?.snapshot === true ? thread : undefined));
  assert.equal(shown.items[0]?.message?.parts[0]?.text?.text, 'hello');
  assert.equal(shown.items[0]?.channel, 'pigeon');
  assert.equal(shown.identities[0]?.name, customer.name);

  const sent = await device.ask({
    reply: {
      clientMessageId: 'm1',
      conversationId: conversation.conversationId,
      parts: [text('hi')],
      cursor: shown.cursor,
    },
  });
  assert.equal(sent.code, 'ok');
  const item = await device.until(({ thread }) => thread?.items.find(({ itemId }) => itemId === sent.itemId));
  assert.equal(item.reply?.parts[0]?.text?.text, 'hi');
  assert.equal(item.reply?.agentName, 'anna');

  const again = await device.ask({
    reply: { clientMessageId: 'm1', conversationId: conversation.conversationId, parts: [text('hi')] },
  });
  assert.deepEqual([again.code, again.itemId], ['ok', sent.itemId]);
});

test('a reply written against an older cursor is held, and sent on the word of the agent', async () => {
  const { device, conversation, customer } = await working('ben');
  await device.ask({ follow: { customerId: customer.customerId } });
  const { cursor } = await device.until(({ thread }) => (thread?.snapshot === true ? thread : undefined));
  await routing.writes(customer, 'one more thing');
  await device.until(({ thread }) =>
    thread?.items.find(({ message }) => message?.parts[0]?.text?.text === 'one more thing'),
  );
  const { conversationId } = conversation;
  const held = await device.ask({ reply: { clientMessageId: 'm1', conversationId, parts: [text('old')], cursor } });
  assert.equal(held.code, 'held');
  const blind = await device.ask({
    reply: { clientMessageId: 'm2', conversationId, parts: [text('blind')], cursor: 'not a cursor' },
  });
  assert.equal(blind.code, 'held');
  assert.equal((await device.ask({ decideReply: { itemId: held.itemId, decision: 'SEND' } })).code, 'ok');
  assert.equal((await device.ask({ decideReply: { itemId: blind.itemId, decision: 'DISCARD' } })).code, 'ok');
  assert.equal((await device.ask({ decideReply: { itemId: blind.itemId, decision: 'SEND' } })).code, 'conflict');
  assert.equal((await device.ask({ decideReply: { itemId: 'r_nobody', decision: 'SEND' } })).code, 'not-found');
  assert.equal((await device.ask({ decideReply: { itemId: held.itemId } })).code, 'invalid');
  const item = await device.until(({ thread }) =>
    thread?.items.find(({ itemId, reply }) => itemId === blind.itemId && reply?.discarded === true),
  );
  assert.equal(item.reply?.held, false);
});

test('only who holds a conversation answers it; notes are for every agent; a supervisor may all', async () => {
  const { conversation } = await working('cora');
  const other = await ready(await routing.agent('dan'));
  const chief = await ready(await routing.agent('eva', 'supervisor'));
  const { conversationId } = conversation;
  const reply = { clientMessageId: 'm1', conversationId, parts: [text('hi')] };
  const refused = await other.ask({ reply });
  assert.equal(refused.code, 'forbidden');
  assert.match(refused.message, /cora/);
  assert.equal((await other.ask({ note: reply })).code, 'ok');
  assert.equal((await other.ask({ resolve: { conversationId } })).code, 'forbidden');
  assert.equal((await other.ask({ snooze: { conversationId, untilMs: Date.now() + 60_000 } })).code, 'forbidden');
  assert.equal((await other.ask({ returnToQueue: { conversationId } })).code, 'forbidden');
  assert.equal((await other.ask({ typing: { conversationId } })).code, 'forbidden');
  assert.equal((await other.ask({ take: { conversationId } })).code, 'taken');
  assert.equal((await chief.ask({ reply })).code, 'ok');
});

test('states of a conversation: snoozed, reopened, resolved, returned', async () => {
  const { device, conversation } = await working('finn');
  const { conversationId } = conversation;
  const state = (wanted: string): Promise<Conversation> =>
    device.until(({ conversation: now }) =>
      now?.conversationId === conversationId && now.state === wanted ? now : undefined,
    );
  assert.equal((await device.ask({ snooze: { conversationId, untilMs: 1 } })).code, 'invalid');
  assert.equal((await device.ask({ snooze: { conversationId, untilMs: Date.now() + 3_600_000 } })).code, 'ok');
  await state('SNOOZED');
  assert.equal((await device.ask({ reopen: { conversationId } })).code, 'ok');
  assert.equal((await device.ask({ resolve: { conversationId } })).code, 'ok');
  assert.equal((await device.ask({ resolve: { conversationId } })).code, 'ok');
  await state('RESOLVED');
  assert.equal((await device.ask({ take: { conversationId } })).code, 'not-found');
  assert.equal((await device.ask({ returnToQueue: { conversationId } })).code, 'forbidden');
});

test('an offer is declined once, and its end is told to who comes late', async () => {
  const device = await ready(await routing.agent('gil'));
  await device.ask({ setPresence: { presence: 'AVAILABLE' } });
  const customer = person('customer of gil');
  await routing.writes(customer, 'hello');
  const conversation = await offered(device, customer);
  const { conversationId } = conversation;
  const decline = { conversationId, reservationId: conversation.reservation?.reservationId ?? '' };
  assert.equal((await device.ask({ decline })).code, 'ok');
  assert.equal((await accept(device, conversation)).code, 'expired');
  assert.equal((await device.ask({ decline: { conversationId: 'v_none', reservationId: 'x' } })).code, 'not-found');
  assert.equal((await device.ask({ take: { conversationId } })).code, 'ok');
  assert.equal((await device.ask({ returnToQueue: { conversationId } })).code, 'ok');
  await device.ask({ setPresence: { presence: 'AWAY' } });
});

test('two streams of one agent both hear of a reply, and losing one keeps the agent connected', async () => {
  const { device, conversation, customer } = await working('hal');
  const second = await ready('hal');
  for (const one of [device, second]) await one.ask({ follow: { customerId: customer.customerId } });
  const { conversationId } = conversation;
  const sent = await device.ask({ reply: { clientMessageId: 'm1', conversationId, parts: [text('hi')] } });
  for (const one of [device, second])
    await one.until(({ thread }) => thread?.items.find(({ itemId }) => itemId === sent.itemId));
  await second.leave();
  await device.ask({ note: { clientMessageId: 'm2', conversationId, parts: [text('still here')] } });
  const { agents } = await routing.admin.listAgents();
  assert.equal(agents.find(({ agentId }) => agentId === 'hal')?.connected, true);
});

test('reading lowers the unread count on every device', async () => {
  const { device, conversation, customer } = await working('ida');
  const { conversationId } = conversation;
  const unread = (wanted: number): Promise<Conversation> =>
    device.until(({ conversation: now }) =>
      now?.conversationId === conversationId && now.unread === wanted ? now : undefined,
    );
  const first = await unread(1);
  await device.ask({ follow: { customerId: customer.customerId } });
  const { items } = await device.until(({ thread }) => (thread?.snapshot === true ? thread : undefined));
  const upToUs = Math.max(...items.map(({ atUs }) => atUs));
  assert.equal((await device.ask({ read: { customerId: customer.customerId, upToUs } })).code, 'ok');
  const now = await unread(0);
  assert.ok(now.rev > first.rev);
  await device.until(({ thread }) => (thread?.agentsReadUpToUs === upToUs ? thread : undefined));
});

test('whatever else a client sends is answered in words and disturbs nothing', async () => {
  const silent = await routing.device(await routing.agent('jon'));
  assert.match((await silent.ask({ follow: { customerId: 'c_x' } })).message, /hello/);
  const device = await ready('jon');
  const code = async (command: Parameters<AgentDevice['ask']>[0]): Promise<string> => (await device.ask(command)).code;
  assert.equal(await code({}), 'invalid');
  assert.equal(await code({ setPresence: {} }), 'invalid');
  assert.equal(await code({ accept: { conversationId: '', reservationId: '' } }), 'invalid');
  assert.equal(await code({ follow: { customerId: 'c_nobody' } }), 'not-found');
  assert.equal(await code({ follow: { customerId: 'x'.repeat(1000) } }), 'invalid');
  assert.equal(await code({ unfollow: { customerId: 'c_nobody' } }), 'ok');
  assert.equal(await code({ resolve: { conversationId: 'v_none' } }), 'not-found');
  assert.equal(await code({ read: { customerId: 'c_nobody', upToUs: -1 } }), 'invalid');
  assert.equal(await code({ read: { customerId: 'c_nobody', upToUs: 1 } }), 'ok');
  const { conversation } = await working('kim');
  const { conversationId } = conversation;
  assert.equal(await code({ note: { clientMessageId: '', conversationId, parts: [text('x')] } }), 'invalid');
  assert.equal(await code({ note: { clientMessageId: 'a', conversationId, parts: [] } }), 'invalid');
  assert.equal(await code({ note: { clientMessageId: 'a', conversationId, parts: [text(' ')] } }), 'invalid');
  const long = Array.from({ length: 3 }, () => text('x'.repeat(90_000)));
  assert.equal(await code({ note: { clientMessageId: 'a', conversationId, parts: long } }), 'invalid');
  device.stream.write({ requestId: 'x'.repeat(500), pong: {} });
  await device.until(({ result }) => (result?.requestId === 'x'.repeat(100) ? result : undefined));
  assert.equal(await code({ note: { clientMessageId: 'a', conversationId, parts: [text('fine')] } }), 'ok');
});

test('the twenty-first thread is refused', async () => {
  const device = await ready(await routing.agent('lea'));
  const customers = Array.from({ length: 21 }, (_, index) => person(`one of many ${index}`));
  for (const customer of customers) await routing.writes(customer, 'hello');
  for (const [index, { customerId }] of customers.entries()) {
    let answer = await device.ask({ follow: { customerId } });
    while (answer.code === 'not-found') answer = await device.ask({ follow: { customerId } });
    assert.equal(answer.code, index < 20 ? 'ok' : 'invalid');
  }
});

test('a hundred and more commands at once are all answered', async () => {
  const device = await ready(await routing.agent('mia'));
  const answers = await Promise.all(
    Array.from({ length: 250 }, () => device.ask({ setPresence: { presence: 'AWAY' } })),
  );
  assert.deepEqual(new Set(answers.map(({ code }) => code)), new Set(['ok']));
  const flood = await Promise.all(Array.from({ length: 2000 }, () => device.ask({ unfollow: { customerId: 'c_x' } })));
  assert.ok(flood.some(({ code, retryable }) => code === 'unavailable' && retryable));
});

test('a disabled agent is sent away at once and not let in again', async () => {
  const device = await ready(await routing.agent('noa'));
  await routing.admin.setAgentDisabled({ agentId: 'noa', disabled: true });
  assert.equal((await device.untilEnded()).code, 'unauthenticated');
  const again = await routing.device('noa');
  assert.equal((await again.untilEnded()).code, 'unauthenticated');
});
