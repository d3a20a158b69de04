import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createIdentityClient, type IdentityClient, type Item, type Person } from '@onethread/rpc';
import { waitFor } from '@onethread/testkit';
import { SignJWT } from 'jose';
import { tokenOf } from './companies.ts';
import { AppDevice, textOfItem } from './customers/app-device.ts';
import { messengerBody, postMessenger, postTwilio, smsFields } from './customers/signed-posts.ts';
import { smtpDialogue } from './customers/smtp-dialogue.ts';
import { textOf } from './item-text.ts';
import { threadOf } from './thread-of.ts';
import { customerOf, openWorld, READER, SECRETS, type World } from './world.ts';

const { pageId, number, accountSid, authToken, appSecret, mailbox } = SECRETS;
const FRONT_SERVER = 'mx.localhost';
const WITHIN = { withinMs: 60_000 };

interface Address {
  readonly channel: string;
  readonly account: string;
  readonly externalId: string;
}
/** One person, by all their addresses. */
const MAIL: Address = { channel: 'email', account: mailbox, externalId: 'anna@example.org' };
const PAGE: Address = { channel: 'messenger', account: pageId, externalId: '7000000777' };
const PHONE: Address = { channel: 'sms', account: number, externalId: '+447700900777' };
const USER: Address = { channel: 'in-app', account: 'app', externalId: 'user:anna' };
const idOf = ({ channel, account, externalId }: Address) => customerOf(channel, account, externalId);

let world: World;
let identity: IdentityClient;

before(async () => {
  world = await openWorld({ EMAIL_AUTHENTICATION: 'results', EMAIL_AUTHSERV_ID: FRONT_SERVER });
  await world.start();
  await world.putAgent(READER, 100);
  identity = createIdentityClient({ address: world.onethread.grpcAddress, token: tokenOf('agent', READER) });
});
after(async () => {
  identity.close();
  await world.close();
});

let cids = 0;
const newCid = (): string => `00000000-0000-7000-8000-${String(++cids).padStart(12, '0')}`;

/** As the app's backend signs it once it has verified the address. */
async function verifiedToken(): Promise<string> {
  return await new SignJWT({ name: 'Anna', email: 'Anna@Example.org', email_verified: true })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('anna')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(SECRETS.userTokens));
}

/** A mail for which the mail server in front vouches, as it does for whoever passes DMARC. */
function vouchedMail(text: string): string {
  return [
    `Authentication-Results: ${FRONT_SERVER}; dmarc=pass header.from=example.org`,
    `From: Anna <anna@example.org>`,
    `To: ${mailbox}`,
    'Subject: Where is it?',
    'Message-ID: <where@example.org>',
    '',
    text,
    '',
  ].join('\r\n');
}

async function writeMail(text: string): Promise<void> {
  const dialogue = { from: MAIL.externalId, to: [mailbox], raw: vouchedMail(text) };
  assert.equal((await smtpDialogue(world.onethread.ports.smtp, dialogue)).at(-1), 250);
}

async function writeOnPage(text: string): Promise<void> {
  world.graph.addPerson({ psid: PAGE.externalId, firstName: 'Anna', lastName: 'A' });
  const body = messengerBody({ pageId, psid: PAGE.externalId, mid: 'm_anna', text });
  assert.equal((await postMessenger({ url: world.onethread.url, secret: appSecret }, body)).status, 200);
}

let texts = 0;
async function writeText(text: string): Promise<void> {
  const sid = `SM${String(++texts).padStart(32, '7')}`;
  const fields = smsFields(accountSid, sid, PHONE.externalId, number, text);
  const post = { url: world.onethread.url, secret: authToken };
  assert.equal((await postTwilio(post, '/webhooks/twilio/sms', fields)).status, 200);
}

async function codeFromTheApp(): Promise<string> {
  const answer = await fetch(`${world.onethread.url}/in-app/v1/link-codes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await verifiedToken()}` },
  });
  assert.equal(answer.status, 201);
  return ((await answer.json()) as { code: string }).code;
}

/** The thread as an agent pages through it, once it says all of this and no reply is on its way any more. */
async function thread(customer: Address, said: readonly string[]): Promise<readonly Item[]> {
  let seen: readonly Item[] = [];
  const isSo = async (): Promise<boolean> => {
    seen = await threadOf(world.history, customer).catch(() => []);
    const isSettled = seen.every(({ reply }) => reply?.status === undefined || reply.status === 'DELIVERED');
    return isSettled && heard(seen).join('|') === said.join('|');
  };
  await waitFor(isSo, { describe: `a thread of ${said.join('|')}`, ...WITHIN }).catch((error: unknown) => {
    throw new Error(`${(error as Error).message}; it is ${heard(seen).join('|')}`);
  });
  return seen;
}

/** What the customer said: notes, events and our automatic words stand between. */
const heard = (items: readonly Item[]) => items.filter(({ message }) => message !== undefined).map(textOf);

