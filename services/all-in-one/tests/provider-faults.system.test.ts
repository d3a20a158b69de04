import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { waitFor } from '@onethread/testkit';
import { words, type DeskAgent } from './agents/desk-agent.ts';
import { smtpDialogue } from './customers/smtp-dialogue.ts';
import { customerOf, openWorld, SECRETS, type World } from './world.ts';

const { pageId, number, mailbox } = SECRETS;

let world: World;
let agent: DeskAgent;
before(async () => {
  world = await openWorld();
  await world.start();
  agent = await world.agent('agent-0', 100);
});
after(async () => {
  agent.leave();
  await world.close();
});

/** One test's faults are not the next one's. */
afterEach(() => {
  for (const { faults } of [world.graph, world.twilio, world.mail]) faults.clear();
});

interface Line {
  readonly conversationId: string;
  /** Texts that arrived, in their order. */
  received(): readonly string[];
}

let people = 0;
async function onMessenger(): Promise<Line & { readonly psid: string }> {
  const psid = `81000000${(people += 1)}`;
  world.graph.addPerson({ psid });
  await world.graph.customers.sendText(psid, 'Hello.').acknowledged;
  const { conversationId } = await agent.accept(customerOf('messenger', pageId, psid));
  const received = () =>
    world.graph
      .accepted()
      .filter((one) => one.psid === psid)
      .map(({ text = '' }) => text);
  return { conversationId, psid, received };
}
async function onSms(): Promise<Line> {
  const phone = `+4477009${String(70_000 + (people += 1))}`;
  await world.twilio.phones.sendText(phone, 'Hello.').acknowledged;
  const { conversationId } = await agent.accept(customerOf('sms', number, phone));
  return {
    conversationId,
    received: () =>
      world.twilio
        .accepted()
        .filter(({ to }) => to === phone)
        .map(({ body }) => body),
  };
}
async function onMail(): Promise<Line & { readonly address: string }> {
  const address = `faults${(people += 1)}@example.org`;
  const raw = `From: ${address}\r\nMessage-ID: <${address}>\r\nSubject: Hello\r\n\r\nHello.\r\n`;
  assert.equal((await smtpDialogue(world.onethread.ports.smtp, { from: address, to: [mailbox], raw })).at(-1), 250);
  const { conversationId } = await agent.accept(customerOf('email', mailbox, address));
  return { conversationId, address, received: () => world.mail.textsFor(address) };
}

let replies = 0;
const say = (line: Line, text: string) => agent.reply(line.conversationId, [words(text)], `faults-${(replies += 1)}`);
const reaches = (itemId: string, statuses: readonly string[], withinMs = 30_000) =>
  waitFor(() => statuses.includes(agent.statusOf(itemId) ?? ''), {
    describe: `the ${agent.items.get(itemId)?.channel} reply ${itemId} to be ${statuses.join('/')}`,
    withinMs,
  }).catch((error: unknown) => {
    throw new Error(`${(error as Error).message}; it is ${agent.statusOf(itemId)}`);
  });
const GONE_OUT = ['SENT', 'DELIVERED', 'READ'];

test('what fails for a moment goes out later, in the order in which it was written', async () => {
  const [messenger, sms, mail] = [await onMessenger(), await onSms(), await onMail()];
  world.graph.faults.next({ kind: 'error', row: 'temporary-send' });
  world.graph.faults.next({ kind: 'error', row: 'server-fault' });
  world.twilio.faults.next({ kind: 'error', row: 'rate-limited' });
  world.twilio.faults.next({ kind: 'error', row: 'unavailable' });
  world.mail.faults.next({ kind: 'error', row: 'greylisted' });
  const items: string[] = [];
  for (const line of [messenger, sms, mail])
    for (const text of ['One.', 'Two.', 'Three.']) items.push(await say(line, text));
  for (const item of items) await reaches(item, GONE_OUT);
  assert.deepEqual(messenger.received(), ['One.', 'Two.', 'Three.']);
  assert.deepEqual(sms.received(), ['One.', 'Two.', 'Three.']);
  assert.deepEqual(mail.received(), ['One.', 'Two.', 'Three.']);
});

test('what the provider refuses for good shows its words at once, and the next reply is not held up', async () => {
  const [messenger, sms, mail] = [await onMessenger(), await onSms(), await onMail()];
  world.graph.faults.next({ kind: 'error', row: 'outside-window' });
  world.twilio.faults.next({ kind: 'error', row: 'invalid-to' });
  world.mail.faults.next({ kind: 'error', row: 'spam' });
  for (const [line, text] of [
    [messenger, /outside of allowed window/],
    [sms, /Invalid 'To' Phone Number/],
    [mail, /looks like spam/],
  ] as const) {
    const refused = await agent.status(await say(line, 'Refused.'), 'FAILED');
    assert.match(refused.reply?.reason?.text ?? '', text);
    assert.equal(refused.reply?.reason?.permanent, true);
    await reaches(await say(line, 'Next.'), GONE_OUT);
    assert.deepEqual(line.received(), ['Next.']);
  }
});

/** Whoever may not be written to is kept from the agent's hand: nothing enters the thread. */
const isBlocked = (error: unknown): boolean => error instanceof Error && error.message.startsWith('reply: blocked:');

/** Told by the channel in its own time. */
async function becomesBlocked(line: Line): Promise<void> {
  const refused = async () => {
    try {
      await say(line, 'Still there?');
      return false;
    } catch (error) {
      if (isBlocked(error)) return true;
      throw error;
    }
  };
  await waitFor(refused, { describe: 'replies to be refused', withinMs: 30_000 });
}

