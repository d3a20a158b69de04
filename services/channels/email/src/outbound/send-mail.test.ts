import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blobIdOf, conversationIdOf, type EntryId, type Part } from '@onethread/contracts';
import { createMailSimulator, outboundMessage, textPart, waitFor } from '@onethread/testkit';
import { openMailStage, type MailStage } from '../testing/mail-stage.ts';

const ANNA = 'anna@example.org';
const SUPPORT = 'support@localhost';

async function play(run: (mail: MailStage) => Promise<void>, over: Parameters<typeof openMailStage>[0] = {}) {
  await using mail = await openMailStage(over);
  await run(mail);
}

async function reply(mail: MailStage, entryId: string, parts: Part[] = [textPart('Hello Anna')]): Promise<void> {
  const identity = mail.life.host.identity(SUPPORT, ANNA);
  const conversationId = conversationIdOf('the first message' as EntryId);
  await mail.stage.reply(outboundMessage({ entryId, identity, conversationId, agentName: 'Mia', parts }));
}

async function told(mail: MailStage, entryId: string, status: string) {
  return await waitFor(async () => (await mail.stage.statuses(entryId)).find((one) => one.status === status), {
    describe: `${entryId} to be told ${status}`,
  });
}

test('a reply stands in the customer’s own thread: subject, In-Reply-To, References, and it goes on', () =>
  play(async (mail) => {
    const first = await mail.world.write({
      from: ANNA,
      to: SUPPORT,
      subject: 'AW: Re: My order',
      text: 'Where is it?',
    });
    await first.acknowledged;
    await reply(mail, 'r_1');
    const answer = await mail.world.waitForMail(ANNA);
    assert.equal(answer.subject, 'Re: My order');
    assert.equal(answer.messageId, 'r_1.1.0@localhost');
    assert.equal(answer.inReplyTo, first.messageId);
    assert.deepEqual(answer.references, [first.messageId]);
    assert.deepEqual(answer.from, { address: SUPPORT, name: 'Mia' });
    assert.deepEqual(answer.envelope, { from: SUPPORT, to: [ANNA] });
    await told(mail, 'r_1', 'sent');

    const second = await mail.world.write({ from: ANNA, inReplyTo: answer, text: 'Thanks!' });
    await second.acknowledged;
    await reply(mail, 'r_2');
    const next = await mail.world.waitForMail(ANNA, ({ messageId }) => messageId === 'r_2.1.0@localhost');
    assert.equal(next.inReplyTo, second.messageId);
    assert.deepEqual(next.references, [first.messageId, answer.messageId, second.messageId]);
    assert.equal(next.subject, 'Re: My order');
  }));

test('the first word by mail has a subject of its own, and answers nothing', () =>
  play(async (mail) => {
    await reply(mail, 'r_1');
    const { subject, inReplyTo, references } = await mail.world.waitForMail(ANNA);
    assert.deepEqual([subject, inReplyTo, references], ['Hello Anna', undefined, []]);
    await told(mail, 'r_1', 'sent');
    await reply(mail, 'r_2', [textPart('Are you there?')]);
    const second = await mail.world.waitForMail(ANNA, ({ messageId }) => messageId === 'r_2.1.0@localhost');
    assert.deepEqual([second.subject, second.inReplyTo], ['Re: Hello Anna', 'r_1.1.0@localhost']);
  }));

test('the first word without words has a subject all the same, and the customer’s own subject wins later', () =>
  play(async (mail) => {
    await reply(mail, 'r_1', [{ kind: 'location', latitude: 1, longitude: 2 }]);
    const { subject } = await mail.world.waitForMail(ANNA);
    assert.match(subject, /^https:\/\/www\.openstreetmap\.org/);
    const answer = await mail.world.write({ from: ANNA, to: SUPPORT, subject: 'My order', text: 'Hi' });
    await answer.acknowledged;
    await reply(mail, 'r_2');
    const next = await mail.world.waitForMail(ANNA, ({ messageId }) => messageId === 'r_2.1.0@localhost');
    assert.equal(next.subject, 'Re: My order');
  }));

test('a reply is text and HTML of the same words, whatever they look like', () =>
  play(async (mail) => {
    await reply(mail, 'r_1', [textPart('1 < 2 & "so"\nsee https://x.org/a?b=1&c=2.')]);
    const { text, html } = await mail.world.waitForMail(ANNA);
    assert.equal(text, '1 < 2 & "so"\nsee https://x.org/a?b=1&c=2.');
    const link = '<a href="https://x.org/a?b=1&amp;c=2">https://x.org/a?b=1&amp;c=2</a>';
    assert.equal(html, `<div dir="auto">1 &lt; 2 &amp; &quot;so&quot;<br>\nsee ${link}.</div>`);
  }));

