import assert from 'node:assert/strict';
import { createSign, generateKeyPairSync } from 'node:crypto';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import type { Request } from 'express';
import fc from 'fast-check';
import { BudgetShare, ByteBudget } from './byte-budget.ts';
import { takeSes } from './ses.ts';
import { isOfSns, SnsVerifier } from './sns-message.ts';
import type { PostedMail } from './take-posted-mail.ts';
import { WebhookRefusedError } from './webhook-refusal.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 200);
const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:mails';
const HOST = 'https://sns.eu-west-1.amazonaws.com';
const CERT = `${HOST}/SimpleNotificationService-0123abcd.pem`;
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const RAW = 'From: anna@example.org\r\nSubject: Hi\r\n\r\nHello\r\n';

/** Signed as SNS does it: names and values of some fields, by their names. */
function signed(fields: Readonly<Record<string, string>>, version = '2'): Record<string, string> {
  const whole = { MessageId: 'm', TopicArn: TOPIC, Timestamp: '2026-03-01T00:00:00.000Z', ...fields };
  const words = Object.entries(whole).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const sign = createSign(version === '2' ? 'RSA-SHA256' : 'RSA-SHA1');
  sign.update(words.map(([name, value]) => `${name}\n${value}\n`).join(''));
  const Signature = sign.sign(privateKey, 'base64');
  return { ...whole, Signature, SignatureVersion: version, SigningCertURL: CERT };
}

function received(over: { readonly encoding?: BufferEncoding } = {}): string {
  const encoding = over.encoding ?? 'utf8';
  return JSON.stringify({
    notificationType: 'Received',
    mail: { source: 'anna@example.org' },
    receipt: {
      recipients: ['support@localhost'],
      action: { type: 'SNS', encoding: encoding === 'utf8' ? 'UTF-8' : 'BASE64' },
    },
    content: Buffer.from(RAW).toString(encoding),
  });
}

async function play(body: unknown) {
  const asked: string[] = [];
  const fetchText = (url: string) => {
    asked.push(url);
    return Promise.resolve(publicKey.export({ type: 'spki', format: 'pem' }).toString());
  };
  const verifier = new SnsVerifier([TOPIC], fetchText);
  const mails: PostedMail[] = [];
  const bytes = typeof body === 'string' ? body : JSON.stringify(body);
  using share = new BudgetShare(new ByteBudget(1_000_000));
  const request = Readable.from([Buffer.from(bytes)]) as unknown as Request;
  await takeSes(request, share, { verifier, fetchText }, (mail) => Promise.resolve(void mails.push(mail)));
  return { asked, mails };
}

for (const version of ['1', '2']) {
  test(`a mail in a message that SNS signed (version ${version}) is taken, as text or in base64`, async () => {
    for (const encoding of ['utf8', 'base64'] as const) {
      const { asked, mails } = await play(signed({ Type: 'Notification', Message: received({ encoding }) }, version));
      assert.deepEqual(asked, [CERT]);
      assert.deepEqual(
        mails.map(({ raw, sender, recipients }) => [raw.toString(), sender, recipients]),
        [[RAW, 'anna@example.org', ['support@localhost']]],
      );
    }
  });
}

test('a subscription of our topic is confirmed, at an address of SNS only', async () => {
  const ask = { Type: 'SubscriptionConfirmation', Message: 'Confirm', Token: 't' };
  const SubscribeURL = `${HOST}/?Action=ConfirmSubscription&Token=t`;
  assert.deepEqual((await play(signed({ ...ask, SubscribeURL }))).asked, [CERT, SubscribeURL]);
  const elsewhere = signed({ ...ask, SubscribeURL: 'https://sns.eu-west-1.amazonaws.com.evil.example/' });
  await assert.rejects(play(elsewhere), { code: 'unauthorised' });
});

test('what another topic, another key or another certificate signed is refused, and nothing else is fetched', async () => {
  const good = signed({ Type: 'Notification', Message: received() });
  for (const over of [
    { TopicArn: `${TOPIC}2` },
    { Message: `${received()} ` },
    { Subject: 'added' },
    { Signature: 'AAAA' },
    { SigningCertURL: 'https://evil.example/SimpleNotificationService-0123abcd.pem' },
    { SigningCertURL: `${HOST}/other.pem` },
    { SigningCertURL: CERT.replace('https', 'http') },
  ]) {
    await assert.rejects(play({ ...good, ...over }), { code: 'unauthorised' });
  }
  for (const url of [
    'https://sns.amazonaws.com',
    'https://a@sns.eu-west-1.amazonaws.com',
    `${HOST}:8443/`,
    'file:///x',
  ]) {
    assert.equal(isOfSns(url), false, url);
  }
});

test('whatever is posted is a mail or refused', () =>
  fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.json(),
        fc.string(),
        fc.record({ Type: fc.constantFrom('Notification', 'x'), Message: fc.json() }).map((fields) => signed(fields)),
      ),
      async (body) => {
        try {
          await play(body);
        } catch (error) {
          assert.ok(error instanceof WebhookRefusedError, String(error));
        }
      },
    ),
    { numRuns: RUNS },
  ));
