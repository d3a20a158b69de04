import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitFor } from '@onethread/testkit';
import { ImapDouble } from '../testing/imap-double.ts';
import { openMailStage, type MailStage } from '../testing/mail-stage.ts';
import { TokenEndpoint } from '../testing/token-endpoint.ts';
import { imapMailboxList } from './mailbox-settings.ts';

const SUPPORT = 'support@localhost';

/** For a slow machine: a worker thread takes seconds to begin there. */
const PATIENCE_MS = 60_000;
const BIG = 'x'.repeat(70).concat('\n').repeat(380_000);

function mail(n: number, over: { readonly words?: string; readonly head?: string } = {}): string {
  const { words = `Mail ${n}`, head = '' } = over;
  return `${head}From: Anna <anna@example.org>\nTo: ${SUPPORT}\nMessage-ID: <${n}@example.org>\nSubject: ${n}\n\n${words}\n`;
}

/** The setting, as an operator would write it. */
function reading(imap: ImapDouble) {
  return {
    imapMailboxes: imapMailboxList.parse(
      `imap://support:secret@127.0.0.1:${imap.port}/INBOX?tls=none&address=${SUPPORT}`,
    ),
  };
}

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
const subjects = async (stage: MailStage) => (await stage.messages()).map(({ subject }) => subject);
const arrive = (stage: MailStage, count: number) =>
  waitFor(async () => (await stage.messages()).length >= count, { describe: `${count} mails`, withinMs: PATIENCE_MS });
const idling = (imap: ImapDouble) =>
  waitFor(() => imap.said.at(-1)?.endsWith('IDLE'), { describe: 'idling', withinMs: PATIENCE_MS });
const counted = async (stage: MailStage, name: string, labels: Readonly<Record<string, string>>) => {
  const { values } = (await stage.stage.metrics.getSingleMetric(name)?.get()) ?? { values: [] };
  const isIt = (given: object) => Object.entries(labels).every(([key, value]) => Reflect.get(given, key) === value);
  return values.filter((one) => isIt(one.labels)).reduce((sum, { value }) => sum + value, 0);
};
const inState = (stage: MailStage, state: string) =>
  waitFor(async () => (await counted(stage, 'onethread_email_imap_mailboxes', { state })) === 1, {
    describe: state,
    withinMs: PATIENCE_MS,
  });
const warning = async (stage: MailStage) =>
  await stage.stage.healthChecks.findLast(({ name }) => name === 'channel-email-imap')?.check();

test('only what comes after the first start is taken, seen or not, and each mail once', async () => {
  await using imap = await ImapDouble.open({ mails: [mail(1), mail(2)] });
  await using stage = await openMailStage(reading(imap));
  await idling(imap);
  imap.deliver(mail(3), ['\\Seen']);
  imap.deliver(mail(4));
  await arrive(stage, 2);
  await idling(imap);
  assert.deepEqual(await subjects(stage), ['3', '4']);
  const [message] = await stage.messages();
  assert.deepEqual([message?.identity.account, message?.identity.externalId], [SUPPORT, 'anna@example.org']);
  assert.equal(message?.automatic, false);
});

test('at the first start mails of some days back are taken, where that is wanted', async () => {
  await using imap = await ImapDouble.open({
    mails: [
      { raw: mail(1), internaldate: daysAgo(9) },
      { raw: mail(2), internaldate: daysAgo(2) },
    ],
  });
  await using stage = await openMailStage({ ...reading(imap), imapFirstDays: 3 });
  await arrive(stage, 1);
  await idling(imap);
  assert.deepEqual(await subjects(stage), ['2']);
});

test('what came while nobody read is taken at the next start, in order', async () => {
  await using imap = await ImapDouble.open();
  await using stage = await openMailStage(reading(imap));
  await idling(imap);
  await stage.life.service.stop();
  for (const n of [1, 2, 3]) imap.deliver(mail(n));
  await stage.restart();
  await arrive(stage, 3);
  assert.deepEqual(await subjects(stage), ['1', '2', '3']);
});

