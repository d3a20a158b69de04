import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DOT_PNG, waitFor } from '@onethread/testkit';
import { words } from './agents/desk-agent.ts';
import { openAppWorld, type AppWorld } from './app-world.ts';
import { APP_ACCOUNTS } from './messaging-apps.ts';
import { threadOf } from './thread-of.ts';
import { customerOf } from './world.ts';

const PICTURE = { name: 'shoe.png', contentType: 'image/png', bytes: DOT_PNG };
const { phoneNumberId, accountId, bot } = APP_ACCOUNTS;
const WITHIN_MS = 30_000;

let { world, apps, agent, login, close } = {} as AppWorld;

before(async () => {
  ({ world, apps, agent, login, close } = await openAppWorld());
});
after(() => close?.());

/** Accepts, then answers with words and a picture; the reply's item id. */
async function answer(customerId: string, name: string): Promise<string> {
  const { conversationId } = await agent.accept(customerId);
  const file = await login.upload(`draft-${name}`, `${name}.png`, 'image/png', DOT_PNG);
  return await agent.reply(conversationId, [words(`Answer by ${name}.`), file], `answer-${name}`);
}

/** What the customer wrote, as the thread has it: each once, and the picture whole. */
async function assertThreadHolds(
  customer: { channel: string; account: string; externalId: string },
  text: string,
): Promise<void> {
  const written = await waitFor(
    async () => {
      const items = (await threadOf(world.history, customer)).filter(({ message }) => message);
      return items.length >= 2 ? items : undefined;
    },
    { describe: `what was written on ${customer.channel}`, withinMs: WITHIN_MS },
  );
  const parts = written.flatMap(({ message }) => message?.parts ?? []);
  assert.deepEqual(
    parts.flatMap((part) => (part.text ? [part.text.text] : [])).filter((one) => one === text),
    [text],
  );
  assert.deepEqual(
    parts.flatMap(({ file }) => (file ? [[file.kind, file.sizeBytes]] : [])),
    [['image', DOT_PNG.length]],
  );
}

test('WhatsApp: a text that Meta brings twice stands once, is answered, and sent, delivered and read come back', async () => {
  const { whatsapp } = apps;
  const externalId = '447700900777';
  whatsapp.addPerson(externalId, { name: 'Bea Berg' });
  whatsapp.deliveries.sendTwice();
  await whatsapp.people.sendText(externalId, 'Größe? 👋').acknowledged;
  await whatsapp.people.sendFile(externalId, 'image', PICTURE).acknowledged;
  const itemId = await answer(customerOf('whatsapp', phoneNumberId, externalId), 'whatsapp');
  await assertThreadHolds({ channel: 'whatsapp', account: phoneNumberId, externalId }, 'Größe? 👋');
  await agent.status(itemId, 'SENT');
  const accepted = whatsapp.accepted().filter(({ to }) => to === externalId);
  assert.deepEqual(
    accepted.map(({ type, text }) => [type, text]),
    [
      ['text', 'Answer by whatsapp.'],
      ['image', undefined],
    ],
  );
  for (const status of ['delivered', 'read'] as const) {
    await Promise.all(accepted.map((one) => whatsapp.people.tellStatus(one, status).acknowledged));
    await agent.status(itemId, status.toUpperCase());
  }
});

test('Instagram: a text that Meta brings twice stands once, is answered, and read comes back', async () => {
  const { instagram } = apps;
  const { psid: externalId } = instagram.addPerson({ psid: '6000000001', firstName: 'Ida', lastName: 'Berg' });
  instagram.deliveries.sendTwice();
  await instagram.customers.sendText(externalId, 'In stock?').acknowledged;
  await instagram.customers.sendFiles(externalId, [PICTURE]).acknowledged;
  const itemId = await answer(customerOf('instagram', accountId, externalId), 'instagram');
  await assertThreadHolds({ channel: 'instagram', account: accountId, externalId }, 'In stock?');
  await agent.status(itemId, 'SENT');
  const accepted = instagram.accepted().filter(({ psid }) => psid === externalId);
  assert.deepEqual(
    accepted.map(({ text, attachmentType }) => [text, attachmentType]),
    [
      ['Answer by instagram.', undefined],
      [undefined, 'image'],
    ],
  );
  await instagram.customers.markRead(externalId).acknowledged;
  await agent.status(itemId, 'READ');
});

test('Telegram: the bot is registered by itself; an update that comes twice stands once and is answered', async () => {
  const { telegram } = apps;
  const anna = telegram.person({ id: 900_123, firstName: 'Anna', lastName: 'Lind' });
  const externalId = String(anna.id);
  await waitFor(() => telegram.webhook !== undefined, { describe: 'the webhook to be set', withinMs: WITHIN_MS });
  telegram.deliveries.sendTwice();
  await anna.text('Where is 4711?').acknowledged;
  await anna.file(PICTURE).acknowledged;
  const itemId = await answer(customerOf('telegram', bot, externalId), 'telegram');
  await assertThreadHolds({ channel: 'telegram', account: bot, externalId }, 'Where is 4711?');
  await agent.status(itemId, 'SENT');
  const sent = telegram.accepted().filter(({ chatId }) => chatId === anna.id);
  assert.deepEqual(
    sent.map(({ method, text, file }) => [
      method,
      text,
      file === undefined ? undefined : Buffer.from(file.bytes).equals(DOT_PNG),
    ]),
    [
      ['sendMessage', 'Answer by telegram.', undefined],
      ['sendPhoto', undefined, true],
    ],
  );
});
