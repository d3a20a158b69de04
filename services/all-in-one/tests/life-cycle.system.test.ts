import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { waitFor } from '@onethread/testkit';
import { words, type DeskAgent } from './agents/desk-agent.ts';
import { AppDevice, userToken } from './customers/app-device.ts';
import { customerOf, openWorld, SECRETS, type World } from './world.ts';

const { number } = SECRETS;

let world: World;
const agents: DeskAgent[] = [];
before(async () => {
  world = await openWorld({ OFFER_SECONDS: '1', AGENT_GRACE_SECONDS: '1' });
  await world.start();
});
/** Nobody is left who could be offered the next test's conversations. */
afterEach(async () => {
  for (const agent of agents.splice(0)) {
    for (const { conversationId, assigneeId } of agent.conversations.values())
      if (assigneeId === agent.agentId) await agent.ask({ resolve: { conversationId } });
    await agent.ask({ setPresence: { presence: 'OFFLINE' } });
    agent.leave();
  }
});
after(() => world.close());

/** Under another name in every test: whose streams break again and again counts as away for a while. */
async function comes(agentId: string, capacity?: number): Promise<DeskAgent> {
  const connected = await world.agent(agentId, capacity);
  agents.push(connected);
  return connected;
}

let phones = 0;
/** A customer with a phone that nobody knows yet. */
function customer() {
  phones += 1;
  const phone = `+4477009${String(80_000 + phones)}`;
  return {
    phone,
    customerId: customerOf('sms', number, phone),
    writes: (text: string) => world.twilio.phones.sendText(phone, text).acknowledged,
    received: () =>
      world.twilio
        .accepted()
        .filter(({ to }) => to === phone)
        .map(({ body }) => body),
  };
}

test('a customer who writes after the end gets the same conversation and the same agent, busy with others or not', async () => {
  const keeper = await comes('agent-0');
  const someone = customer();
  await someone.writes('Hello.');
  const { conversationId } = await keeper.accept(someone.customerId);
  // A colleague who has nothing to do would be next by load.
  const other = await comes('agent-1');
  await keeper.do({ resolve: { conversationId } });
  await keeper.sees(someone.customerId, ({ state }) => state === 'RESOLVED');
  await someone.writes('One more thing.');
  const again = await keeper.accept(someone.customerId);
  assert.equal(again.conversationId, conversationId);
  assert.equal(again.state, 'OPEN');
  assert.equal((await keeper.item('One more thing.')).conversationId, conversationId);
  assert.equal(
    other.events.some(({ conversation }) => conversation?.reservation?.agentId === 'agent-1'),
    false,
  );
});

test('a snoozed conversation sleeps until its time and comes back to its agent; a message wakes it at once', async () => {
  const keeper = await comes('agent-20');
  const someone = customer();
  await someone.writes('Later, please.');
  const { conversationId } = await keeper.accept(someone.customerId);
  await keeper.do({ snooze: { conversationId, untilMs: Date.now() + 1200 } });
  await keeper.sees(someone.customerId, ({ state }) => state === 'SNOOZED');
  const woken = await keeper.sees(someone.customerId, ({ state }) => state === 'OPEN');
  assert.ok(woken.assigneeId === 'agent-20' || woken.reservation?.agentId === 'agent-20' || woken.waitingSinceMs > 0);
  if (woken.assigneeId !== 'agent-20') await keeper.accept(someone.customerId);
  await keeper.do({ snooze: { conversationId, untilMs: Date.now() + 3_600_000 } });
  await keeper.sees(someone.customerId, ({ state }) => state === 'SNOOZED');
  await someone.writes('No, now!');
  await keeper.sees(someone.customerId, ({ state }) => state === 'OPEN');
});

test('declined or left lying, an offer goes to the next agent with the age that it had', async () => {
  const someone = customer();
  const first = await comes('agent-30');
  await someone.writes('Anybody?');
  const offered = await first.offered(someone.customerId);
  assert.ok(offered.waitingSinceMs > 0);
  const second = await comes('agent-31');
  await first.do({
    decline: { conversationId: offered.conversationId, reservationId: offered.reservation?.reservationId ?? '' },
  });
  const passedOn = await second.offered(someone.customerId);
  assert.equal(passedOn.waitingSinceMs, offered.waitingSinceMs);
  // Nobody touches it: after a second it is taken from this one, too.
  const third = await comes('agent-32');
  const lapsed = await third.offered(someone.customerId);
  assert.equal(lapsed.waitingSinceMs, offered.waitingSinceMs);
  const late = await second.ask({
    accept: { conversationId: passedOn.conversationId, reservationId: passedOn.reservation?.reservationId ?? '' },
  });
  assert.ok(['taken', 'expired', 'conflict', 'not-found'].includes(late.code), late.code);
  const accepted = await third.accept(someone.customerId);
  assert.equal(accepted.assigneeId, 'agent-32');
  assert.equal(accepted.waitingSinceMs, 0);
});

