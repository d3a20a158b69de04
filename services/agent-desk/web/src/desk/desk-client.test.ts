import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClientFrame, Result, ServerFrame } from '../../../wire/frames.ts';
import { sampleAgent, sampleItem, sampleReply, sampleUpdate } from '../../../tests/wire-samples.ts';
import { createStorageOutbox } from '../connection/outbox.ts';
import type { KeyValueStorage } from '../connection/outbox.ts';
import { DeskClient } from './desk-client.ts';
import type { Draft } from './desk-client.ts';

const me = sampleAgent();
const welcome: ServerFrame = {
  type: 'welcome',
  welcome: { me, conversations: [], colleagues: [], channels: [], queues: [], ageUnitMs: 60_000, serverTimeMs: 0 },
};
const draft: Draft = {
  kind: 'reply',
  clientMessageId: 'm1',
  customerId: 'c1',
  conversationId: 'v1',
  identityId: 'i1',
  parts: [{ kind: 'text', text: 'hi', html: '' }],
};

function ignore(): void {}

function memoryStorage(): KeyValueStorage {
  const values = new Map<string, string>();
  return {
    get length() {
      return values.size;
    },
    key: (index) => [...values.keys()][index] ?? null,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

function openClient(storage: KeyValueStorage) {
  const sent: Extract<ClientFrame, { type: 'command' }>[] = [];
  let receive: (frame: ServerFrame) => void = ignore;
  let now = 1000;
  const client = new DeskClient({
    open: (events) => {
      receive = (frame) => events.received(JSON.stringify(frame));
      return { send: (text) => void sent.push(JSON.parse(text) as (typeof sent)[number]), close: () => {} };
    },
    timers: { now: () => now, after: () => () => {}, random: () => 0.5 },
    checkSession: () => Promise.resolve('valid'),
    outbox: createStorageOutbox(storage, 'a1'),
  });
  client.start();
  const answer = async (change: Partial<Result>) => {
    const requestId = sent.at(-1)?.requestId ?? '';
    receive({
      type: 'result',
      result: { requestId, code: 'ok', message: '', itemId: 'x1', retryable: false, ...change },
    });
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { client, sent, answer, receive: (frame: ServerFrame) => receive(frame), pass: (ms: number) => (now += ms) };
}

test('a reply submitted twice goes out once', () => {
  const { client, sent, receive } = openClient(memoryStorage());
  receive(welcome);
  client.submit(draft);
  client.submit(draft);
  assert.equal(sent.length, 1);
  assert.equal(client.store.getState().pending.length, 1);
});

test('a reply written offline and reloaded is sent by the next page under the same id, and forgotten once answered', async () => {
  const storage = memoryStorage();
  openClient(storage).client.submit(draft);
  const next = openClient(storage);
  next.receive(welcome);
  assert.equal(next.sent[0]?.command.kind === 'reply' && next.sent[0].command.clientMessageId, 'm1');
  await next.answer({});
  const last = openClient(storage);
  last.receive(welcome);
  assert.equal(last.sent.length, 0);
});

test('a refused reply says why, and can be sent again or discarded', async () => {
  const storage = memoryStorage();
  const { client, sent, receive, answer } = openClient(storage);
  receive(welcome);
  client.submit(draft);
  await answer({ code: 'forbidden', message: 'Not yours any more.' });
  const [refused] = client.store.getState().pending;
  assert.equal(refused?.message, 'Not yours any more.');
  if (refused !== undefined) client.resubmit(refused);
  assert.equal(sent.length, 2);
  client.discardPending('m1');
  assert.equal(client.store.getState().pending.length, 0);
  assert.equal(storage.length, 0);
});

test('a reply is written against the thread as it was seen', () => {
  const { client, sent, receive } = openClient(memoryStorage());
  receive(welcome);
  client.openThread('c1');
  receive({ type: 'thread', thread: sampleUpdate({ snapshot: true, cursor: 'k9' }) });
  client.submit(draft);
  const command = sent.at(-1)?.command;
  assert.equal(command?.kind === 'reply' && command.cursor, 'k9');
});

test('an optimistic reply gives way to the stored one', async () => {
  const { client, receive, answer } = openClient(memoryStorage());
  receive(welcome);
  client.submit(draft);
  await answer({ itemId: 'x1' });
  receive({ type: 'thread', thread: sampleUpdate({ items: [sampleItem('x1', 1, { content: sampleReply() })] }) });
  assert.equal(client.store.getState().pending.length, 0);
});

test('typing is told at most every three seconds, reading never backwards', () => {
  const { client, sent, receive, pass } = openClient(memoryStorage());
  receive(welcome);
  client.typing('v1');
  client.typing('v1');
  pass(3000);
  client.typing('v1');
  client.markRead('c1', 5);
  client.markRead('c1', 4);
  assert.deepEqual(
    sent.map((frame) => frame.command.kind),
    ['typing', 'typing', 'mark-read'],
  );
});

test('only the threads looked at last stay followed', () => {
  const { client, sent, receive } = openClient(memoryStorage());
  receive(welcome);
  for (let at = 0; at < 11; at++) client.openThread(`c${at}`);
  assert.deepEqual(sent.at(-1)?.command, { kind: 'unfollow', customerId: 'c0' });
});
