import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { MemoryArea } from '../tests/memory-area.ts';
import { browser, closeBrowsers, settle, token, type ServedSocket } from '../tests/browser.ts';
import { item, page } from '../tests/samples.ts';

const ANNA = 'user.anna';

function idOf(socket: ServedSocket): string {
  const { credentials } = socket.hello();
  return credentials !== undefined && 'visitor' in credentials ? credentials.visitor.id : assert.fail('no visitor');
}

afterEach(closeBrowsers);

describe('a visitor signs in', () => {
  test('their proof goes along with the token until the server has joined them, then it is forgotten', async () => {
    const { client, serve, welcome, kept } = browser();
    client.enter();
    const visitor = await serve([item(1)], { snapshot: true });
    client.identify(() => token('anna'));
    const first = await welcome();
    assert.equal(first.hello().from?.id, idOf(visitor));
    assert.ok(!kept().includes('visitor'), 'no longer a visitor of this device');
    // The server went away before it said a word of it.
    first.end(1013);
    client.wake();
    const second = await welcome({ me: { kind: 'user' }, joined: true });
    assert.deepEqual(second.hello().from, first.hello().from);
    second.end(1013);
    client.wake();
    const third = await welcome({ me: { kind: 'user' } });
    assert.equal(third.hello().from, undefined);
    assert.deepEqual(
      kept().filter((key) => key.startsWith('joining/')),
      [],
    );
  });

  test('what they had not sent yet is sent as the visitor, under its own id, before what comes after', async () => {
    const { client, serve, welcome } = browser();
    client.enter();
    const visitor = await serve([], { snapshot: true });
    client.session?.write('on its way', []);
    client.session?.write('still waiting', []);
    await settle();
    const [underWay] = visitor.messages();
    client.identify(() => token('anna'));
    await settle();
    client.session?.write('as Anna', []);
    const socket = await welcome({ me: { kind: 'user' }, joined: true });
    assert.equal(client.view.lost, 0);
    for (let n = 0; n < 3; n += 1) {
      await settle();
      const { cid = '' } = socket.messages()[n] ?? {};
      socket.say({ type: 'accepted', cid, id: `m${n}` });
    }
    await settle();
    assert.deepEqual(
      socket.messages().map(({ text, as }) => [text, as]),
      [
        ['on its way', 'visitor'],
        ['still waiting', 'visitor'],
        ['as Anna', undefined],
      ],
    );
    assert.equal(socket.messages()[0]?.cid, underWay?.cid);
    socket.end(1013);
    client.wake();
    assert.equal((await welcome()).hello().from, undefined, 'all is sent: the visitor is of no use any more');
  });

  test('who cannot be joined is somebody else: their unsent messages are never sent, and the person hears of it', async () => {
    const { client, serve, welcome, kept } = browser();
    client.enter();
    await serve([], { snapshot: true });
    client.session?.write('by whoever that was', []);
    client.identify(() => token('anna'));
    const socket = await welcome({ me: { kind: 'user' }, joined: false });
    socket.say({ type: 'feed', ...page([], { snapshot: true }) });
    await settle();
    assert.deepEqual(socket.messages(), []);
    assert.deepEqual(client.view.session?.outgoing, []);
    assert.equal(client.view.lost, 1);
    assert.ok(!kept().some((key) => key.startsWith('outbox/') || key.startsWith('joining/')));
    client.leave();
    client.enter();
    assert.equal(client.view.lost, 0, 'told once');
  });

  test('who never wrote or was written to is not worth a word', async () => {
    const { client, serve, welcome, kept } = browser();
    client.enter();
    await serve([], { snapshot: true });
    client.identify(() => token('anna'));
    assert.equal((await welcome()).hello().from, undefined);
    assert.ok(!kept().includes('visitor'));
  });

  test('on a page that was left before the server answered, the next page goes on with it', async () => {
    const area = new MemoryArea();
    const first = browser(area);
    first.client.enter();
    const visitor = await first.serve([item(1)], { snapshot: true });
    first.client.session?.write('unsent', []);
    first.client.identify(() => token('anna'));
    await settle();
    first.client.save();

    const next = browser(area);
    next.client.identify(() => token('anna'));
    const socket = await next.welcome({ me: { kind: 'user' }, joined: true });
    assert.equal(socket.hello().from?.id, idOf(visitor));
    await settle();
    assert.deepEqual(
      socket.messages().map(({ text, as }) => [text, as]),
      [['unsent', 'visitor']],
    );
  });
});

