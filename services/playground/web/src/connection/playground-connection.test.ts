import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ServerFrame } from '../../../wire/frames.ts';
import { PlaygroundConnection, type SocketListener } from './playground-connection.ts';

/** A line whose other end is the test. */
function line() {
  const opened: { readonly listener: SocketListener; readonly sent: string[] }[] = [];
  const waits: number[] = [];
  const statuses: string[] = [];
  const frames: ServerFrame[] = [];
  let waiting: (() => void) | undefined;
  const connection = new PlaygroundConnection({
    openSocket(listener) {
      const sent: string[] = [];
      opened.push({ listener, sent });
      return { send: (data) => void sent.push(data), close: listener.onClose };
    },
    onFrame: (frame) => void frames.push(frame),
    onStatus: (status) => void statuses.push(status),
    after(waitMs, run) {
      waits.push(waitMs);
      waiting = run;
      return () => void (waiting = undefined);
    },
  });
  const newest = () => {
    const socket = opened.at(-1);
    assert.ok(socket);
    return socket;
  };
  return { connection, opened, newest, waits, statuses, frames, wake: () => waiting?.() };
}

const act = { kind: 'reset-faults' } as const;
const state = JSON.stringify({ type: 'state', state: {} });

test('an act is answered under its own id', async () => {
  const { connection, newest } = line();
  newest().listener.onOpen();
  const [one, two] = [connection.act(act), connection.act(act)];
  const ids = newest().sent.map((text) => (JSON.parse(text) as { id: string }).id);
  newest().listener.onText(JSON.stringify({ type: 'refused', id: ids[1], code: 'x', message: 'No.' }));
  newest().listener.onText(JSON.stringify({ type: 'done', id: ids[0], personId: 'p' }));
  assert.deepEqual(await one, { kind: 'done', personId: 'p' });
  assert.deepEqual(await two, { kind: 'refused', message: 'No.' });
});

test('an act whose line breaks is lost and not sent again', async () => {
  const { connection, newest, opened, wake } = line();
  newest().listener.onOpen();
  const pending = connection.act(act);
  newest().listener.onClose();
  assert.equal((await pending).kind, 'refused');
  assert.equal((await connection.act(act)).kind, 'refused');
  wake();
  newest().listener.onOpen();
  assert.equal(opened.length, 2);
  assert.deepEqual(newest().sent, []);
});

test('it waits longer after each failure, up to a limit, and starts anew once the state came', () => {
  const { newest, waits, wake, statuses, frames } = line();
  for (let failures = 0; failures < 7; failures += 1) {
    newest().listener.onClose();
    wake();
  }
  assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000, 8000, 8000]);
  newest().listener.onText(state);
  newest().listener.onClose();
  assert.equal(waits.at(-1), 500);
  assert.deepEqual(statuses.slice(-2), ['live', 'lost']);
  assert.equal(frames.length, 1);
});

test('an ended connection stays ended', () => {
  const { connection, opened, waits } = line();
  connection.end();
  assert.equal(opened.length, 1);
  assert.deepEqual(waits, []);
});
