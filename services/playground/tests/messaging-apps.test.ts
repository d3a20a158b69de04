import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signGraphBody } from '@onethread/testkit';
import { startPlayground, type PlaygroundFixture } from './playground-fixture.ts';
import { playAgent, type PlayedAgent } from './play-agent.ts';
import { TestPage } from './test-page.ts';

let fixture: PlaygroundFixture;
let page: TestPage;
let agent: PlayedAgent;
before(async () => {
  fixture = await startPlayground();
  agent = playAgent(fixture);
  page = await TestPage.open(fixture.url);
});
after(async () => {
  await page.close();
  await fixture.close();
});

const setting = (name: string): string => fixture.playground.settings[name] ?? '';
const addressOf = (personId: string, provider: string): string =>
  page.state.people.find(({ id }) => id === personId)?.addresses[provider] ?? '';

async function handIn(name: string, type: string, bytes: string): Promise<string> {
  const answer = await fetch(`${fixture.url}/playground/v1/files?name=${name}`, {
    method: 'POST',
    headers: { origin: fixture.url, 'content-type': type },
    body: bytes,
  });
  return ((await answer.json()) as { id: string }).id;
}

/** The picture of a message as the page fetches it. */
async function pictureOf(provider: string, direction: string): Promise<string> {
  const { message } = await page.next(
    'message',
    (frame) =>
      frame.message.provider === provider && frame.message.direction === direction && frame.message.files.length === 1,
  );
  const shown = await fetch(`${fixture.url}${message.files[0]?.url ?? ''}`);
  assert.equal(shown.headers.get('content-type'), 'image/png');
  return await shown.text();
}

test('WhatsApp: texts and pictures arrive signed, answers are delivered, read and reacted to', async () => {
  const at = { provider: 'whatsapp', personId: 'mira' } as const;
  const file = await handIn('lamp.png', 'image/png', 'their picture');
  await page.act({ kind: 'write', ...at, text: 'Grüße ☀', fileIds: [] });
  await page.act({ kind: 'write', ...at, text: 'Look', fileIds: [file] });
  const [text, picture] = await Promise.all(
    ['Gr\\u00fc\\u00dfe', '"caption":"Look"'].map((word) =>
      fixture.hookAt('/whatsapp', ({ body }) => body.includes(word)),
    ),
  );
  for (const hook of [text, picture]) {
    assert.equal(hook?.headers['x-hub-signature-256'], signGraphBody(setting('WHATSAPP_APP_SECRET'), hook?.body ?? ''));
  }
  assert.equal(await pictureOf('whatsapp', 'from-customer'), 'their picture');

  const waId = addressOf('mira', 'whatsapp');
  assert.equal(await agent.whatsapp(waId, 'Hello Mira'), 200);
  const { message } = await page.next(
    'message',
    (frame) => frame.message.text === 'Hello Mira' && frame.message.state === 'delivered',
  );
  await page.act({ kind: 'see', ...at });
  await fixture.hookAt('/whatsapp', ({ body }) => body.includes('"status":"read"'));
  await page.act({ kind: 'react', ...at, messageId: message.id, emoji: '👍' });
  await fixture.hookAt('/whatsapp', ({ body }) => body.includes('"type":"reaction"'));
  await page.next('message', (frame) => frame.message.id === message.id && frame.message.reaction === '👍');
  await page.act({ kind: 'react', ...at, messageId: message.id, emoji: '' });
  assert.equal(
    page.frames.findLast(
      (frame) => frame.type === 'message' && frame.message.id === message.id && frame.message.reaction === undefined,
    )?.type,
    'message',
  );
});

test('WhatsApp: that an agent types, and has read, is shown in the conversation it belongs to', async () => {
  const waId = addressOf('tom', 'whatsapp');
  await page.act({ kind: 'write', provider: 'whatsapp', personId: 'tom', text: 'Anybody there?', fileIds: [] });
  const { message } = await page.next('message', (frame) => frame.message.text === 'Anybody there?');
  assert.equal(await agent.whatsappTyping(message.id), 200);
  await page.next(
    'agent',
    ({ provider, customer, action }) => provider === 'whatsapp' && customer === waId && action === 'mark_seen',
  );
  await page.next(
    'agent',
    ({ provider, customer, action }) => provider === 'whatsapp' && customer === waId && action === 'typing_on',
  );
});

