import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSqliteDocumentStore } from '@onethread/documents';
import { createLogger } from '@onethread/runtime';
import { waitFor } from '@onethread/testkit';
import type { MailRemains } from '../inbound/receive-remains.ts';
import { LIMITS } from '../limits.ts';
import { ImapDouble } from '../testing/imap-double.ts';
import { MailboxPlaces } from './mailbox-places.ts';
import { MailboxReader, type MailboxReaderOptions, type ReadingState } from './mailbox-reader.ts';
import { imapMailboxList } from './mailbox-settings.ts';
import { READING_TIMES } from './reading-times.ts';

const PATIENCE_MS = 60_000;

interface Scene {
  readonly imap: ImapDouble;
  readonly taken: string[];
  readonly remains: MailRemains[];
  readonly states: ReadingState[];
  readonly reader: MailboxReader;
}

async function play(receive: (subject: string) => Promise<void>, run: (scene: Scene) => Promise<void>) {
  await using imap = await ImapDouble.open();
  const documents = await openSqliteDocumentStore({ file: ':memory:' });
  const [mailbox] = imapMailboxList.parse(`imap://support:secret@127.0.0.1:${imap.port}?tls=none&address=a@b.org`);
  assert.ok(mailbox !== undefined);
  const scene = { imap, taken: [] as string[], remains: [] as MailRemains[], states: [] as ReadingState[] };
  const options: MailboxReaderOptions = {
    mailbox,
    places: await MailboxPlaces.open(documents),
    terms: { holder: 'us', leaseMs: 60_000, now: Date.now, firstDays: 0 },
    tokens: undefined,
    times: { ...READING_TIMES, firstRetryMs: 1, mostRetryMs: 5 },
    isBounceAddress: (address) => address === 'bounce@b.org',
    receive: async ({ raw, recipients }) => {
      const subject = /^Subject: (.*?)\r?$/m.exec(raw.toString())?.[1] ?? '';
      await receive(subject);
      scene.taken.push([subject, ...recipients].join(' '));
    },
    receiveRemains: (one) => Promise.resolve(void scene.remains.push(one)),
    refused: () => {},
    onState: (state) => void scene.states.push(state),
    logger: createLogger({ service: 'test', level: 'silent' }),
  };
  const reader = new MailboxReader(options);
  reader.start();
  try {
    await waitFor(() => imap.said.at(-1)?.endsWith('IDLE'), { describe: 'idling', withinMs: PATIENCE_MS });
    await run({ ...scene, reader });
  } finally {
    await reader.stop();
    await documents.close();
  }
}

const until = (what: string, condition: () => boolean) => waitFor(condition, { describe: what, withinMs: PATIENCE_MS });

test('a mail that fails whatever is waited is shown by its header at last, and the next one is taken', () => {
  let tries = 0;
  const receive = (subject: string) => {
    if (subject !== 'poison') return Promise.resolve();
    tries += 1;
    return Promise.reject(new TypeError('a fault of ours'));
  };
  return play(receive, async ({ imap, taken, remains }) => {
    imap.deliver('Subject: poison\n\nx');
    imap.deliver('Subject: next\n\nx');
    await until('the next mail', () => taken.length === 1);
    assert.equal(tries, LIMITS.imapTries);
    assert.deepEqual(
      remains.map(({ why, recipients }) => [why, recipients]),
      [['unreadable', ['a@b.org']]],
    );
  });
});

test('a mail that only has to wait is tried for as long as it takes', () => {
  let tries = 0;
  const receive = () => {
    tries += 1;
    return tries > LIMITS.imapTries * 3
      ? Promise.resolve()
      : Promise.reject(Object.assign(new Error('later'), { retryable: true }));
  };
  return play(receive, async ({ imap, taken, remains }) => {
    imap.deliver('Subject: patient\n\nx');
    await until('the mail', () => taken.length === 1);
    assert.deepEqual(remains, []);
  });
});

test('a mail that came back to a bounce address of ours is taken for that one too', () =>
  play(
    () => Promise.resolve(),
    async ({ imap, taken }) => {
      imap.deliver('Delivered-To: bounce@b.org\nDelivered-To: other@b.org\nSubject: back\n\nx');
      await until('the mail', () => taken.length === 1);
      assert.deepEqual(taken, ['back a@b.org bounce@b.org']);
    },
  ));

test('it stops while a mail waits to be tried again', () => {
  let tries = 0;
  const receive = () => {
    tries += 1;
    return Promise.reject(Object.assign(new Error('later'), { retryable: true }));
  };
  return play(receive, async ({ imap, reader, remains }) => {
    imap.deliver('Subject: never\n\nx');
    await until('several tries', () => tries > 2);
    await reader.stop();
    assert.deepEqual(remains, []);
  });
});

test('it stops while it cannot connect', () =>
  play(
    () => Promise.resolve(),
    async ({ imap, reader, states }) => {
      imap.isDown = true;
      imap.cutConnections();
      await until('failures', () => states.includes('failing'));
      await reader.stop();
    },
  ));