describe('a shared device', () => {
  test('another user who signs in finds nothing of the one before, and sends nothing of theirs', async () => {
    const { client, serve, welcome, shown, kept } = browser();
    client.enter();
    client.identify(() => token('anna'));
    await serve([item(1)], { snapshot: true });
    client.session?.write('unsent by Anna', []);
    client.save();
    client.identify(() => token('bert'));
    const socket = await welcome();
    socket.say({ type: 'feed', ...page([item(2)], { snapshot: true }) });
    await settle();
    assert.deepEqual(shown(), ['i2']);
    assert.deepEqual(socket.messages(), []);
    assert.equal(socket.hello().from, undefined);
    assert.ok(!kept().some((key) => key.includes(ANNA)));
    assert.equal(client.view.lost, 1);
  });

  test('a visitor on the way to one user is not brought to another', async () => {
    const { client, serve, welcome } = browser();
    client.enter();
    await serve([item(1)], { snapshot: true });
    client.identify(() => token('anna'));
    await settle();
    client.identify(() => token('bert'));
    assert.equal((await welcome()).hello().from, undefined);
  });

  test('signing out says that something was not sent, also on the next page', async () => {
    const area = new MemoryArea();
    const { client, serve } = browser(area);
    client.identify(() => token('anna'));
    await serve([], { snapshot: true });
    client.session?.write('unsent', []);
    client.logout();
    const next = browser(area);
    assert.equal(next.client.view.lost, 0);
    next.client.enter();
    assert.equal(next.client.view.lost, 1);
    await next.serve([], { snapshot: true });
    assert.deepEqual(next.sockets.at(-1)?.messages(), []);
  });
});

async function bothAs(sub: string) {
  const area = new MemoryArea();
  const tabs = [browser(area), browser(area.tab())] as const;
  for (const { client, serve } of tabs) {
    client.enter();
    client.identify(() => token(sub));
    await serve([item(1)], { snapshot: true });
  }
  return tabs;
}

describe('two tabs', () => {
  test('signing out in one takes the thread away in the other, which keeps nothing of it', async () => {
    const [one, other] = await bothAs('anna');
    one.client.logout();
    assert.deepEqual(other.shown(), []);
    other.client.save();
    await settle();
    assert.ok(!other.kept().some((key) => key.includes(ANNA)));
    await other.welcome();
    assert.ok('visitor' in (other.sockets.at(-1)?.hello().credentials ?? {}));
  });

  test('another user in one takes the thread away in the other, which waits for its own page', async () => {
    const [one, other] = await bothAs('anna');
    one.client.identify(() => token('bert'));
    await one.serve([item(5)], { snapshot: true });
    await settle();
    assert.deepEqual([one.shown(), other.shown()], [['i5'], []]);
    assert.ok(other.client.view.elsewhere);
    other.client.save();
    other.client.wake();
    await settle();
    assert.ok(other.client.view.elsewhere, 'its page still says that it is Anna');
    assert.ok(!one.kept().some((key) => key.includes(ANNA)));
    other.client.identify(() => token('bert'));
    await other.serve([item(5)], { snapshot: true });
    assert.deepEqual([one.shown(), other.shown()], [['i5'], ['i5']]);
  });

  test('a page that knows the other user as well goes on as them by itself', async () => {
    const area = new MemoryArea();
    let sub = 'anna';
    const [one, other] = [browser(area), browser(area.tab())];
    for (const { client, serve } of [one, other]) {
      client.identify(() => token(sub));
      await serve([item(1)], { snapshot: true });
    }
    sub = 'bert';
    one.client.identify(() => token(sub));
    await one.serve([item(5)], { snapshot: true });
    await other.serve([item(5)], { snapshot: true });
    assert.equal(other.client.session?.person, 'user.bert');
  });

  test('a visitor’s tab is told to reload when they sign in in the other', async () => {
    const area = new MemoryArea();
    const [one, other] = [browser(area), browser(area.tab())];
    for (const { client, serve } of [one, other]) {
      client.enter();
      await serve([item(1)], { snapshot: true });
    }
    one.client.identify(() => token('anna'));
    await one.welcome({ me: { kind: 'user' }, joined: true });
    assert.ok(other.client.view.elsewhere);
    assert.deepEqual(other.shown(), []);
    one.client.logout();
    await settle();
    assert.ok(!other.client.view.elsewhere, 'nobody is signed in any more');
  });

  test('a tab that slept looks who is here before it shows anything', async () => {
    const area = new MemoryArea();
    const [one, sleeper] = [browser(area), browser(area.tab({ deaf: true }))];
    sleeper.client.identify(() => token('anna'));
    await sleeper.serve([item(1)], { snapshot: true });
    one.client.logout();
    assert.deepEqual(sleeper.shown(), ['i1'], 'it heard of nothing');
    sleeper.client.wake();
    assert.deepEqual(sleeper.shown(), []);
  });
});
