import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { signGraphBody, signTwilioForm } from '@onethread/testkit';
import { EMAIL_ADDRESS, startPlayground, type PlaygroundFixture } from './playground-fixture.ts';
import { TestPage } from './test-page.ts';

let fixture: PlaygroundFixture;
let page: TestPage;
before(async () => {
  fixture = await startPlayground();
  page = await TestPage.open(fixture.url);
});
after(async () => {
  await page.close();
  await fixture.close();
});

const setting = (name: string): string => {
  const value = fixture.playground.settings[name];
  assert.ok(value, `${name} is set`);
  return value;
};

async function handIn(name: string, type: string, bytes: string): Promise<string> {
  const answer = await fetch(`${fixture.url}/playground/v1/files?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { origin: fixture.url, 'content-type': type },
    body: bytes,
  });
  assert.equal(answer.status, 201);
  return ((await answer.json()) as { id: string }).id;
}

test('a page that connects is given people, choices and whom to write to', () => {
  const { people, providers } = page.state;
  assert.ok(people.length >= 3);
  const [sms] = providers;
  assert.equal(sms?.peer, setting('TWILIO_FROM'));
  assert.equal(providers.find(({ name }) => name === 'mail')?.peer, EMAIL_ADDRESS);
  assert.deepEqual(sms.faults, { isUp: true, calls: 'well', errorRow: 'opted-out', deliveries: 'well' });
  assert.ok(providers.some(({ menu }) => menu.length > 0));
  for (const { name } of providers) {
    assert.equal(
      new Set(people.map(({ addresses }) => addresses[name])).size,
      people.length,
      `${name} knows all apart`,
    );
  }
});

test('an SMS arrives at the webhook as Twilio signs it, and the phone shows that it was accepted', async () => {
  await page.act({ kind: 'write', provider: 'sms', personId: 'anna', text: 'Where is my lamp?', fileIds: [] });
  const hook = await fixture.hookAt('/twilio/sms', ({ body }) => body.includes('lamp'));
  const form = new URLSearchParams(hook.body);
  assert.equal(form.get('Body'), 'Where is my lamp?');
  assert.equal(form.get('To'), setting('TWILIO_FROM'));
  assert.equal(
    hook.headers['x-twilio-signature'],
    signTwilioForm(setting('TWILIO_AUTH_TOKEN'), `${fixture.url}/webhooks/twilio/sms`, form),
  );
  await page.next('message', ({ message }) => message.provider === 'sms' && message.state === 'accepted');
});

test('an MMS carries its file, and the page can show it', async () => {
  const id = await handIn('lamp.png', 'image/png', 'not really a picture');
  await page.act({ kind: 'write', provider: 'sms', personId: 'anna', text: '', fileIds: [id] });
  const hook = await fixture.hookAt('/twilio/sms', ({ body }) => body.includes('MediaUrl0'));
  assert.equal(new URLSearchParams(hook.body).get('MediaContentType0'), 'image/png');
  const { message } = await page.next('message', (frame) => frame.message.files.length === 1);
  const shown = await fetch(`${fixture.url}${message.files[0]?.url ?? ''}`);
  assert.equal(shown.headers.get('content-type'), 'image/png');
  assert.equal(await shown.text(), 'not really a picture');
});

test('Messenger text, quick reply, postback and files arrive signed over the raw body', async () => {
  const entry = { title: 'Talk to a person', payload: 'HUMAN' };
  const file = await handIn('../../etc/offer.pdf', 'application/pdf', '%PDF');
  await page.act({ kind: 'write', provider: 'messenger', personId: 'olek', text: 'Grüße ☀', fileIds: [] });
  await page.act({ kind: 'quick-reply', provider: 'messenger', personId: 'olek', entry });
  await page.act({ kind: 'press', provider: 'messenger', personId: 'olek', entry });
  await page.act({ kind: 'write', provider: 'messenger', personId: 'olek', text: 'our offer', fileIds: [file] });
  const found = await Promise.all(
    ['Gr\\u00fc\\u00dfe', 'quick_reply', 'postback', 'attachments'].map((word) =>
      fixture.hookAt('/messenger', ({ body }) => body.includes(word)),
    ),
  );
  for (const { headers, body } of found) {
    assert.equal(headers['x-hub-signature-256'], signGraphBody(setting('MESSENGER_APP_SECRET'), body));
  }
  assert.match(found[3]?.body ?? '', /offer\.pdf/);
  assert.doesNotMatch(found[3]?.body ?? '', /etc/);
});

test('an answer over the Send API reaches the Messenger window, is delivered, and is seen when the person looks', async () => {
  const url = `${setting('MESSENGER_GRAPH_URL')}/v25.0/${setting('MESSENGER_PAGE_ID')}/messages`;
  const token = setting('MESSENGER_PAGE_ACCESS_TOKEN');
  const proof = createHmac('sha256', setting('MESSENGER_APP_SECRET')).update(token).digest('hex');
  const send = (body: object) =>
    fetch(`${url}?appsecret_proof=${proof}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
  const recipient = { id: page.state.people.find(({ id }) => id === 'olek')?.addresses['messenger'] };
  assert.equal((await send({ recipient, sender_action: 'typing_on' })).status, 200);
  assert.equal((await send({ recipient, message: { text: 'Hello Olek' } })).status, 200);
  await page.next('agent', ({ action }) => action === 'typing_on');
  await page.next('message', ({ message }) => message.text === 'Hello Olek' && message.state === 'delivered');
  await page.act({ kind: 'see', provider: 'messenger', personId: 'olek' });
  await page.next('message', ({ message }) => message.text === 'Hello Olek' && message.state === 'read');
  await fixture.hookAt('/messenger', ({ body }) => body.includes('"read"'));
});

