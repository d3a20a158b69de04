import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { waitFor } from '@onethread/testkit';
import { words } from './agents/desk-agent.ts';
import { AppDevice, textOfItem, userToken } from './customers/app-device.ts';
import { messengerBody, postMessenger, postTwilio, smsFields } from './customers/signed-posts.ts';
import { smtpDialogue } from './customers/smtp-dialogue.ts';
import { textOf } from './item-text.ts';
import { threadOf } from './thread-of.ts';
import { openWorld, SECRETS, type World } from './world.ts';

const { pageId, number, accountSid, authToken, appSecret, mailbox } = SECRETS;
const COPIES = 5;

interface Sender {
  readonly channel: string;
  readonly account: string;
  readonly externalId: string;
  /** Delivers message `n`, the same bytes at every call; resolves once it is acknowledged. */
  deliver(n: number): Promise<void>;
}

let world: World;
before(async () => {
  world = await openWorld();
  await world.start();
  await world.putAgent('agent-0');
});
after(() => world.close());

const ok = (status: number): void => assert.equal(status, 200);

function senders(person: number): readonly Sender[] {
  const { onethread } = world;
  const psid = `71${person}`;
  const phone = `+44770090020${person}`;
  const address = `twice${person}@example.org`;
  return [
    {
      channel: 'messenger',
      account: pageId,
      externalId: psid,
      async deliver(n) {
        const body = messengerBody({
          pageId,
          psid,
          mid: `m_${psid}_${n}`,
          text: `Word ${n}.`,
          timestamp: 1_790_000_000_000 + n,
        });
        ok((await postMessenger({ url: onethread.url, secret: appSecret }, body)).status);
      },
    },
    {
      channel: 'sms',
      account: number,
      externalId: phone,
      async deliver(n) {
        const fields = smsFields(accountSid, `SM${person}${String(n).padStart(31, '0')}`, phone, number, `Word ${n}.`);
        ok((await postTwilio({ url: onethread.url, secret: authToken }, '/webhooks/twilio/sms', fields)).status);
      },
    },
    {
      channel: 'email',
      account: mailbox,
      externalId: address,
      async deliver(n) {
        const raw = `From: ${address}\r\nTo: ${mailbox}\r\nMessage-ID: <${person}.${n}@example.org>\r\nSubject: s\r\n\r\nWord ${n}.\r\n`;
        const codes = await smtpDialogue(onethread.ports.smtp, { from: address, to: [mailbox], raw });
        assert.equal(codes.at(-1), 250);
      },
    },
    {
      channel: 'in-app',
      account: 'app',
      externalId: `user:twice${person}`,
      async deliver(n) {
        const token = await userToken(SECRETS.userTokens, `twice${person}`);
        const answered = await fetch(`${onethread.url}/in-app/v1/messages`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            'idempotency-key': `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
          },
          body: JSON.stringify({ text: `Word ${n}.` }),
        });
        assert.equal(answered.status, 202);
      },
    },
  ];
}

async function stored(sender: Sender, count: number) {
  const messages = async () => (await threadOf(world.history, sender)).filter(({ content }) => content === 'message');
  await waitFor(async () => (await messages()).length >= count, {
    describe: `${count} messages of ${sender.externalId}`,
  });
  return await messages();
}

/** Everything that was acknowledged has gone through routing. */
async function settled(): Promise<void> {
  await waitFor(async () => (await world.admin.getStatus()).lags.every(({ records }) => records === 0), {
    describe: 'the log to be worked off',
    withinMs: 30_000,
  });
}

test('a delivery posted twice, many times at once and after a restart is stored once', async () => {
  for (const sender of senders(1)) {
    await sender.deliver(1);
    await sender.deliver(1);
    await Promise.all(Array.from({ length: COPIES }, () => sender.deliver(2)));
  }
  await settled();
  await world.onethread.kill();
  await world.start();
  for (const sender of senders(1)) {
    await Promise.all([sender.deliver(1), sender.deliver(2)]);
    await sender.deliver(3);
  }
  await settled();
  for (const sender of senders(1)) {
    assert.deepEqual((await stored(sender, 3)).map(textOf), ['Word 1.', 'Word 2.', 'Word 3.'], sender.channel);
  }
});

test('two quick first messages open one conversation', async () => {
  for (const sender of senders(2)) {
    await Promise.all([1, 2, 3, 4].map((n) => sender.deliver(n)));
    const messages = await stored(sender, 4);
    assert.equal(new Set(messages.map(({ conversationId }) => conversationId)).size, 1, sender.channel);
  }
});

test('the same reply sent again, at once, on another stream and after a restart goes out once', async () => {
  const [, sms] = senders(3);
  assert.ok(sms);
  await sms.deliver(1);
  const agent = await world.agent('agent-0', 100);
  const [message] = await stored(sms, 1);
  assert.ok(message);
  const { conversationId, customerId } = await agent.accept(message.customerId);
  const second = await world.device('agent-0');
  const reply = { reply: { conversationId, clientMessageId: 'once', parts: [words('Only once.')] } };
  const results = await Promise.all([agent.do(reply), agent.do(reply), second.do(reply)]);
  assert.equal(new Set(results.map(({ itemId }) => itemId)).size, 1);
  await agent.status(results[0].itemId, 'DELIVERED');
  agent.leave();
  second.leave();
  await world.onethread.kill();
  await world.start();
  const later = await world.device('agent-0');
  assert.equal((await later.do(reply)).itemId, results[0].itemId);
  // Another person's word with the same id is another reply.
  await later.do({ follow: { customerId } });
  const last = await later.reply(conversationId, [words('The last.')], 'last');
  await later.status(last, 'DELIVERED');
  const bodies = world.twilio
    .accepted()
    .filter(({ to }) => to === sms.externalId)
    .map(({ body }) => body);
  assert.deepEqual(bodies, ['Only once.', 'The last.']);
  later.leave();
});

test('a cid sent twice over socket and REST is one message, and the first words stand', async () => {
  const token = await userToken(SECRETS.userTokens, 'two-ways');
  const device = await AppDevice.open(world.onethread.url, { token });
  const cid = '00000000-0000-7000-8000-0000000000aa';
  const first = await device.write(cid, 'First words.');
  const again = await fetch(`${world.onethread.url}/in-app/v1/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': cid },
    body: JSON.stringify({ text: 'Other words.' }),
  });
  assert.deepEqual([again.status, await again.json()], [202, { id: first }]);
  await device.write('00000000-0000-7000-8000-0000000000ab', 'Next.');
  await waitFor(() => device.texts.includes('Next.'), { describe: 'the next message', withinMs: 30_000 });
  assert.deepEqual(device.shown.map(textOfItem), ['First words.', 'Next.']);
  device.close();
});