test('Instagram: texts arrive as of the account, answers are seen and reacted to', async () => {
  const at = { provider: 'instagram', personId: 'tom' } as const;
  await page.act({
    kind: 'write',
    ...at,
    text: 'Still in stock?',
    fileIds: [await handIn('a.png', 'image/png', 'theirs')],
  });
  const hook = await fixture.hookAt('/instagram', ({ body }) => body.includes('Still in stock'));
  assert.equal((JSON.parse(hook.body) as { object: string }).object, 'instagram');
  assert.equal(hook.headers['x-hub-signature-256'], signGraphBody(setting('INSTAGRAM_APP_SECRET'), hook.body));
  assert.equal(await pictureOf('instagram', 'from-customer'), 'theirs');
  assert.equal(await agent.instagram(addressOf('tom', 'instagram'), { text: 'It is' }), 200);
  const { message } = await page.next('message', (frame) => frame.message.text === 'It is');
  await page.act({ kind: 'see', ...at });
  await fixture.hookAt('/instagram', ({ body }) => body.includes('"read"'));
  await page.act({ kind: 'react', ...at, messageId: message.id, emoji: '❤️' });
  await fixture.hookAt('/instagram', ({ body }) => body.includes('"action":"react"'));
  await page.act({ kind: 'react', ...at, messageId: message.id, emoji: '' });
  const back = await fixture.hookAt('/instagram', ({ body }) => body.includes('"action":"unreact"'));
  assert.match(back.body, /"emoji":"\\u2764/, 'what is taken back is named');
});

test('Telegram: updates come with the secret to the address of the bot, answers and pictures are shown', async () => {
  const at = { provider: 'telegram', personId: 'anna' } as const;
  const bot = setting('TELEGRAM_BOT_TOKEN').split(':')[0] ?? '';
  await page.act({ kind: 'press', ...at, entry: { title: 'Start', payload: '/start order_4711' } });
  await page.act({
    kind: 'write',
    ...at,
    text: 'Here it is',
    fileIds: [await handIn('t.png', 'image/png', 'of Anna')],
  });
  const start = await fixture.hookAt(`/telegram/${bot}`, ({ body }) => body.includes('/start order_4711'));
  assert.equal(start.headers['x-telegram-bot-api-secret-token'], setting('TELEGRAM_WEBHOOK_SECRET'));
  await fixture.hookAt(`/telegram/${bot}`, ({ body }) => body.includes('"photo"') && body.includes('Here it is'));
  assert.equal(await pictureOf('telegram', 'from-customer'), 'of Anna');

  const chat = addressOf('anna', 'telegram');
  assert.equal(await agent.telegram('sendChatAction', chat, { action: 'typing' }), 200);
  await page.next(
    'agent',
    ({ provider, customer, action }) => provider === 'telegram' && customer === chat && action === 'typing_on',
  );
  assert.equal(await agent.telegram('sendMessage', chat, { text: 'Welcome, Anna' }), 200);
  const { message } = await page.next('message', (frame) => frame.message.text === 'Welcome, Anna');
  await page.act({ kind: 'react', ...at, messageId: message.id, emoji: '🔥' });
  const reacted = await fixture.hookAt(`/telegram/${bot}`, ({ body }) => body.includes('message_reaction'));
  assert.match(reacted.body, /"old_reaction":\[\],"new_reaction":\[\{/);
  assert.equal((await page.act({ kind: 'see', ...at })).type, 'refused', 'Telegram tells nobody what was read');
});

test('pictures of ours are shown by the apps of WhatsApp and Telegram', async () => {
  const picture = new File(['our picture'], 'ours.png', { type: 'image/png' });
  const photo = new FormData();
  photo.set('chat_id', addressOf('anna', 'telegram'));
  photo.set('photo', picture);
  const bot = `${setting('TELEGRAM_API_URL')}/bot${setting('TELEGRAM_BOT_TOKEN')}`;
  assert.equal((await fetch(`${bot}/sendPhoto`, { method: 'POST', body: photo })).status, 200);
  assert.equal(await pictureOf('telegram', 'to-customer'), 'our picture');

  const upload = new FormData();
  upload.set('messaging_product', 'whatsapp');
  upload.set('type', 'image/png');
  upload.set('file', picture);
  const number = `${setting('WHATSAPP_GRAPH_URL')}/v25.0/${setting('WHATSAPP_PHONE_NUMBER_ID')}`;
  const headers = { authorization: `Bearer ${setting('WHATSAPP_ACCESS_TOKEN')}` };
  const { id } = (await (await fetch(`${number}/media`, { method: 'POST', headers, body: upload })).json()) as {
    id: string;
  };
  const to = addressOf('mira', 'whatsapp');
  const sent = await fetch(`${number}/messages`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to,
      type: 'image',
      image: { id },
    }),
  });
  assert.equal(sent.status, 200);
  assert.equal(await pictureOf('whatsapp', 'to-customer'), 'our picture');
});

test('an event of each is sent twice under the same id when it is told to', async () => {
  for (const [provider, path] of [
    ['whatsapp', '/whatsapp'],
    ['instagram', '/instagram'],
    ['telegram', `/telegram/${setting('TELEGRAM_BOT_TOKEN').split(':')[0] ?? ''}`],
  ] as const) {
    const text = `twice by ${provider}`;
    await page.act({ kind: 'set-faults', provider, deliveries: 'twice' });
    await page.act({ kind: 'write', provider, personId: 'olek', text, fileIds: [] });
    await page.next('message', ({ message }) => message.text === text && message.state === 'accepted');
    const bodies = fixture.hooks
      .filter((hook) => hook.path === path && hook.body.includes(text))
      .map(({ body }) => body);
    assert.equal(bodies.length, 2, provider);
    assert.equal(new Set(bodies).size, 1, provider);
  }
});
