import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blobIdOf, conversationIdOf, type EntryId } from '@onethread/contracts';
import { DOT_PNG, outboundMessage, textPart, waitFor } from '@onethread/testkit';
import { LIMITS } from '../limits.ts';
import { openMailStage, type MailStage } from '../testing/mail-stage.ts';
import { sendRaw } from '../testing/send-raw.ts';

const ANNA = 'Anna Berg <anna@example.org>';
const SUPPORT = 'support@localhost';

async function play(run: (mail: MailStage) => Promise<void>, over: Parameters<typeof openMailStage>[0] = {}) {
  await using mail = await openMailStage(over);
  await run(mail);
}

async function only(mail: MailStage) {
  const [message, ...others] = await mail.messages();
  assert.equal(others.length, 0);
  assert.ok(message !== undefined);
  return message;
}

test('a mail with files becomes one message: who, what about, text, files with their bytes, and the original', () =>
  play(async (mail) => {
    const written = await mail.world.write({
      from: ANNA,
      to: SUPPORT,
      subject: 'My order',
      text: 'Where is it?\nHere is the bill.',
      attachments: [{ name: 'bill.png', contentType: 'application/pdf', bytes: DOT_PNG }],
    });
    await written.acknowledged;
    const message = await only(mail);
    assert.equal(message.subject, 'My order');
    assert.deepEqual(message.profile, { name: 'Anna Berg', address: 'anna@example.org', email: 'anna@example.org' });
    assert.equal(message.identity.externalId, 'anna@example.org');
    assert.equal(message.automatic, false);
    const [text, file] = message.parts;
    assert.deepEqual(text, textPart('Where is it?\nHere is the bill.'));
    assert.ok(file?.kind === 'image' && file.contentType === 'image/png' && file.name === 'bill.png');
    const bytes = await (await mail.stage.blobs.open(file.blobId)).toArray();
    assert.deepEqual(Buffer.concat(bytes as Buffer[]), DOT_PNG);
    assert.equal((await mail.stage.blobs.info(blobIdOf(message.entryId, 1_000)))?.name, 'message.eml');
  }));

test('a picture inside a page is named by its file, so that the page can show it', () =>
  play(async (mail) => {
    const lines = [
      'From: anna@example.org',
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; boundary=b',
      '',
      '--b',
      'Content-Type: text/html',
      '',
      '<p>Look <img src="cid:x"></p>',
      '--b',
      'Content-Type: image/png',
      'Content-ID: <x>',
      'Content-Transfer-Encoding: base64',
      '',
      DOT_PNG.toString('base64'),
      '--b--',
    ];
    assert.match(await sendRaw({ port: mail.smtpPort, raw: lines.join('\n') }), /^250/);
    const [text, picture] = (await only(mail)).parts;
    assert.ok(picture?.kind === 'image' && text?.kind === 'text');
    assert.equal(text.html, `<p>Look <img src="cid:${picture.blobId}" /></p>`);
  }));

test('of an answer only what is new is shown, and all of it can be reached', () =>
  play(async (mail) => {
    const text = 'Yes please\n\nOn Tue, 3 Mar 2026, Mia <m@x.org> wrote:\n> Shall we?';
    await (
      await mail.world.write({ from: ANNA, to: SUPPORT, text })
    ).acknowledged;
    const [part] = (await only(mail)).parts;
    assert.ok(part?.kind === 'text');
    assert.equal(part.text, 'Yes please');
    assert.match(part.html ?? '', /&gt; Shall we\?/);
  }));

test('of a mail that brings a code only the code is shown, and all of it can be reached', () =>
  play(async (mail) => {
    const text = 'OT-7KQ4-M2XF\n\nBest regards,\nAnna Berg\n\nOn Tue, 3 Mar 2026, Mia <m@x.org> wrote:\n> Your code';
    await (
      await mail.world.write({ from: ANNA, to: SUPPORT, text })
    ).acknowledged;
    const [part, ...others] = (await only(mail)).parts;
    assert.ok(part?.kind === 'text' && others.length === 0);
    assert.equal(part.text, 'OT-7KQ4-M2XF');
    assert.match(part.html ?? '', /Anna Berg/);
  }));

