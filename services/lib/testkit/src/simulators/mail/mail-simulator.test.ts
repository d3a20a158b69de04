import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createTransport } from 'nodemailer';
import { createMailSimulator, MAIL_ERRORS, MAIL_ERROR_NAMES, waitFor } from '../../index.ts';

/** One simulator is the world, a second one stands for our intake. */
async function start(t: TestContext) {
  const intake = await createMailSimulator();
  t.after(() => intake.close());
  const mail = await createMailSimulator({
    smtpPort: Number(new URL(intake.relayUrl).port),
    retryAfterMs: (_attempt, outcome) => (outcome.kind === 'answered' && outcome.status >= 500 ? undefined : 5),
  });
  t.after(() => mail.close());
  const relay = (text: string) =>
    createTransport({ host: '127.0.0.1', port: Number(new URL(mail.relayUrl).port), ignoreTLS: true }).sendMail({
      from: 'support@localhost',
      to: 'anna@example.org',
      subject: 'Our answer',
      text,
      messageId: `<${text}@localhost>`,
    });
  return { mail, intake, relay };
}

test('a mail reaches the intake as proper MIME, with its attachment', async (t) => {
  const { mail, intake } = await start(t);
  const { messageId, acknowledged } = await mail.write({
    from: 'Anna <anna@example.org>',
    to: 'support@localhost',
    subject: 'Grüße',
    text: 'hello',
    html: '<p>hello</p>',
    attachments: [{ name: 'a.txt', contentType: 'text/plain', bytes: Buffer.from('attached') }],
  });
  await acknowledged;
  const [received] = intake.mailsFor('support@localhost');
  assert.equal(received?.subject, 'Grüße');
  assert.equal(received?.messageId, messageId);
  assert.equal(Buffer.from(received?.attachments[0]?.bytes ?? []).toString(), 'attached');
  assert.equal(mail.messagesOf('anna@example.org')[0]?.text, 'hello');
});

test('an answer refers to the mail that was received and quotes it', async (t) => {
  const { mail, intake, relay } = await start(t);
  await relay('our-answer');
  const received = await mail.waitForMail('anna@example.org');
  await (
    await mail.write({ from: 'anna@example.org', text: 'thanks', inReplyTo: received, quoting: true })
  ).acknowledged;
  const [answer] = intake.mailsFor('support@localhost');
  assert.equal(answer?.inReplyTo, 'our-answer@localhost');
  assert.deepEqual(answer?.references, ['our-answer@localhost']);
  assert.equal(answer?.subject, 'Re: Our answer');
  assert.match(answer?.text ?? '', /^thanks[\s\S]*> our-answer/);
});

test('each row of the error table is answered with its code and nothing is kept', async (t) => {
  const { mail, relay } = await start(t);
  for (const name of MAIL_ERROR_NAMES) {
    mail.faults.next({ kind: 'error', row: name });
    const hasItsCode = (error: { responseCode?: number }) => error.responseCode === MAIL_ERRORS[name].code;
    await assert.rejects(relay('refused'), hasItsCode, name);
  }
  assert.equal(mail.mailsFor('anna@example.org').length, 0);
});

test('a dropped answer leaves the mail delivered; a dropped request does not', async (t) => {
  const { mail, relay } = await start(t);
  mail.faults.next({ kind: 'drop-answer' });
  await assert.rejects(relay('delivered'));
  mail.faults.next({ kind: 'drop-request' });
  await assert.rejects(relay('lost'));
  assert.deepEqual(mail.textsFor('anna@example.org'), ['delivered']);
});

test('the customers’ mail server comes again while the intake is down, and gives up on 5xx', async (t) => {
  const { mail, intake } = await start(t);
  await intake.goDown();
  const { acknowledged } = await mail.write({ from: 'anna@example.org', to: 'support@localhost', text: 'patience' });
  await waitFor(() => mail.deliveries.open === 1, { describe: 'the delivery to be open' });
  await intake.comeUp();
  await acknowledged;
  intake.faults.next({ kind: 'error', row: 'mailbox-unknown' });
  const refused = await mail.write({ from: 'anna@example.org', to: 'nobody@localhost', text: 'x' });
  await assert.rejects(refused.acknowledged, { code: 'delivery-given-up' });
});

test('a mail is sent twice on demand, under the same Message-ID', async (t) => {
  const { mail, intake } = await start(t);
  mail.deliveries.sendTwice();
  const { messageId, acknowledged } = await mail.write({
    from: 'anna@example.org',
    to: 'support@localhost',
    text: 'x',
  });
  await acknowledged;
  assert.equal(intake.deliveriesOf(messageId), 2);
  assert.equal(intake.mailsFor('support@localhost').length, 1);
});

test('a bounce reports the mail to its sender with the null sender', async (t) => {
  const { mail, intake, relay } = await start(t);
  await relay('undeliverable');
  await mail.bounce('undeliverable@localhost')?.acknowledged;
  const [report] = intake.mailsFor('support@localhost');
  assert.equal(report?.envelope.from, '');
  assert.match(report?.raw.toString() ?? '', /Final-Recipient: rfc822; anna@example\.org[\s\S]*Status: 5\.1\.1/);
});

test('a server reports in words as well, and may name neither the mail nor its recipient', async (t) => {
  const { mail, intake, relay } = await start(t);
  await relay('undeliverable');
  await mail.bounce('undeliverable@localhost', { form: 'words' })?.acknowledged;
  await mail.bounce('undeliverable@localhost', { form: 'bare' })?.acknowledged;
  const [words, bare] = intake.mailsFor('support@localhost');
  assert.match(words?.text ?? '', /<anna@example\.org>:\n550 5\.1\.1[\s\S]*Message-ID: <undeliverable@localhost>/i);
  assert.match(bare?.text ?? '', /550 5\.1\.1/);
  assert.doesNotMatch(bare?.text ?? '', /anna|undeliverable@/);
});

test('a reader’s complaint comes as a feedback report', async (t) => {
  const { mail, intake, relay } = await start(t);
  await relay('unwanted');
  await mail.complain('unwanted@localhost')?.acknowledged;
  const [report] = intake.mailsFor('support@localhost');
  assert.match(report?.raw.toString() ?? '', /Feedback-Type: abuse[\s\S]*Message-ID: <unwanted@localhost>/i);
});