test('when an agent’s streams break, live work goes back to the queue after the grace, and not before', async () => {
  const gone = await comes('agent-43');
  const device = await AppDevice.open(world.onethread.url, { token: await userToken(SECRETS.userTokens, 'waits') });
  const customerId = customerOf('in-app', 'app', 'user:waits');
  await device.write('00000000-0000-7000-8000-000000000001', 'I am waiting.');
  const { conversationId } = await gone.accept(customerId);
  const second = await world.device('agent-43');
  agents.splice(agents.indexOf(gone), 1);
  gone.leave();
  // The other device still stands for this agent.
  await second.do({ reply: { conversationId, clientMessageId: 'still', parts: [words('Still here.')] } });
  const other = await comes('agent-44');
  second.leave();
  const offered = await other.accept(customerId);
  assert.equal(offered.conversationId, conversationId);
  device.close();
});

test('no agent is ever offered more than the capacity, and who is away is offered nothing', async () => {
  const small = await comes('agent-55', 2);
  const away = await comes('agent-56', 10);
  await away.do({ setPresence: { presence: 'AWAY' } });
  const crowd = Array.from({ length: 5 }, () => customer());
  await Promise.all(crowd.map(({ writes }) => writes('Me too.')));
  const served = new Set<string>();
  while (served.size < crowd.length) {
    const conversation = await waitFor(
      () =>
        [...small.conversations.values()].find(
          (one) => one.reservation?.agentId === 'agent-55' && !served.has(one.customerId),
        ),
      { describe: `offer ${served.size + 1}`, withinMs: 30_000 },
    );
    const { conversationId, reservation, customerId } = conversation;
    await small.do({ accept: { conversationId, reservationId: reservation?.reservationId ?? '' } });
    served.add(customerId);
    const held = () =>
      [...small.conversations.values()].filter(
        (one) => one.assigneeId === 'agent-55' || one.reservation?.agentId === 'agent-55',
      ).length;
    assert.ok(held() <= 2, `${held()} at once`);
    if (served.size < 2) continue;
    const [oldest] = [...small.conversations.values()].filter(
      (one) => one.assigneeId === 'agent-55' && one.state === 'OPEN',
    );
    await small.do({ resolve: { conversationId: oldest?.conversationId ?? '' } });
  }
  for (const { agent: me } of small.events)
    assert.ok(me?.agentId !== 'agent-55' || me.load <= me.capacity, `${me?.load}`);
  assert.equal(
    [...away.conversations.values()].some(({ reservation }) => reservation?.agentId === 'agent-56'),
    false,
  );
});

test('a reply written against an older thread is held; sent or withdrawn it is the agent’s word, and notes stay inside', async () => {
  const one = await comes('agent-60');
  const someone = customer();
  await someone.writes('Blue or green?');
  const { conversationId, customerId } = await one.accept(someone.customerId);
  await one.item('Blue or green?');
  const cursor = one.threadOf(customerId)?.cursor ?? '';
  await someone.writes('Wait, I mean red.');
  await one.item('Wait, I mean red.');
  const held = async (clientMessageId: string, text: string) => {
    const result = await one.ask({ reply: { conversationId, clientMessageId, cursor, parts: [words(text)] } });
    assert.equal(result.code, 'held');
    return result.itemId;
  };
  const [sent, withdrawn] = [await held('h1', 'Blue!'), await held('h2', 'Green!')];
  await one.do({ note: { conversationId, clientMessageId: 'n1', parts: [words('Colour-blind?')] } });
  await one.do({ decideReply: { itemId: withdrawn, decision: 'DISCARD' } });
  await one.do({ decideReply: { itemId: sent, decision: 'SEND' } });
  await one.status(sent, 'DELIVERED');
  const fresh = one.threadOf(customerId)?.cursor ?? '';
  const { code, itemId } = await one.ask({
    reply: { conversationId, clientMessageId: 'h3', cursor: fresh, parts: [words('Red it is.')] },
  });
  assert.equal(code, 'ok');
  await one.status(itemId, 'DELIVERED');
  assert.equal((await one.item('Green!')).reply?.discarded, true);
  assert.deepEqual(someone.received(), ['Blue!', 'Red it is.']);
});

test('a reply that failed for good goes out when its agent says so, once', async () => {
  const one = await comes('agent-70');
  const someone = customer();
  await someone.writes('Can you hear me?');
  const { conversationId } = await one.accept(someone.customerId);
  world.twilio.faults.next({ kind: 'error', row: 'invalid-to' });
  const itemId = await one.reply(conversationId, [words('Yes.')], 'fails');
  const failed = await one.status(itemId, 'FAILED');
  assert.equal(failed.reply?.reason?.permanent, true);
  assert.match(failed.reply?.reason?.text ?? '', /Invalid 'To' Phone Number/);
  assert.deepEqual(someone.received(), []);
  await one.do({ decideReply: { itemId, decision: 'RETRY' } });
  const delivered = await one.status(itemId, 'DELIVERED');
  assert.equal(delivered.reply?.attempt, 2);
  assert.deepEqual(someone.received(), ['Yes.']);
});