test('a text longer than a message may be is cut, and comes whole as a file', () =>
  play(async (mail) => {
    const text = 'ä word after a word, '.repeat(20_000).trim();
    await (
      await mail.world.write({ from: ANNA, to: SUPPORT, text })
    ).acknowledged;
    const [part, file] = (await only(mail)).parts;
    assert.ok(part?.kind === 'text' && part.text.length < text.length && part.text.endsWith('…'));
    assert.ok(file?.kind === 'file');
    assert.equal(
      Buffer.concat((await (await mail.stage.blobs.open(file.blobId)).toArray()) as Buffer[]).toString(),
      text,
    );
  }));

test('a mail to two mailboxes of ours, one with a tag, is a message to each', () =>
  play(
    async (mail) => {
      const to = ['support@localhost', 'Sales+spring@localhost'];
      await (
        await mail.world.write({ from: ANNA, to, text: 'Hello both' })
      ).acknowledged;
      const messages = await mail.messages();
      assert.deepEqual(messages.map(({ identity }) => identity.account).toSorted(), ['sales@localhost', SUPPORT]);
      assert.equal(new Set(messages.map(({ entryId }) => entryId)).size, 2);
    },
    { mailboxes: ['support@localhost', 'sales@localhost'] },
  ));

test('the same mail by another way has the same id; the same Message-ID with other words another', () =>
  play(async (mail) => {
    for (const [route, words] of [
      ['by a', 'Hello'],
      ['by b', 'Hello'],
      ['by a', 'Goodbye'],
    ]) {
      const raw = `Received: ${route}\nFrom: anna@example.org\nMessage-ID: <one@example.org>\n\n${words}\n`;
      assert.match(await sendRaw({ port: mail.smtpPort, raw }), /^250/);
    }
    const ids = (await mail.messages()).map(({ entryId }) => entryId);
    assert.equal(ids[0], ids[1]);
    assert.notEqual(ids[0], ids[2]);
  }));

test('an answer names the conversation by its signed address and the mail by its id; a forged address names nothing', () =>
  play(async (mail) => {
    await (
      await mail.world.write({ from: ANNA, to: SUPPORT, subject: 'Hi', text: 'Hello' })
    ).acknowledged;
    const { identity } = await only(mail);
    const conversationId = conversationIdOf('the first message' as EntryId);
    await mail.stage.reply(outboundMessage({ entryId: 'r_1', conversationId, identity }));
    const reply = await mail.world.waitForMail('anna@example.org');
    assert.match(reply.replyTo ?? '', /^support\+t_[a-z2-7]{48}@localhost$/);

    await (
      await mail.world.write({ from: ANNA, inReplyTo: reply, text: 'Thanks' })
    ).acknowledged;
    const [, answer] = await mail.messages();
    assert.deepEqual(answer?.threadRefs, [
      { kind: 'conversation', value: conversationId },
      { kind: 'message', value: 'r_1.1.0@localhost' },
    ]);

    const forged = (reply.replyTo ?? '').replace(/.@/, (end) => (end === 'a@' ? 'b@' : 'a@'));
    await (
      await mail.world.write({ from: ANNA, to: forged, text: 'Let me in' })
    ).acknowledged;
    assert.deepEqual((await mail.messages())[2]?.threadRefs, []);
  }));

test('an out-of-office answer is automatic', () =>
  play(async (mail) => {
    const headers = { 'Auto-Submitted': 'auto-replied' };
    await (
      await mail.world.write({ from: ANNA, to: SUPPORT, text: 'I am away', headers })
    ).acknowledged;
    assert.equal((await only(mail)).automatic, true);
  }));

test('a reply that comes back is told as failed with the server’s words; a delay is not', () =>
  play(async (mail) => {
    const identity = mail.life.host.identity(SUPPORT, 'anna@example.org');
    await mail.stage.reply(outboundMessage({ entryId: 'r_1', identity }));
    const { messageId } = await mail.world.waitForMail('anna@example.org');
    await mail.world.bounce(messageId, { action: 'delayed' })?.acknowledged;
    await mail.world.bounce(messageId, { diagnostic: '550 5.1.1 gone away' })?.acknowledged;
    const told = (await mail.stage.statuses('r_1')).at(-1);
    assert.equal(told?.status, 'failed');
    assert.deepEqual(told.reason, { code: '5.1.1', text: '550 5.1.1 gone away', permanent: true });
    assert.equal((await mail.stage.statuses('r_1')).filter(({ status }) => status === 'failed').length, 1);
    assert.deepEqual(await mail.messages(), []);
  }));

