import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { waitFor } from '@onethread/testkit';
import { deskLogin } from './agents/desk-login.ts';
import { smtpDialogue } from './customers/smtp-dialogue.ts';
import { textOf } from './item-text.ts';
import { counted, metricsOf } from './metrics.ts';
import { threadOf } from './thread-of.ts';
import { openWorld, READER, SECRETS, type World } from './world.ts';

const MB = 1024 * 1024;
const { mailbox } = SECRETS;
const ANNA = { channel: 'email', account: mailbox, externalId: 'anna@example.org' };
/** A sender waits ten minutes for the answer to a mail (RFC 5321, 4.5.3.2.6); a parser is given 20 s for one. */
const PATIENCE_MS = 120_000;

/** Within the limit of size, and more than a parser's memory holds once it is taken apart: millions of blocks of base64. */
const UNREADABLE = Buffer.concat([
  Buffer.from('From: Anna <anna@example.org>\r\nTo: support@localhost\r\nMessage-ID: <unreadable@example.org>\r\n'),
  Buffer.from('Subject: Invoice\r\nMIME-Version: 1.0\r\nContent-Transfer-Encoding: base64\r\n\r\n'),
  Buffer.alloc(8 * MB, `${'Y='.repeat(38)}\r\n`),
]);

let world: World;
before(async () => {
  world = await openWorld();
  await world.start();
  await world.putAgent(READER, 100);
});
after(() => world.close());

const send = (raw: string | Buffer) =>
  smtpDialogue(world.onethread.ports.smtp, {
    from: ANNA.externalId,
    to: [mailbox],
    raw,
    patienceMs: PATIENCE_MS,
  });
const messages = async () => (await threadOf(world.history, ANNA)).filter(({ message }) => message !== undefined);
const unreadable = async () =>
  counted(await metricsOf(world.onethread.ports.admin), 'onethread_channel_refused_total', {
    channel: 'email',
    reason: 'unreadable',
  });

test('a mail that kills its parser is answered 250 once, kept, and shown with its original; the next one is read', async () => {
  const codes = await send(UNREADABLE);
  assert.deepEqual(codes.slice(3), [250, 354, 250]);
  assert.equal(await unreadable(), 1);

  const shown = await waitFor(async () => (await messages())[0]?.message, { describe: 'the placeholder' });
  const [placeholder, original, ...others] = shown.parts;
  assert.deepEqual(others, []);
  assert.equal(placeholder?.unsupported?.providerKind, 'unreadable mail');
  assert.equal(original?.file?.name, 'message.eml');
  assert.match(shown.notice ?? '', /could not be read/);

  const desk = await deskLogin(world.onethread.url, world.admin, READER);
  const answer = await desk.fetch(`/files/${original.file.blobId}?download`);
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-disposition') ?? '', /^attachment;.*message\.eml/);
  const bytes = Buffer.from(await answer.arrayBuffer());
  // As it went over the wire, with the line end before the final dot.
  assert.ok(bytes.equals(Buffer.concat([UNREADABLE, Buffer.from('\r\n')])), `${bytes.length} bytes`);

  const readable = 'From: anna@example.org\r\nMessage-ID: <next@example.org>\r\nSubject: Again\r\n\r\nDid it come?';
  assert.equal((await send(readable)).at(-1), 250);
  const both = await waitFor(async () => (await messages()).length === 2 && (await messages()), {
    describe: 'the next mail',
  });
  assert.equal(textOf(both[1] ?? assert.fail()), 'Did it come?');
});

test('sent again, as a sender does that heard no answer, it is the same message', async () => {
  assert.equal((await send(UNREADABLE)).at(-1), 250);
  const last = 'From: anna@example.org\r\nMessage-ID: <last@example.org>\r\n\r\nThat was all.';
  assert.equal((await send(last)).at(-1), 250);
  await waitFor(async () => (await messages()).some((item) => textOf(item) === 'That was all.'), {
    describe: 'the last mail',
  });
  assert.equal((await messages()).length, 3);
});
