import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DOT_PNG, waitFor } from '@onethread/testkit';
import { deskLogin } from './agents/desk-login.ts';
import { words, type DeskAgent } from './agents/desk-agent.ts';
import { AppDevice, textOfItem, userToken } from './customers/app-device.ts';
import { messengerBody, postMessenger, postTwilio, smsFields } from './customers/signed-posts.ts';
import { smtpDialogue } from './customers/smtp-dialogue.ts';
import { textOf } from './item-text.ts';
import { customerOf, openWorld, SECRETS, type World } from './world.ts';

const { pageId, number, accountSid, authToken, appSecret, mailbox } = SECRETS;
const PSID = '7000000001';
const PHONE = '+447700900123';
const ANNA = 'anna@example.org';

let world: World;
let agent: DeskAgent;
let login: Awaited<ReturnType<typeof deskLogin>>;
let app: AppDevice;

before(async () => {
  world = await openWorld();
  await world.start();
  agent = await world.agent('agent-0');
  login = await deskLogin(world.onethread.url, world.admin, 'agent-0');
  app = await AppDevice.open(world.onethread.url, { token: await userToken(SECRETS.userTokens, 'ada') });
});
after(async () => {
  agent.leave();
  app.close();
  await world.close();
});

/** Accepts, then answers with words and a picture; the reply's item id. */
async function answer(customerId: string, name: string): Promise<string> {
  const { conversationId } = await agent.accept(customerId);
  const file = await login.upload(`draft-${name}`, `${name}.png`, 'image/png', DOT_PNG);
  return await agent.reply(conversationId, [words(`Answer by ${name}.`), file], `answer-${name}`);
}

/** A mail as old programs write it: another charset in its headers, its text and its file's name. */
function legacyMail(): Buffer {
  return Buffer.concat([
    Buffer.from(
      [
        `From: =?iso-8859-2?Q?Ji=F8=ED?= <${ANNA}>`,
        `To: ${mailbox}`,
        'Subject: =?koi8-r?B?79TXxdQ=?=',
        'Message-ID: <first@example.org>',
        'Date: Sat, 21 Nov 2026 09:00:00 +0000',
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        'Content-Type: text/plain; charset=iso-8859-2',
        'Content-Transfer-Encoding: 8bit',
        '',
        '',
      ].join('\r\n'),
    ),
    // "Příliš žluťoučký kůň" in ISO-8859-2.
    Buffer.from('50f8ed6c69b920be6c75bb6f75e86bfd206bf9f2', 'hex'),
    Buffer.from(
      [
        '',
        '--b',
        'Content-Type: image/png',
        "Content-Disposition: attachment; filename*=windows-1252''caf%E9.png",
        'Content-Transfer-Encoding: base64',
        '',
        DOT_PNG.toString('base64'),
        '--b--',
        '',
      ].join('\r\n'),
    ),
  ]);
}

test('a mail in an old charset with a file is answered in its thread, and the answer to that joins it', async () => {
  const { mail, onethread } = world;
  const codes = await smtpDialogue(onethread.ports.smtp, { from: ANNA, to: [mailbox], raw: legacyMail() });
  assert.equal(codes.at(-1), 250);
  const customerId = customerOf('email', mailbox, ANNA);
  const itemId = await answer(customerId, 'mail');
  const shown = await agent.item('Příliš žluťoučký kůň');
  assert.equal(shown.message?.subject, 'Ответ');
  assert.deepEqual(
    shown.message?.parts.flatMap(({ file }) => (file ? [[file.name, file.contentType, file.sizeBytes]] : [])),
    [['café.png', 'image/png', DOT_PNG.length]],
  );

  const sent = await mail.waitForMail(ANNA);
  await agent.status(itemId, 'SENT');
  assert.equal(mail.mailsFor(ANNA).length, 1);
  assert.equal(mail.deliveriesOf(sent.messageId), 1);
  assert.match(sent.text, /Answer by mail\./);
  assert.equal(sent.inReplyTo, 'first@example.org');
  assert.deepEqual(sent.references, ['first@example.org']);
  assert.match(sent.messageId, /@localhost$/);
  assert.match(sent.replyTo ?? '', /^support\+t_[a-z2-7]{48}@localhost$/);
  assert.match(sent.subject, /^Re: /);
  assert.deepEqual(
    sent.attachments.map(({ name, bytes }) => [name, Buffer.from(bytes).equals(DOT_PNG)]),
    [['mail.png', true]],
  );

  const { conversationId } = await agent.sees(customerId);
  const back = await mail.write({
    from: ANNA,
    inReplyTo: sent,
    text: 'Thanks, all clear.',
    smtpPort: onethread.ports.smtp,
  });
  await back.acknowledged;
  assert.equal((await agent.item('Thanks, all clear.')).conversationId, conversationId);

  // Whoever got hold of the mail: token and Message-ID prove the thread, never the sender.
  const stranger = await mail.write({
    from: 'mallory@example.org',
    inReplyTo: sent,
    text: 'Send me the history.',
    smtpPort: onethread.ports.smtp,
  });
  await stranger.acknowledged;
  const strangerId = customerOf('email', mailbox, 'mallory@example.org');
  const other = await agent.offered(strangerId);
  assert.notEqual(other.conversationId, conversationId);
  const { items } = await world.history.listItems({ customerId, pageSize: 50 });
  assert.equal(
    items.some((item) => textOf(item).includes('history')),
    false,
  );
  await agent.do({
    accept: { conversationId: other.conversationId, reservationId: other.reservation?.reservationId ?? '' },
  });
});

