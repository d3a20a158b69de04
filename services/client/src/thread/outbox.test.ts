import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, mock, test } from 'node:test';
import { openDeviceStorage } from '../storage/device-storage.ts';
import { createTabLock, type Locks } from '../storage/tab-lock.ts';
import { MemoryArea } from '../tests/memory-area.ts';
import { createOutboxSender, type Attempt } from './outbox-sender.ts';
import { MAX_OUTGOING, openOutbox, type Outgoing } from './outbox.ts';

function device(area = new MemoryArea()) {
  let now = 1_000_000;
  const storage = openDeviceStorage('x', () => area, undefined);
  const open = (person = 'user.anna') =>
    openOutbox({ storage, person, now: () => now, randomBytes: (length) => new Uint8Array(randomBytes(length)) });
  return { open, area, advance: (ms: number) => void (now += ms) };
}

const texts = (messages: readonly Outgoing[]): string[] => messages.map(({ text }) => text);

describe('the outbox', () => {
  test('keeps the order of writing over a reload, each person’s apart', () => {
    const { open, area } = device();
    for (const text of ['one', 'two', 'three']) open().add(text, []);
    assert.deepEqual(texts(device(area).open().all()), ['one', 'two', 'three']);
    assert.deepEqual(device(area).open('user.bert').all(), []);
  });

  test('what two tabs write at once is all kept', () => {
    const { open } = device();
    const [left, right] = [open(), open()];
    left.add('left', []);
    right.add('right', []);
    assert.deepEqual(texts(open().all()), ['left', 'right']);
  });

  test('what a visitor wrote stands before what they write once signed in, within one millisecond too', () => {
    const { open } = device();
    for (const text of ['one', 'two', 'three']) open('visitor.v').add(text, []);
    const user = open();
    user.add('as Anna', []);
    user.adopt('visitor.v');
    assert.deepEqual(texts(user.all()), ['one', 'two', 'three', 'as Anna']);
  });

  test('refused keeps its reason until it is tried again under the same cid', () => {
    const outbox = device().open();
    const cid = outbox.add('one', [])?.cid ?? '';
    outbox.refused(cid, 'too long');
    assert.equal(outbox.nextWaiting(), undefined);
    assert.equal(outbox.all()[0]?.reason, 'too long');
    outbox.retry(cid);
    assert.equal(outbox.nextWaiting()?.cid, cid);
    assert.equal(outbox.all()[0]?.reason, undefined);
  });

  test('an accepted message that the feed never showed is let go after a minute', () => {
    const { open, advance } = device();
    const outbox = open();
    outbox.accepted(outbox.add('one', [])?.cid ?? '');
    assert.equal(outbox.all().length, 1);
    advance(61_000);
    assert.deepEqual(outbox.all(), []);
  });

  test('is bounded', () => {
    const outbox = device().open();
    for (let n = 0; n < MAX_OUTGOING; n += 1) assert.ok(outbox.add('x', []));
    assert.equal(outbox.add('one more', []), undefined);
  });

  test('what waits moves to the visitor who was issued anew', () => {
    const { open } = device();
    open('visitor.1').add('hello', []);
    open('visitor.1').moveTo('visitor.2');
    assert.deepEqual(texts(open('visitor.2').all()), ['hello']);
    assert.deepEqual(open('visitor.1').all(), []);
  });
});

/** Turns of the event loop until everything that could happen did. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
};

function sending(outbox = device().open()) {
  const attempts: string[] = [];
  const answers: ((attempt: Attempt) => void)[] = [];
  let online = true;
  const sender = createOutboxSender({
    outbox,
    lock: createTabLock('x', undefined),
    canSend: () => online,
    attempt: ({ text }) => {
      attempts.push(text);
      return new Promise((resolve) => answers.push(resolve));
    },
    changed: () => {},
  });
  const answer = async (attempt: Attempt): Promise<void> => {
    answers.shift()?.(attempt);
    await settle();
  };
  return { outbox, sender, attempts, answer, setOnline: (value: boolean) => void (online = value) };
}

describe('sending the outbox', () => {
  test('the next goes only after the word on the one before', async () => {
    const { outbox, sender, attempts, answer } = sending();
    outbox.add('one', []);
    outbox.add('two', []);
    sender.kick();
    sender.kick();
    await settle();
    assert.deepEqual(attempts, ['one']);
    await answer({ outcome: 'accepted' });
    assert.deepEqual(attempts, ['one', 'two']);
    await answer({ outcome: 'accepted' });
    assert.equal(outbox.nextWaiting(), undefined);
  });

  test('without a word the same one is sent again, before any later one', async () => {
    const { outbox, sender, attempts, answer, setOnline } = sending();
    outbox.add('one', []);
    outbox.add('two', []);
    sender.kick();
    await settle();
    setOnline(false);
    await answer({ outcome: 'later' });
    sender.kick();
    await settle();
    assert.deepEqual(attempts, ['one']);
    setOnline(true);
    sender.kick();
    await settle();
    assert.deepEqual(attempts, ['one', 'one']);
  });

  test('a refused message does not hold up the next', async () => {
    const { outbox, sender, attempts, answer } = sending();
    outbox.add('one', []);
    outbox.add('two', []);
    sender.kick();
    await settle();
    await answer({ outcome: 'refused', message: 'no' });
    assert.deepEqual(attempts, ['one', 'two']);
    assert.equal(outbox.all()[0]?.state, 'refused');
  });

  test('asked to go slower it pauses, and nothing overtakes', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const { outbox, sender, attempts, answer } = sending();
      outbox.add('one', []);
      outbox.add('two', []);
      sender.kick();
      await settle();
      await answer({ outcome: 'slower' });
      sender.kick();
      await settle();
      assert.deepEqual(attempts, ['one']);
      mock.timers.tick(2_000);
      await settle();
      assert.deepEqual(attempts, ['one', 'one']);
    } finally {
      mock.timers.reset();
    }
  });

  test('two tabs with one lock send each message once', async () => {
    const { open } = device();
    let tail: Promise<unknown> = Promise.resolve();
    const locks = {
      request: (_name: string, work: () => Promise<unknown>) => (tail = tail.then(work)),
    } as unknown as Locks;
    const sent: string[] = [];
    const tabs = [open(), open()].map((outbox) =>
      createOutboxSender({
        outbox,
        lock: createTabLock('x', locks),
        canSend: () => true,
        attempt: ({ text }) => {
          sent.push(text);
          return Promise.resolve({ outcome: 'accepted' });
        },
        changed: () => {},
      }),
    );
    for (const text of ['one', 'two', 'three']) open().add(text, []);
    for (const tab of tabs) tab.kick();
    await settle();
    assert.deepEqual(sent, ['one', 'two', 'three']);
  });
});
