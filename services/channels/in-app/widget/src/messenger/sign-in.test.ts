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
    const { messenger, serve, welcome, kept } = browser();
    messenger.open();
    const visitor = await serve([item(1)], { snapshot: true });
    messenger.identify(() => token('anna'));
    const first = await welcome();
    assert.equal(first.hello().from?.id, idOf(visitor));
    assert.ok(!kept().includes('visitor'), 'no longer a visitor of this device');
    // The server went away before it said a word of it.
    first.end(1013);
    messenger.wake();
    const second = await welcome({ me: { kind: 'user' }, joined: true });
    assert.deepEqual(second.hello().from, first.hello().from);
    second.end(1013);
    messenger.wake();
    const third = await welcome({ me: { kind: 'user' } });
    assert.equal(third.hello().from, undefined);
    assert.deepEqual(
      kept().filter((key) => key.startsWith('joining/')),
      [],
    );
  });

  test('what they had not sent yet is sent as the visitor, under its own id, before what comes after', async () => {
    const { messenger, serve, welcome } = browser();
    messenger.open();
    const visitor = await serve([], { snapshot: true });
    messenger.session?.write('on its way', []);
    messenger.session?.write('still waiting', []);
    await settle();
    const [underWay] = visitor.messages();
    messenger.identify(() => token('anna'));
    await settle();
    messenger.session?.write('as Anna', []);
    const socket = await welcome({ me: { kind: 'user' }, joined: true });
    assert.equal(messenger.view.lost, 0);
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
    messenger.wake();
    assert.equal((await welcome()).hello().from, undefined, 'all is sent: the visitor is of no use any more');
  });

  test('who cannot be joined is somebody else: their unsent messages are never sent, and the person hears of it', async () => {
    const { messenger, serve, welcome, kept } = browser();
    messenger.open();
    await serve([], { snapshot: true });
    messenger.session?.write('by whoever that was', []);
    messenger.identify(() => token('anna'));
    const socket = await welcome({ me: { kind: 'user' }, joined: false });
    socket.say({ type: 'feed', ...page([], { snapshot: true }) });
    await settle();
    assert.deepEqual(socket.messages(), []);
    assert.deepEqual(messenger.view.session?.outgoing, []);
    assert.equal(messenger.view.lost, 1);
    assert.ok(!kept().some((key) => key.startsWith('outbox/') || key.startsWith('joining/')));
    messenger.close();
    messenger.open();
    assert.equal(messenger.view.lost, 0, 'told once');
  });

  test('who never wrote or was written to is not worth a word', async () => {
    const { messenger, serve, welcome, kept } = browser();
    messenger.open();
    await serve([], { snapshot: true });
    messenger.identify(() => token('anna'));
    assert.equal((await welcome()).hello().from, undefined);
    assert.ok(!kept().includes('visitor'));
  });

  test('on a page that was left before the server answered, the next page goes on with it', async () => {
    const area = new MemoryArea();
    const first = browser(area);
    first.messenger.open();
    const visitor = await first.serve([item(1)], { snapshot: true });
    first.messenger.session?.write('unsent', []);
    first.messenger.identify(() => token('anna'));
    await settle();
    first.messenger.save();

    const next = browser(area);
    next.messenger.identify(() => token('anna'));
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
    const { messenger, serve, welcome, shown, kept } = browser();
    messenger.open();
    messenger.identify(() => token('anna'));
    await serve([item(1)], { snapshot: true });
    messenger.session?.write('unsent by Anna', []);
    messenger.save();
    messenger.identify(() => token('bert'));
    const socket = await welcome();
    socket.say({ type: 'feed', ...page([item(2)], { snapshot: true }) });
    await settle();
    assert.deepEqual(shown(), ['i2']);
    assert.deepEqual(socket.messages(), []);
    assert.equal(socket.hello().from, undefined);
    assert.ok(!kept().some((key) => key.includes(ANNA)));
    assert.equal(messenger.view.lost, 1);
  });

  test('a visitor on the way to one user is not brought to another', async () => {
    const { messenger, serve, welcome } = browser();
    messenger.open();
    await serve([item(1)], { snapshot: true });
    messenger.identify(() => token('anna'));
    await settle();
    messenger.identify(() => token('bert'));
    assert.equal((await welcome()).hello().from, undefined);
  });

  test('signing out says that something was not sent, also on the next page', async () => {
    const area = new MemoryArea();
    const { messenger, serve } = browser(area);
    messenger.identify(() => token('anna'));
    await serve([], { snapshot: true });
    messenger.session?.write('unsent', []);
    messenger.logout();
    const next = browser(area);
    assert.equal(next.messenger.view.lost, 0);
    next.messenger.open();
    assert.equal(next.messenger.view.lost, 1);
    await next.serve([], { snapshot: true });
    assert.deepEqual(next.sockets.at(-1)?.messages(), []);
  });
});