test('a server that tells nothing is looked into by the clock', async () => {
  await using imap = await ImapDouble.open({ plugins: [] });
  await using stage = await openMailStage(reading(imap));
  await inState(stage, 'reading');
  await waitFor(() => imap.said.some((line) => line.includes('SEARCH')), {
    describe: 'a first look',
    withinMs: PATIENCE_MS,
  });
  imap.deliver(mail(1));
  await arrive(stage, 1);
});

test('cut connections, a server that is away and one that falls silent are each followed by a new connection', async () => {
  await using imap = await ImapDouble.open();
  await using stage = await openMailStage(reading(imap), { silenceMs: 1_000 });
  await idling(imap);
  imap.cutConnections();
  imap.deliver(mail(1));
  await arrive(stage, 1);

  imap.isDown = true;
  imap.cutConnections();
  imap.deliver(mail(2));
  await inState(stage, 'failing');
  assert.match((await warning(stage)) ?? '', /^127\.0\.0\.1 \(1\) cannot be read/);
  imap.isDown = false;
  await arrive(stage, 2);
  assert.equal(await warning(stage), undefined);

  await idling(imap);
  const connections = imap.opened;
  imap.isSilent = true;
  await waitFor(() => imap.opened > connections, { describe: 'a new connection', withinMs: PATIENCE_MS });
  imap.isSilent = false;
  imap.deliver(mail(3));
  await arrive(stage, 3);
  assert.deepEqual(await subjects(stage), ['1', '2', '3']);
});

test('a mailbox that was numbered anew is read again, and nothing becomes two messages', async () => {
  await using imap = await ImapDouble.open({
    mails: [{ raw: mail(1), internaldate: daysAgo(1) }],
  });
  await using stage = await openMailStage(reading(imap));
  await idling(imap);
  imap.deliver(mail(2));
  await arrive(stage, 1);
  await stage.life.service.stop();
  imap.renumber(2);
  imap.deliver(mail(3));
  await stage.restart();
  await waitFor(async () => (await subjects(stage)).includes('3'), {
    describe: 'the new mail',
    withinMs: PATIENCE_MS,
  });
  const messages = await stage.messages();
  // What was there before the first start stays there; what was taken is known by its id.
  assert.deepEqual(new Set(messages.map(({ subject }) => subject)), new Set(['2', '3']));
  assert.equal(new Set(messages.map(({ entryId }) => entryId)).size, 2);
});

test('the process dies when a mail is on the log and its place is not: it comes again under the same id', async () => {
  await using imap = await ImapDouble.open();
  await using stage = await openMailStage(reading(imap));
  await idling(imap);
  stage.stage.storeFaults.before = ({ collection, method }) => {
    if (collection === 'imap_mailboxes' && method !== 'get') throw new Error('the process is gone');
  };
  imap.deliver(mail(1));
  await arrive(stage, 1);
  await stage.life.service.stop();
  delete stage.stage.storeFaults.before;
  imap.deliver(mail(2));
  await stage.restart();
  await waitFor(async () => (await subjects(stage)).includes('2'), {
    describe: 'the next mail',
    withinMs: PATIENCE_MS,
  });
  const ids = new Map((await stage.messages()).map(({ subject, entryId }) => [entryId, subject]));
  assert.deepEqual([...ids.values()], ['1', '2']);
});

test('while the log fails a mail waits, and none is passed over', async () => {
  await using imap = await ImapDouble.open();
  await using stage = await openMailStage(reading(imap));
  await idling(imap);
  stage.stage.failPublishing('refused');
  imap.deliver(mail(1));
  imap.deliver(mail(2));
  const refused = () => counted(stage, 'onethread_channel_refused_total', { reason: 'unavailable' });
  await waitFor(async () => (await refused()) > 2, { describe: 'several tries', withinMs: PATIENCE_MS });
  stage.stage.failPublishing(undefined);
  await arrive(stage, 2);
  assert.deepEqual(await subjects(stage), ['1', '2']);
});