test('an SMS to a phone that is off is delivered, and reported so, when it is on again', async () => {
  const tom = page.state.people.find(({ id }) => id === 'tom');
  assert.ok(tom);
  await page.act({ kind: 'phone-switch', personId: 'tom', isOn: false });
  const account = setting('TWILIO_ACCOUNT_SID');
  const answer = await fetch(`${setting('TWILIO_API_URL')}/2010-04-01/Accounts/${account}/Messages.json`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${account}:${setting('TWILIO_AUTH_TOKEN')}`).toString('base64')}`,
    },
    body: new URLSearchParams({
      To: tom.phone,
      From: setting('TWILIO_FROM'),
      Body: 'Good news',
      StatusCallback: `${fixture.url}/webhooks/twilio/status`,
    }),
  });
  assert.equal(answer.status, 201);
  const status = (word: string) =>
    fixture.hookAt('/twilio/status', ({ body }) => new URLSearchParams(body).get('MessageStatus') === word);
  await status('sent');
  assert.ok(!fixture.hooks.some(({ body }) => body.includes('MessageStatus=delivered')));
  await page.act({ kind: 'phone-switch', personId: 'tom', isOn: true });
  await status('delivered');
});

test('a mail is handed over by SMTP, and an answer to one of ours continues its references', async () => {
  const first = 'A question about lamps';
  await page.act({
    kind: 'write',
    provider: 'mail',
    personId: 'mira',
    subject: first,
    text: 'Hello',
    html: '<p>Hello</p>',
    fileIds: [],
  });
  const received = await fixture.intake.waitForMail(EMAIL_ADDRESS, ({ subject }) => subject === first);
  assert.equal(received.from.name, 'Mira Haddad');
  assert.match(received.html ?? '', /<p>Hello<\/p>/);

  // Onethread's answer: handed to the relay that the settings name.
  const { createTransport } = await import('nodemailer');
  const relay = createTransport(setting('EMAIL_RELAY_URL'));
  await relay.sendMail({
    from: EMAIL_ADDRESS,
    to: received.from.address,
    subject: `Re: ${first}`,
    messageId: '<conv/1/msg/1@localhost>',
    inReplyTo: `<${received.messageId}>`,
    references: `<${received.messageId}>`,
    html: '<p>Yes<script>alert(1)</script></p>',
  });
  relay.close();
  const { message } = await page.next('message', (frame) => frame.message.subject === `Re: ${first}`);
  const body = await fetch(`${fixture.url}${message.htmlUrl ?? ''}`);
  assert.match(body.headers.get('content-security-policy') ?? '', /^sandbox; default-src 'none'/);

  await page.act({
    kind: 'write',
    provider: 'mail',
    personId: 'mira',
    subject: 'Re: again',
    text: 'Thanks',
    fileIds: [],
    replyTo: message.id,
  });
  const reply = await fixture.intake.waitForMail(EMAIL_ADDRESS, ({ subject }) => subject === 'Re: again');
  assert.equal(reply.inReplyTo, 'conv/1/msg/1@localhost');
  assert.deepEqual(reply.references, [received.messageId, 'conv/1/msg/1@localhost']);
});

test('an added person has an address everywhere and can write at once', async () => {
  const done = await page.act({ kind: 'add-person', name: 'Zoë Ångström' });
  assert.ok(done.type === 'done' && done.personId);
  const { person } = await page.next('person', (frame) => frame.person.id === done.personId);
  assert.match(person.phone, /^\+1\d{3}55501\d\d$/);
  assert.match(person.email, /^zoe\.angstrom\.\d+@example\.org$/);
  await page.act({ kind: 'write', provider: 'messenger', personId: person.id, text: 'new here', fileIds: [] });
  await fixture.hookAt(
    '/messenger',
    ({ body }) => body.includes(person.addresses['messenger'] ?? '?') && body.includes('new here'),
  );
});