test('a report on a mail that is not ours is shown as an automatic message', () =>
  play(async (mail) => {
    const raw = [
      'From: mailer-daemon@mx.example.org',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'It failed.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Action: failed',
      'Status: 5.1.1',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      'Message-ID: <r_1.1.0@localhost>',
      '--b--',
    ].join('\n');
    assert.match(await sendRaw({ port: mail.smtpPort, from: '', raw }), /^250/);
    const message = await only(mail);
    assert.equal(message.automatic, true);
    assert.ok(message.parts[0]?.kind === 'text' && message.parts[0].text.startsWith('It failed.'));
  }));

test('nobody else’s mail is taken, with 550, and as many recipients as anybody needs', () =>
  play(async (mail) => {
    assert.match(await sendRaw({ port: mail.smtpPort, to: 'other@localhost', raw: 'Hi' }), /^550 5\.1\.1/);
    const to = Array.from({ length: LIMITS.recipients + 10 }, (_, at) => `support+${at}@localhost`);
    assert.match(await sendRaw({ port: mail.smtpPort, to, raw: 'From: anna@example.org\n\nHi' }), /^250/);
    assert.equal((await mail.messages()).length, 1);
  }));

test('while our own store fails a mail is refused for now, and taken when it is back', () =>
  play(async (mail) => {
    mail.stage.storeFaults.before = () => {
      throw new Error('the disk is gone');
    };
    const raw = 'From: anna@example.org\nMessage-ID: <a@example.org>\n\nHello';
    assert.match(await sendRaw({ port: mail.smtpPort, raw }), /^451/);
    delete mail.stage.storeFaults.before;
    assert.match(await sendRaw({ port: mail.smtpPort, raw }), /^250/);
    await only(mail);
  }));

test('of a mail of ten thousand parts as many files are shown as it may have, and the original', () =>
  play(async (mail) => {
    const parts = Array.from({ length: 10_000 }, (_, at) => `--b\nContent-Type: text/x-${at}\n\nx`);
    const raw = ['From: anna@example.org', 'Content-Type: multipart/mixed; boundary=b', '', ...parts, '--b--'].join(
      '\n',
    );
    assert.match(await sendRaw({ port: mail.smtpPort, raw }), /^250/);
    const message = await only(mail);
    assert.equal(message.parts.filter(({ kind }) => kind === 'file').length, LIMITS.attachments + 1);
    assert.deepEqual(message.parts.at(-1), {
      kind: 'missing-file',
      name: '9900 more attachments',
      reason: 'a mail may have 100 attachments',
    });
    assert.equal(message.identity.externalId, 'anna@example.org');
  }));

for (const [what, raw] of [
  ['parts in parts in parts', nested(400)],
  ['a hundred thousand quoted lines', `From: anna@example.org\n\n${'> old\n'.repeat(100_000)}`],
  ['a megabyte of line ends', `From: anna@example.org\n\n${'\n'.repeat(1_000_000)}Hello`],
  ['a megabyte of tags', `From: anna@example.org\nContent-Type: text/html\n\n${'<p><b>'.repeat(160_000)}Hello`],
  ['thousands of header lines', `From: anna@example.org\n${'X-A: b\n'.repeat(20_000)}\nHello`],
  ['a thousand recipients in its header', `From: anna@example.org\nTo: ${'a@b.org, '.repeat(20_000)}c@d.org\n\nHello`],
  ['a thousand references', `From: anna@example.org\nReferences: ${'<a@localhost> '.repeat(10_000)}\n\nHello`],
] as const) {
  test(`a mail with ${what} is taken, and so is the next one`, () =>
    play(async (mail) => {
      assert.match(await sendRaw({ port: mail.smtpPort, raw }), /^250/);
      await (
        await mail.world.write({ from: 'bert@example.org', to: SUPPORT, text: 'Hello' })
      ).acknowledged;
      await waitFor(async () => (await mail.messages()).length === 2, { describe: 'both mails' });
    }));
}

function nested(depth: number): string {
  const heads = Array.from(
    { length: depth },
    (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
  );
  return `From: anna@example.org\n${heads.join('')}Content-Type: text/plain\n\ndeep words`;
}