test('a mail that is too large, and one whose header has no end, are shown by what can be shown; the next ones come', async () => {
  await using imap = await ImapDouble.open();
  await using stage = await openMailStage(reading(imap));
  await idling(imap);
  imap.deliver(mail(1, { words: BIG, head: 'Content-Type: multipart/mixed; boundary=b\n' }));
  imap.deliver(mail(2, { head: `X-Long: ${'y '.repeat(200_000)}\n` }));
  imap.deliver(mail(3));
  await arrive(stage, 3);
  const [large, endless, last] = await stage.messages();
  assert.deepEqual(large?.parts[0], { kind: 'unsupported', providerKind: 'mail too large' });
  assert.deepEqual([large.subject, large.identity.externalId, large.automatic], ['1', 'anna@example.org', false]);
  assert.match(large.notice ?? '', /27 MB, more than the 25 MB/);
  assert.deepEqual(endless?.parts[0], { kind: 'unsupported', providerKind: 'unreadable mail' });
  assert.equal(last?.subject, '3');
});

test('refused credentials are told to operators; once they are right the mailbox is read', async () => {
  await using imap = await ImapDouble.open();
  imap.setUser('another');
  await using stage = await openMailStage(reading(imap));
  await inState(stage, 'needs-reauthorisation');
  assert.match((await warning(stage)) ?? '', /^127\.0\.0\.1 \(1\) needs re-authorisation/);
  imap.setUser('secret');
  await idling(imap);
  assert.equal(await warning(stage), undefined);
});

test('of two processes one reads a mailbox, and the other takes over when it ends', async () => {
  await using imap = await ImapDouble.open();
  await using stage = await openMailStage(reading(imap));
  await idling(imap);
  const second = await stage.another();
  await inState(stage, 'elsewhere');
  imap.deliver(mail(1));
  await arrive(stage, 1);
  assert.equal(imap.opened, 1);
  await stage.life.service.stop();
  imap.deliver(mail(2));
  await arrive(stage, 2);
  await second.service.stop();
  assert.deepEqual(await subjects(stage), ['1', '2']);
});

test('the sender of a mail without a path back is nobody; a bounce’s is told by it', async () => {
  await using imap = await ImapDouble.open();
  await using stage = await openMailStage(reading(imap));
  await idling(imap);
  imap.deliver(`Return-Path: <>\n${mail(1)}`);
  imap.deliver(`Return-Path: <anna@example.org>\n${mail(2)}`);
  await arrive(stage, 2);
  assert.deepEqual(
    (await stage.messages()).map(({ automatic }) => automatic),
    [true, false],
  );
});

test('a mailbox that wants OAuth2 is read by access tokens; a withdrawn grant is told to operators', async () => {
  let body: unknown = { access_token: 'good', expires_in: 3_600 };
  await using endpoint = await TokenEndpoint.open(() => ({
    status: body === undefined ? 400 : 200,
    body: body ?? { error: 'invalid_grant' },
  }));
  await using imap = await ImapDouble.open({ plugins: ['IDLE', 'SASL-IR', 'XOAUTH2'], accessToken: 'good' });
  const oauth = { tokenUrl: endpoint.url, clientId: 'us', refreshToken: 'r' };
  const written = { address: SUPPORT, host: '127.0.0.1', port: imap.port, tls: 'none', user: 'support', oauth };
  await using stage = await openMailStage({ imapMailboxes: imapMailboxList.parse(JSON.stringify([written])) });
  await idling(imap);
  imap.deliver(mail(1));
  await arrive(stage, 1);
  // The server takes the old token no longer: another is asked for at once.
  body = { access_token: 'better', expires_in: 3_600 };
  imap.setUser('secret', 'better');
  imap.cutConnections();
  imap.deliver(mail(2));
  await arrive(stage, 2);
  body = undefined;
  imap.setUser('secret', 'best');
  imap.cutConnections();
  await inState(stage, 'needs-reauthorisation');
  assert.match((await warning(stage)) ?? '', /invalid_grant/);
});