test('files go with the words in one mail; a file that is gone fails the reply', () =>
  play(async (mail) => {
    const bytes = Buffer.from('%PDF-1.4 a bill');
    const blobId = blobIdOf('u_1', 0);
    await mail.stage.blobs.put(blobId, bytes, {
      maxBytes: 100,
      contentType: 'application/pdf',
      name: 'Rechnung ä.pdf',
    });
    const file = { kind: 'file' as const, blobId, name: 'Rechnung ä.pdf', contentType: 'application/pdf', size: 15 };
    await reply(mail, 'r_1', [textPart('The bill'), file]);
    const { text, attachments } = await mail.world.waitForMail(ANNA);
    assert.equal(text, 'The bill');
    assert.deepEqual(
      attachments.map(({ name, contentType, bytes: content }) => [name, contentType, Buffer.from(content).toString()]),
      [['Rechnung ä.pdf', 'application/pdf', bytes.toString()]],
    );
    await reply(mail, 'r_2', [{ ...file, blobId: blobIdOf('u_2', 0) }]);
    assert.equal((await told(mail, 'r_2', 'failed')).reason?.code, 'file-missing');
  }));

test('after a lost answer the mail goes again under the same Message-ID, and stands once in the mailbox', () =>
  play(async (mail) => {
    mail.world.faults.next({ kind: 'drop-answer' }, 2);
    await reply(mail, 'r_1');
    await told(mail, 'r_1', 'sent');
    assert.equal(mail.world.deliveriesOf('r_1.1.0@localhost'), 3);
    assert.deepEqual(mail.world.textsFor(ANNA), ['Hello Anna']);
  }));

test('what the mail server refuses for good fails with its words', () =>
  play(async (mail) => {
    mail.world.faults.next({ kind: 'error', row: 'mailbox-unknown' });
    await reply(mail, 'r_1');
    const { reason } = await told(mail, 'r_1', 'failed');
    assert.deepEqual(reason, { code: '550', text: '550 5.1.1 No such user here', permanent: true });
  }));

test('while the mail server is away replies wait in order, over a restart as well', () =>
  play(async (mail) => {
    await mail.world.goDown();
    await reply(mail, 'r_1', [textPart('one')]);
    await reply(mail, 'r_2', [textPart('two')]);
    await told(mail, 'r_1', 'sending');
    await mail.restart();
    await mail.world.comeUp();
    await told(mail, 'r_2', 'sent');
    assert.deepEqual(mail.world.textsFor(ANNA), ['one', 'two']);
  }));

test('with the right password replies go out, with a wrong one they wait and nothing is lost', async () => {
  const credentials = { user: 'onethread', password: 'se:cr@t' };
  const server = await createMailSimulator({ credentials });
  try {
    await play(
      async (mail) => {
        await reply(mail, 'r_1');
        await server.waitForMail(ANNA);
      },
      { relayUrl: server.relayUrl },
    );
    await play(
      async (mail) => {
        await reply(mail, 'r_2');
        await waitFor(() => mail.stage.healthChecks.some((health) => health.check() !== undefined), {
          describe: 'the trouble to be told to operators',
        });
        assert.equal(server.deliveriesOf('r_2.1.0@localhost'), 0);
        assert.ok((await mail.stage.statuses('r_2')).every(({ status }) => status !== 'failed'));
      },
      { relayUrl: server.relayUrl.replace('onethread', 'somebody') },
    );
  } finally {
    await server.close();
  }
});

test('line ends in a name or a subject never become headers', () =>
  play(async (mail) => {
    const subject = 'Hi =?utf-8?q?=0D=0ABcc:_eve@example.org?=';
    await (
      await mail.world.write({ from: ANNA, to: SUPPORT, subject, text: 'Hello' })
    ).acknowledged;
    const identity = mail.life.host.identity(SUPPORT, ANNA);
    await mail.stage.reply(outboundMessage({ entryId: 'r_1', identity, agentName: 'Mia\r\nBcc: eve@example.org' }));
    const { headers, envelope } = await mail.world.waitForMail(ANNA);
    assert.equal(headers.has('bcc'), false);
    assert.deepEqual(envelope.to, [ANNA]);
  }));
