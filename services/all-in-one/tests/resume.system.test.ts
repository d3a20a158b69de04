import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { waitFor } from '@onethread/testkit';
import { words } from './agents/desk-agent.ts';
import { AppDevice, textOfItem, userToken, textsOf, type FeedPage } from './customers/app-device.ts';
import { customerOf, openWorld, SECRETS, type World } from './world.ts';

let world: World;
before(async () => {
  world = await openWorld();
  await world.start();
  await world.putAgent('agent-0', 100);
});
after(() => world.close());

let cids = 0;
const newCid = (): string => `00000000-0000-7000-8000-${String(++cids).padStart(12, '0')}`;
const tokenOf = (userId: string) => userToken(SECRETS.userTokens, userId);

async function sync(headers: Record<string, string>, since = ''): Promise<FeedPage> {
  const query = since === '' ? '' : `?since=${encodeURIComponent(since)}`;
  const answer = await fetch(`${world.onethread.url}/in-app/v1/sync${query}`, { headers });
  assert.equal(answer.status, 200);
  return (await answer.json()) as FeedPage;
}

const shows = (device: AppDevice, texts: readonly string[]) =>
  waitFor(() => device.texts.join('|') === texts.join('|'), { describe: texts.join('|') }).catch((error: unknown) => {
    throw new Error(`${(error as Error).message}; it shows ${device.texts.join('|')}`);
  });

test('a second device with the same token continues where the first one left, also after a restart', async () => {
  const phone = await AppDevice.open(world.onethread.url, { token: await tokenOf('eva') });
  await phone.write(newCid(), 'One.');
  const agent = await world.device('agent-0');
  const { conversationId } = await agent.accept(customerOf('in-app', 'app', 'user:eva'));
  await agent.reply(conversationId, [words('Two.')], 'two');
  await shows(phone, ['One.', 'Two.']);
  const seen = phone.shown[1];
  phone.send({ type: 'read', upTo: seen?.id });
  await waitFor(() => phone.state?.unread === 0 && phone.state.readUpTo === seen?.at, {
    describe: 'read',
    withinMs: 30_000,
  });
  const { cursor, pages } = phone;
  phone.close();

  // Meanwhile, with nobody in the app:
  await agent.reply(conversationId, [words('Three.')], 'three');
  await agent.reply(conversationId, [words('Four.')], 'four');
  await agent.status((await agent.item('Four.')).itemId, 'SENT');

  const tablet = await AppDevice.open(world.onethread.url, { token: await tokenOf('eva') });
  await shows(tablet, ['One.', 'Two.', 'Three.', 'Four.']);
  assert.equal(tablet.state?.unread, 2);
  assert.equal(tablet.state?.readUpTo, seen?.at);
  const firstUnread = tablet.shown.find(({ mine, at }) => !mine && at > (tablet.state?.readUpTo ?? 0));
  assert.equal(firstUnread === undefined ? '' : textOfItem(firstUnread), 'Three.');
  tablet.close();
  agent.leave();

  await world.onethread.kill();
  await world.start();
  const back = await AppDevice.open(world.onethread.url, { token: await tokenOf('eva') }, cursor);
  // What it showed before, then what it missed: an item may come again in a newer state, never as another item.
  assert.equal(back.pages[0]?.snapshot, false);
  assert.deepEqual(textsOf([...pages, ...back.pages]), ['One.', 'Two.', 'Three.', 'Four.']);
  assert.equal(back.texts.includes('One.'), false);
  const headers = { authorization: `Bearer ${await tokenOf('eva')}` };
  const synced = await sync(headers, cursor);
  assert.equal(synced.snapshot, false);
  assert.deepEqual(textsOf([synced]), back.texts);
  assert.deepEqual(synced.state, back.state);
  assert.deepEqual((await sync(headers, synced.cursor)).items.map(textOfItem), []);
  assert.deepEqual((await sync(headers)).items.map(textOfItem), ['One.', 'Two.', 'Three.', 'Four.']);
  back.close();
});

test('two devices of one person show the same, each own message once', async () => {
  const token = await tokenOf('kim');
  const one = await AppDevice.open(world.onethread.url, { token });
  const other = await AppDevice.open(world.onethread.url, { token });
  await one.write(newCid(), 'From one.');
  await other.write(newCid(), 'From the other.');
  await shows(one, ['From one.', 'From the other.']);
  await shows(other, ['From one.', 'From the other.']);
  assert.deepEqual(
    one.shown.map(({ id }) => id),
    other.shown.map(({ id }) => id),
  );
  one.close();
  other.close();
});

test('a cursor that is broken, another person’s or from the future gives the newest page anew, and nothing of others', async () => {
  const foreign = await AppDevice.open(world.onethread.url, { token: await tokenOf('zoe') });
  await foreign.write(newCid(), 'Zoe’s secret.');
  await shows(foreign, ['Zoe’s secret.']);
  const token = await tokenOf('max');
  const own = await AppDevice.open(world.onethread.url, { token });
  await own.write(newCid(), 'Max here.');
  await shows(own, ['Max here.']);
  const changed = `${own.cursor.slice(0, -2)}${own.cursor.endsWith('AA') ? 'BB' : 'AA'}`;
  for (const cursor of ['x', '☃', '9'.repeat(4000), foreign.cursor, changed, `${own.cursor}zz`, `${own.cursor}=`]) {
    const device = await AppDevice.open(world.onethread.url, { token }, cursor);
    assert.deepEqual(device.texts, ['Max here.'], cursor.slice(0, 20));
    assert.equal(device.pages[0]?.snapshot, true, cursor.slice(0, 20));
    device.close();
    const synced = await sync({ authorization: `Bearer ${token}` }, cursor);
    assert.equal(synced.snapshot, true);
    assert.deepEqual(synced.items.map(textOfItem), ['Max here.']);
  }
  own.close();
  foreign.close();
});

test('an anonymous visitor is known by the secret, also after a restart; a wrong secret opens nothing', async () => {
  const device = await AppDevice.open(world.onethread.url);
  const visitor = (await device.frame('welcome'))['visitor'] as { id: string; secret: string };
  await device.write(newCid(), 'Anonymous word.');
  await shows(device, ['Anonymous word.']);
  device.close();
  await world.onethread.stop();
  await world.start();
  const again = await AppDevice.open(world.onethread.url, { visitor });
  assert.deepEqual(again.texts, ['Anonymous word.']);
  assert.equal((await again.frame('welcome'))['visitor'], undefined);
  again.close();
  const synced = await sync({ authorization: `Visitor ${visitor.id}.${visitor.secret}` });
  assert.deepEqual(synced.items.map(textOfItem), ['Anonymous word.']);
  const forged = await AppDevice.dial(world.onethread.url);
  const wrong = { ...visitor, secret: `${visitor.secret.slice(0, -1)}${visitor.secret.endsWith('A') ? 'B' : 'A'}` };
  forged.send({ type: 'hello', protocol: 1, client: 'x', deviceId: 'x', credentials: { visitor: wrong } });
  assert.equal(await forged.closeCode(), 4001);
  assert.deepEqual(forged.pages, []);
});
