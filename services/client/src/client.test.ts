import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { MemoryArea } from './tests/memory-area.ts';
import { browser, closeBrowsers, settle, token } from './tests/browser.ts';
import { item, page } from './tests/samples.ts';

afterEach(closeBrowsers);

describe('the client', () => {
  test('makes nobody a visitor before they open it', async () => {
    const { client, sockets, serve, visitors } = browser();
    client.start();
    await settle();
    assert.deepEqual([sockets.length, visitors()], [0, 0]);
    client.enter();
    await serve([]);
    assert.equal(visitors(), 1);
  });

  test('goes on from its cursor, and sends what waited', async () => {
    const { client, serve, sockets } = browser();
    client.enter();
    const first = await serve([item(1)], { snapshot: true, cursor: 'c7' });
    client.session?.write('hello', []);
    await settle();
    const sent = first.sent.at(-1);
    assert.equal(sent?.type, 'message');
    first.dispatchEvent(Object.assign(new Event('close'), { code: 1013 }));
    client.wake();
    const second = await serve([], { cursor: 'c7' });
    await settle();
    const [hello, ...rest] = second.sent;
    assert.equal(hello?.type === 'hello' && hello.cursor, 'c7');
    assert.deepEqual(
      rest.find(({ type }) => type === 'message'),
      sent,
      'the same message under the same cid',
    );
    const cid = sent?.type === 'message' ? sent.cid : '';
    second.say({ type: 'accepted', cid, id: 'm_1' });
    await settle();
    assert.equal(client.view.session?.outgoing[0]?.state, 'accepted');
    second.say({ type: 'feed', ...page([item(2, { mine: true, cid })]) });
    assert.deepEqual(client.view.session?.outgoing, []);
    assert.equal(sockets.length, 2);
  });

  test('whoever signs in sees nothing of the person before, not even what comes late', async () => {
    const { client, serve, shown, sockets } = browser();
    const anna = Promise.withResolvers<string>();
    client.enter();
    const visitor = await serve([item(1)], { snapshot: true });
    assert.deepEqual(shown(), ['i1']);
    client.identify(() => anna.promise);
    assert.deepEqual(shown(), [], 'gone at once, before the token came');
    assert.ok(visitor.closed);
    visitor.say({ type: 'feed', ...page([item(2)]) });
    assert.deepEqual(shown(), []);

    client.identify(() => token('bert'));
    anna.resolve(token('anna'));
    await serve([item(3)], { snapshot: true });
    assert.deepEqual(shown(), ['i3']);
    assert.equal(client.session?.person, 'user.bert');
    assert.equal(sockets.length, 2, 'nothing was opened for the one who was asked about first');
  });

  test('signing out leaves nothing on the device, and the next visitor is another', async () => {
    const { client, serve, area, visitors } = browser();
    client.enter();
    await serve([item(1)], { snapshot: true });
    client.save();
    client.identify(() => token('anna'));
    await serve([item(2)], { snapshot: true });
    client.session?.write('unsent', []);
    client.save();
    client.leave();
    client.logout();
    const left = Array.from({ length: area.length }, (_, index) => area.key(index) ?? '');
    assert.deepEqual(left, ['onethread/x/device', 'onethread/x/lost'], 'and that a message was lost');
    client.enter();
    await serve([]);
    assert.equal(visitors(), 2);
  });

  test('a token callback that answers for another person changes the person', async () => {
    const { client, serve, shown } = browser();
    const subs = ['anna', 'bert'];
    client.identify(() => token(subs.shift() ?? 'bert'));
    const socket = await serve([item(1)], { snapshot: true });
    socket.say({ type: 'error', code: 'bad-token', message: '' });
    socket.dispatchEvent(Object.assign(new Event('close'), { code: 4001 }));
    client.wake();
    await settle();
    assert.deepEqual(shown(), []);
    await serve([item(9)], { snapshot: true });
    assert.deepEqual([client.session?.person, shown()], ['user.bert', ['i9']]);
    client.logout();
  });

  test('tells of unread counts and of replies that come while it is there', async () => {
    const { client, serve } = browser();
    const counts: number[] = [];
    const messages: string[] = [];
    client.on('unread', (count) => counts.push(count));
    client.on('message', ({ id }) => messages.push(id));
    client.identify(() => token('anna'));
    const socket = await serve([item(1)], { snapshot: true });
    socket.say({ type: 'feed', ...page([item(2)], { state: { readUpTo: 0, agentsReadUpTo: 0, unread: 2 } }) });
    client.session?.markRead();
    assert.deepEqual(counts, [1, 2, 0]);
    assert.deepEqual(messages, ['i2']);
    assert.deepEqual(socket.sent.at(-1), { type: 'read', upTo: 'i2' });
    client.logout();
  });

  test('what is said of a person waits until there is one, and is told together', async () => {
    const { client, serve, told } = browser();
    await client.tellProfile({ fields: { plan: 'gold' } });
    await client.tellProfile({ name: 'Anna', fields: { seats: '12' } });
    assert.deepEqual(told, []);
    client.enter();
    await serve([], { snapshot: true });
    assert.deepEqual(told, [{ name: 'Anna', fields: { plan: 'gold', seats: '12' } }]);
    await client.tellProfile({ fields: { plan: 'silver' } });
    assert.deepEqual(told.at(-1), { name: 'Anna', fields: { plan: 'silver', seats: '12' } });
    await client.tellProfile({ fields: { plan: 'silver' } });
    assert.equal(told.length, 2, 'said on every page, told once');
    client.logout();
    await client.tellProfile({ email: 'bert@example.org' });
    await serve([], { snapshot: true });
    assert.deepEqual(told.at(-1), { email: 'bert@example.org' }, 'nothing of the one who left');
  });

  test('what was said on one page is not lost by what is said on the next, nor by signing in', async () => {
    const area = new MemoryArea();
    const first = browser(area);
    first.client.enter();
    await first.serve([item(1)], { snapshot: true });
    await first.client.tellProfile({ fields: { subject: 'order' } });
    first.client.save();
    first.client.close();

    const next = browser(area);
    await next.client.tellProfile({ fields: { plan: 'gold' } });
    next.client.start();
    await next.serve([], { cursor: 'c' });
    assert.deepEqual(next.told, [{ fields: { subject: 'order', plan: 'gold' } }]);
    next.client.identify(() => token('anna'));
    await next.welcome({ me: { kind: 'user' }, joined: true });
    await next.client.tellProfile({ fields: { seats: '12' } });
    assert.deepEqual(next.told.at(-1), { fields: { subject: 'order', plan: 'gold', seats: '12' } });
  });

  test('what an app keeps of a person goes with them', async () => {
    const { client, serve, kept } = browser();
    client.identify(() => token('anna'));
    await serve([], { snapshot: true });
    client.session?.keep('asked', '1');
    client.session?.keep('draft', 'x');
    client.session?.keep('draft', undefined);
    assert.deepEqual([client.session?.kept('asked'), client.session?.kept('draft')], ['1', undefined]);
    client.identify(() => token('bert'));
    await serve([], { snapshot: true });
    assert.equal(client.session?.kept('asked'), undefined);
    assert.ok(!kept().some((key) => key.includes('anna')));
  });

  test('once closed nothing is tried any more', async () => {
    const { client, serve, sockets } = browser();
    client.enter();
    await serve([item(1)], { snapshot: true });
    client.close();
    assert.ok(sockets.at(-1)?.closed);
    client.wake();
    await settle();
    assert.equal(sockets.length, 1);
  });
});
