import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { waitFor } from '@onethread/testkit';
import { isThere, openDebianMailServer, whyNoMailServer } from '../testing/debian-mail-server.ts';
import { openMailStage, type MailStage } from '../testing/mail-stage.ts';
import { sendRaw } from '../testing/send-raw.ts';
import { imapMailboxList } from './mailbox-settings.ts';

const PATIENCE_MS = 120_000;
const SUPPORT = 'support@example.test';
const run = promisify(execFile);

const subjects = async (stage: MailStage) => (await stage.messages()).map(({ subject }) => subject);
const arrive = (stage: MailStage, count: number) =>
  waitFor(async () => (await stage.messages()).length >= count, { describe: `${count} mails`, withinMs: PATIENCE_MS });

/** `REQUIRE_PEERS=1` makes a failure of what would be left out. */
function reasonToSkip(reason: string | undefined): string | false {
  if (reason !== undefined && process.env['REQUIRE_PEERS'] === '1') throw new Error(`REQUIRE_PEERS=1, but ${reason}`);
  return reason ?? false;
}

const noServer = reasonToSkip(whyNoMailServer());
const noSwaks = reasonToSkip(isThere('swaks') ? undefined : 'without swaks');

test(
  'what Postfix takes and Dovecot keeps is read while it idles, and after an end of either of us',
  { skip: noServer },
  async () => {
    await using server = await openDebianMailServer();
    const send = (n: number, over = '') =>
      sendRaw({
        port: server.smtpPort,
        to: SUPPORT,
        raw: `From: Anna <anna@example.org>\nTo: ${SUPPORT}\nMessage-ID: <${n}@example.org>\nSubject: ${n}\n${over}\nMail ${n}\n`,
      });
    assert.match(await send(0), /^250/);
    const imapMailboxes = imapMailboxList.parse(
      `imap://${encodeURIComponent(SUPPORT)}:secret@127.0.0.1:${server.imapPort}?tls=none`,
    );
    // The clock looks once in ten minutes: what comes sooner came by IDLE.
    await using stage = await openMailStage({ imapMailboxes }, { pollMs: 600_000, silenceMs: 60_000 });
    const states = stage.stage.metrics.getSingleMetric('onethread_email_imap_mailboxes');
    await waitFor(
      async () =>
        (await states?.get())?.values.some(({ labels, value }) => labels['state'] === 'reading' && value === 1),
      { describe: 'reading', withinMs: PATIENCE_MS },
    );
    assert.match(await send(1), /^250/);
    await arrive(stage, 1);
    assert.match(await send(2, 'Content-Type: text/plain; charset=utf-8\n'), /^250/);
    await arrive(stage, 2);
    await stage.life.service.stop();
    assert.match(await send(3), /^250/);
    await stage.restart();
    await arrive(stage, 3);
    const taken = await subjects(stage);
    assert.deepEqual(taken.slice(-3), ['1', '2', '3']);
    assert.equal(new Set(taken).size, taken.length);
    // Postfix wrote the envelope's sender into the mail.
    assert.deepEqual([...new Set((await stage.messages()).map(({ automatic }) => automatic))], [false]);
  },
);

test(
  'what swaks hands over is taken, and what it must not is refused with the right word',
  { skip: noSwaks },
  async () => {
    await using stage = await openMailStage();
    const swaks = async (...args: string[]) => {
      const server = `127.0.0.1:${stage.smtpPort}`;
      try {
        return (await run('swaks', ['--server', server, '--helo', 'peer.example.org', ...args])).stdout;
      } catch (error) {
        return (error as { stdout: string }).stdout;
      }
    };
    const to = ['--to', 'support@localhost'];
    const sender = ['--from', 'anna@example.org'];
    assert.match(await swaks(...to, ...sender, '--header', 'Subject: Hello'), /<-\s+250[^\n]*\n(?!.*<\*\*)/);
    assert.match(await swaks(...to, '--from', '<>', '--header', 'From: mailer-daemon@example.org'), /<-\s+250/);
    assert.match(await swaks('--to', 'other@localhost', ...sender), /<\*\*\s+550 5\.1\.1/);
    await arrive(stage, 2);
    const messages = await stage.messages();
    assert.deepEqual(
      messages.map(({ automatic }) => automatic),
      [false, true],
    );
  },
);