const bytes = (items: readonly Item[]) => items.map((item) => JSON.stringify(item)).join('\n');

async function person(customer: Address, isSo: (person: Person) => boolean): Promise<Person> {
  const customerId = idOf(customer);
  return await waitFor(
    async () => {
      const found = await identity.getPerson({ customerId });
      return isSo(found) ? found : undefined;
    },
    { describe: `the person behind ${customer.channel}`, ...WITHIN },
  );
}

const mine = ({ shown }: AppDevice) => shown.filter((item) => item.mine).map(textOfItem);

/** What a device that opens now shows of the customer's own words. */
async function ownFeed(said: readonly string[]): Promise<void> {
  const device = await AppDevice.open(world.onethread.url, { token: await verifiedToken() });
  try {
    await waitFor(() => mine(device).join('|') === said.join('|'), {
      describe: `a feed of ${said.join('|')}`,
      ...WITHIN,
    }).catch((error: unknown) => {
      throw new Error(`${(error as Error).message}; it is ${mine(device).join('|')}`);
    });
  } finally {
    device.close();
  }
}

let code = '';

test('mail, the app before and after log-in, and SMS with a code are one person’s as soon as there is proof', async () => {
  await writeMail('By mail.');
  await thread(MAIL, ['By mail.']);
  await writeOnPage('By Messenger.');
  await thread(PAGE, ['By Messenger.']);

  const visitor = await AppDevice.open(world.onethread.url);
  const secret = (await visitor.frame('welcome'))['visitor'] as { readonly id: string; readonly secret: string };
  await visitor.write(newCid(), 'As a visitor.');
  await thread({ ...USER, externalId: `visitor:${secret.id}` }, ['As a visitor.']);
  visitor.close();

  const app = await AppDevice.dial(world.onethread.url);
  const credentials = { token: await verifiedToken() };
  app.send({ type: 'hello', protocol: 1, client: 'test/1', deviceId: 'device', credentials, from: secret });
  assert.equal((await app.frame('welcome'))['joined'], true);
  await app.write(newCid(), 'Signed in.');
  await thread(USER, ['By mail.', 'As a visitor.', 'Signed in.']);
  app.close();

  code = await codeFromTheApp();
  await writeText(code);
  await person(USER, ({ identities }) => identities.length === 4);
  await writeText('By SMS.');
  const said = ['By mail.', 'As a visitor.', 'Signed in.', code, 'By SMS.'];
  await thread(USER, said);
  await ownFeed(said);
});

test('an agent’s word shows agents the whole thread in order, and the customer nothing that is not proved theirs', async () => {
  assert.notEqual(code, '', 'the story began');
  await identity.link({ customerId: idOf(USER), otherCustomerId: idOf(PAGE), note: 'Said so on the phone.' });
  const items = await thread(USER, ['By mail.', 'By Messenger.', 'As a visitor.', 'Signed in.', code, 'By SMS.']);
  assert.deepEqual(
    items.map(({ atUs }) => atUs),
    items.map(({ atUs }) => atUs).toSorted((one, other) => one - other),
  );
  for (const customer of [MAIL, PAGE, PHONE])
    assert.equal(bytes(await threadOf(world.history, customer)), bytes(items));
  await ownFeed(['By mail.', 'As a visitor.', 'Signed in.', code, 'By SMS.']);
});

test('un-merged by an agent the phone’s thread and the others’ are exact; merged again it is the first state, byte for byte', async () => {
  assert.notEqual(code, '', 'the story began');
  const all = ['By mail.', 'By Messenger.', 'As a visitor.', 'Signed in.', code, 'By SMS.'];
  const first = await thread(USER, all);
  const phone = idOf(PHONE).slice('c_'.length);
  const { links } = await identity.getPerson({ customerId: idOf(USER) });
  const link = links.find((one) => one.state === 'active' && [one.identityA, one.identityB].includes(phone));
  assert.ok(link, JSON.stringify(links));
  await identity.unlink({ customerId: idOf(USER), linkId: link.linkId, note: 'Another Anna.' });

  const isPhones = ({ identityId }: Item) => identityId === phone;
  const theirs = await thread(USER, all.slice(0, 4));
  assert.equal(bytes(theirs), bytes(first.filter((item) => !isPhones(item))));
  const phones = await thread(PHONE, [code, 'By SMS.']);
  assert.equal(bytes(phones), bytes(first.filter(isPhones)));
  await ownFeed(['By mail.', 'As a visitor.', 'Signed in.']);

  await identity.link({ customerId: idOf(USER), otherCustomerId: idOf(PHONE), note: 'The same Anna after all.' });
  assert.equal(bytes(await thread(USER, all)), bytes(first));
  assert.equal(bytes(await thread(PHONE, all)), bytes(first));
  // Believed only: the proof was taken back, and an agent's word is none.
  await ownFeed(['By mail.', 'As a visitor.', 'Signed in.']);
});