async function bothAs(sub: string) {
  const area = new MemoryArea();
  const tabs = [browser(area), browser(area.tab())] as const;
  for (const { messenger, serve } of tabs) {
    messenger.open();
    messenger.identify(() => token(sub));
    await serve([item(1)], { snapshot: true });
  }
  return tabs;
}

describe('two tabs', () => {
  test('signing out in one takes the thread away in the other, which keeps nothing of it', async () => {
    const [one, other] = await bothAs('anna');
    one.messenger.logout();
    assert.deepEqual(other.shown(), []);
    other.messenger.save();
    await settle();
    assert.ok(!other.kept().some((key) => key.includes(ANNA)));
    await other.welcome();
    assert.ok('visitor' in (other.sockets.at(-1)?.hello().credentials ?? {}));
  });

  test('another user in one takes the thread away in the other, which waits for its own page', async () => {
    const [one, other] = await bothAs('anna');
    one.messenger.identify(() => token('bert'));
    await one.serve([item(5)], { snapshot: true });
    await settle();
    assert.deepEqual([one.shown(), other.shown()], [['i5'], []]);
    assert.ok(other.messenger.view.elsewhere);
    other.messenger.save();
    other.messenger.wake();
    await settle();
    assert.ok(other.messenger.view.elsewhere, 'its page still says that it is Anna');
    assert.ok(!one.kept().some((key) => key.includes(ANNA)));
    other.messenger.identify(() => token('bert'));
    await other.serve([item(5)], { snapshot: true });
    assert.deepEqual([one.shown(), other.shown()], [['i5'], ['i5']]);
  });

  test('a page that knows the other user as well goes on as them by itself', async () => {
    const area = new MemoryArea();
    let sub = 'anna';
    const [one, other] = [browser(area), browser(area.tab())];
    for (const { messenger, serve } of [one, other]) {
      messenger.identify(() => token(sub));
      await serve([item(1)], { snapshot: true });
    }
    sub = 'bert';
    one.messenger.identify(() => token(sub));
    await one.serve([item(5)], { snapshot: true });
    await other.serve([item(5)], { snapshot: true });
    assert.equal(other.messenger.session?.person, 'user.bert');
  });

  test('a visitor’s tab is told to reload when they sign in in the other', async () => {
    const area = new MemoryArea();
    const [one, other] = [browser(area), browser(area.tab())];
    for (const { messenger, serve } of [one, other]) {
      messenger.open();
      await serve([item(1)], { snapshot: true });
    }
    one.messenger.identify(() => token('anna'));
    await one.welcome({ me: { kind: 'user' }, joined: true });
    assert.ok(other.messenger.view.elsewhere);
    assert.deepEqual(other.shown(), []);
    one.messenger.logout();
    await settle();
    assert.ok(!other.messenger.view.elsewhere, 'nobody is signed in any more');
  });

  test('a tab that slept looks who is here before it shows anything', async () => {
    const area = new MemoryArea();
    const [one, sleeper] = [browser(area), browser(area.tab({ deaf: true }))];
    sleeper.messenger.identify(() => token('anna'));
    await sleeper.serve([item(1)], { snapshot: true });
    one.messenger.logout();
    assert.deepEqual(sleeper.shown(), ['i1'], 'it heard of nothing');
    sleeper.messenger.wake();
    assert.deepEqual(sleeper.shown(), []);
  });
});