test('a mailbox that is gone is not written to any more, until somebody writes from it again', async () => {
  const mail = await onMail();
  world.mail.faults.next({ kind: 'error', row: 'mailbox-unknown' });
  const refused = await agent.status(await say(mail, 'Refused.'), 'FAILED');
  assert.match(refused.reply?.reason?.text ?? '', /No such user here/);
  await becomesBlocked(mail);
  const sentBefore = mail.received().length;
  const raw = `From: ${mail.address}\r\nMessage-ID: <again-${mail.address}>\r\nSubject: Hello\r\n\r\nAgain.\r\n`;
  const written = { from: mail.address, to: [mailbox], raw };
  assert.equal((await smtpDialogue(world.onethread.ports.smtp, written)).at(-1), 250);
  const item = await waitFor(() => say(mail, 'Welcome back.').catch(ifBlocked), { describe: 'a reply to be taken' });
  await reaches(item, GONE_OUT);
  assert.deepEqual(mail.received().slice(sentBefore), ['Welcome back.']);
});

function ifBlocked(error: unknown): undefined {
  if (!isBlocked(error)) throw error;
}

test('a person who opted out is not written to any more, until START', async () => {
  const phone = '+447700979999';
  await world.twilio.phones.sendText(phone, 'Hello.').acknowledged;
  const { conversationId } = await agent.accept(customerOf('sms', number, phone));
  await world.twilio.phones.sendText(phone, 'STOP').acknowledged;
  const line = {
    conversationId,
    received: () =>
      world.twilio
        .accepted()
        .filter(({ to }) => to === phone)
        .map(({ body }) => body),
  };
  await becomesBlocked(line);
  await world.twilio.phones.sendText(phone, 'START').acknowledged;
  const item = await waitFor(() => say(line, 'Welcome back.').catch(ifBlocked), { describe: 'a reply to be taken' });
  await reaches(item, GONE_OUT);
  assert.equal(line.received().at(-1), 'Welcome back.');
});

test('an answer that was lost is cleared up by look-up, echo or callback; nothing goes out twice', async () => {
  const [messenger, sms] = [await onMessenger(), await onSms()];
  world.graph.faults.next({ kind: 'drop-answer' });
  world.twilio.faults.next({ kind: 'drop-answer' });
  const [first, second] = [await say(messenger, 'Lost answer.'), await say(sms, 'Lost answer.')];
  for (const item of [first, second]) await reaches(item, GONE_OUT);
  assert.deepEqual(messenger.received(), ['Lost answer.']);
  assert.deepEqual(sms.received(), ['Lost answer.']);
});

test('a mail whose acceptance was lost goes again under the same Message-ID, so that the receiver sees one', async () => {
  const mail = await onMail();
  world.mail.faults.next({ kind: 'drop-answer' });
  const item = await say(mail, 'Lost answer.');
  await reaches(item, GONE_OUT);
  const [arrived, ...others] = world.mail.mailsFor(mail.address);
  assert.equal(others.length, 0);
  assert.equal(world.mail.deliveriesOf(arrived?.messageId ?? ''), 2);
});

test('a provider that is down for a while loses nothing, and the other channels do not notice', async () => {
  const [messenger, sms, mail] = [await onMessenger(), await onSms(), await onMail()];
  await Promise.all([world.graph.goDown(), world.mail.goDown()]);
  const waiting = [await say(messenger, 'First.'), await say(messenger, 'Second.'), await say(mail, 'First.')];
  await reaches(await say(sms, 'Meanwhile.'), GONE_OUT);
  await Promise.all([world.graph.comeUp(), world.mail.comeUp()]);
  for (const item of waiting) await reaches(item, GONE_OUT);
  assert.deepEqual(messenger.received(), ['First.', 'Second.']);
  assert.deepEqual(mail.received(), ['First.']);
});

test('a mail that comes back as undeliverable turns its reply into failed, with the diagnosis', async () => {
  const mail = await onMail();
  const item = await say(mail, 'Are you there?');
  await reaches(item, ['SENT']);
  const [sent] = world.mail.mailsFor(mail.address);
  const bounce = world.mail.bounce(sent?.messageId ?? '', { smtpPort: world.onethread.ports.smtp });
  await bounce?.acknowledged;
  const failed = await agent.status(item, 'FAILED');
  assert.match(failed.reply?.reason?.text ?? '', /\w/);
});

test('credentials that are refused pause the account and lose nothing; with good ones after a restart all goes out', async () => {
  const [messenger, sms] = [await onMessenger(), await onSms()];
  world.graph.faults.always({ kind: 'error', row: 'token-invalid' });
  const items = [await say(messenger, 'Patience.'), await say(messenger, 'More of it.')];
  await waitFor(
    async () => {
      const answered = await fetch(`http://127.0.0.1:${world.onethread.ports.admin}/readyz`);
      return answered.status === 200 && /messenger/.test(await answered.text());
    },
    { describe: '/readyz to warn of the paused account', withinMs: 30_000 },
  );
  await reaches(await say(sms, 'Not concerned.'), GONE_OUT);
  assert.deepEqual(messenger.received(), []);
  for (const item of items)
    assert.ok(!['FAILED', ...GONE_OUT].includes(agent.statusOf(item) ?? ''), agent.statusOf(item));
  world.graph.faults.clear();
  agent.leave();
  await world.onethread.stop();
  await world.start();
  agent = await world.device('agent-0');
  await agent.do({ follow: { customerId: customerOf('messenger', pageId, messenger.psid) } });
  // Refused credentials are tried again after a minute, whoever renewed them meanwhile.
  for (const item of items) await reaches(item, GONE_OUT, 90_000);
  assert.deepEqual(messenger.received(), ['Patience.', 'More of it.']);
});