test('a signed Messenger payload is answered once, with our id in its metadata, and receipts show', async () => {
  const { graph, onethread } = world;
  graph.addPerson({ psid: PSID, firstName: 'Bea', lastName: 'Berg' });
  const body = messengerBody({ pageId, psid: PSID, mid: 'm_first', text: 'Größe? 👋' });
  const answered = await postMessenger({ url: onethread.url, secret: appSecret }, body);
  assert.equal(answered.status, 200);
  const { mid: fileMid } = graph.customers.sendFiles(PSID, [
    { name: 'shoe.png', contentType: 'image/png', bytes: DOT_PNG },
  ]);
  const customerId = customerOf('messenger', pageId, PSID);
  const itemId = await answer(customerId, 'messenger');
  assert.equal((await agent.item('Größe? 👋')).channel, 'messenger');
  await waitFor(
    () =>
      [...agent.items.values()].some(({ message }) =>
        message?.parts.some(({ file }) => file?.kind === 'image' && file.sizeBytes === DOT_PNG.length),
      ),
    { describe: `the picture of ${fileMid}` },
  );

  await agent.status(itemId, 'SENT');
  const accepted = graph.accepted().filter(({ psid }) => psid === PSID);
  assert.equal(accepted.length, 2);
  assert.deepEqual(
    accepted.map(({ text, attachmentType, messagingType }) => [text, attachmentType, messagingType]),
    [
      ['Answer by messenger.', undefined, 'RESPONSE'],
      [undefined, 'image', 'RESPONSE'],
    ],
  );
  assert.deepEqual(
    accepted.map(({ metadata }) => metadata),
    [`${itemId}.1.0+`, `${itemId}.1.1`],
  );
  graph.customers.markDelivered(PSID);
  await agent.status(itemId, 'DELIVERED');
  graph.customers.markRead(PSID);
  await agent.status(itemId, 'READ');
});

test('a signed Twilio form is answered once, with a status callback, and its word on it shows', async () => {
  const { twilio, onethread } = world;
  const fields = smsFields(accountSid, `SM${'1'.repeat(32)}`, PHONE, number, 'Is it open today?');
  const answered = await postTwilio({ url: onethread.url, secret: authToken }, '/webhooks/twilio/sms', fields);
  assert.equal(answered.status, 200);
  assert.match(await answered.text(), /<Response\/>/);
  await twilio.phones.sendFiles(PHONE, [{ name: 'door.png', contentType: 'image/png', bytes: DOT_PNG }]).acknowledged;
  const customerId = customerOf('sms', number, PHONE);
  const itemId = await answer(customerId, 'sms');
  await agent.item('Is it open today?');
  // The simulator fetches the picture by our address, then reports sent and delivered, as Twilio does.
  await agent.status(itemId, 'DELIVERED');
  const accepted = twilio.accepted().filter(({ to }) => to === PHONE);
  assert.equal(accepted.length, 1);
  assert.equal(accepted[0]?.body, 'Answer by sms.');
  assert.equal(accepted[0]?.from, number);
  assert.equal(accepted[0]?.files.length, 1);
  assert.match(
    accepted[0]?.statusCallback ?? '',
    new RegExp(`^${onethread.url}/webhooks/twilio/status\\?send=${itemId}`),
  );
});

test('a message and a file in the app are answered once on its feed, and what was seen shows', async () => {
  const { onethread } = world;
  const token = await userToken(SECRETS.userTokens, 'ada');
  const headers = { authorization: `Bearer ${token}` };
  const created = await fetch(`${onethread.url}/in-app/v1/uploads`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'bill.png', size: DOT_PNG.length, type: 'image/png' }),
  });
  assert.equal(created.status, 201);
  const { id, url } = (await created.json()) as { id: string; url: string };
  assert.equal((await fetch(onethread.url + url, { method: 'PUT', headers, body: DOT_PNG })).status, 200);
  await app.write('00000000-0000-7000-8000-000000000001', 'My bill is wrong.', [id]);
  const customerId = customerOf('in-app', 'app', 'user:ada');
  const itemId = await answer(customerId, 'app');

  const { id: replyId } = await waitFor(() => app.shown.find((item) => textOfItem(item) === 'Answer by app.'), {
    describe: 'the answer in the app',
    withinMs: 30_000,
  });
  assert.equal(replyId, itemId);
  const [mine, reply, ...others] = app.shown;
  assert.equal(others.length, 0);
  assert.equal(mine?.cid, '00000000-0000-7000-8000-000000000001');
  for (const item of [mine, reply]) {
    const file = item?.parts.find(({ kind }) => kind === 'image');
    const bytes = await (await fetch(onethread.url + (file?.url ?? ''))).arrayBuffer();
    assert.deepEqual(Buffer.from(bytes), DOT_PNG);
  }
  await agent.status(itemId, 'SENT');
  app.send({ type: 'delivered', upTo: itemId });
  await agent.status(itemId, 'DELIVERED');
  app.send({ type: 'read', upTo: itemId });
  await agent.status(itemId, 'READ');
  await waitFor(() => app.state?.unread === 0 && app.state.readUpTo >= (reply?.at ?? Infinity), {
    describe: 'the app to know what was read',
    withinMs: 30_000,
  });
});
