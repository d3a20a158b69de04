import assert from 'node:assert/strict';
import { createSign, generateKeyPairSync } from 'node:crypto';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import type { Request } from 'express';
import fc from 'fast-check';
import { BudgetShare, ByteBudget } from './byte-budget.ts';
import { LIMITS } from '../limits.ts';
import { openS3Double, S3_KEY_ID, S3_SECRET } from '../testing/s3-double.ts';
import { MailBucket } from './mail-bucket.ts';
import { takeSes } from './ses.ts';
import { isOfSns, MAX_CERTIFICATES, SnsVerifier } from './sns-message.ts';
import type { PostedMail } from './take-posted-mail.ts';
import { WebhookRefusedError } from './webhook-refusal.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 200);
const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:mails';
const HOST = 'https://sns.eu-west-1.amazonaws.com';
const CERT = `${HOST}/SimpleNotificationService-0123abcd.pem`;
const certificateOf = (n: number) => CERT.replace('.pem', `${n}.pem`);
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

/** Of an S3 action (https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html). */
function storedAt(objectKey: string, bucketName = 'mails') {
  const action = { type: 'S3', topicArn: TOPIC, bucketName, objectKeyPrefix: 'in/', objectKey };
  return signed({
    Type: 'Notification',
    Message: JSON.stringify({
      notificationType: 'Received',
      mail: { source: 'anna@example.org', messageId: 'm1' },
      receipt: { recipients: ['support@localhost'], action },
    }),
  });
}

const bucketAt = (url: string, secretAccessKey = S3_SECRET) =>
  new MailBucket({ bucket: 'mails', region: 'eu-west-1', accessKeyId: S3_KEY_ID, secretAccessKey, url });

async function play(body: unknown, bucket?: MailBucket) {
  const asked: string[] = [];
  const fetchText = (url: string) => {
    asked.push(url);
    return Promise.resolve(publicKey.export({ type: 'spki', format: 'pem' }).toString());
  };
  const verifier = new SnsVerifier([TOPIC], fetchText);
  const mails: PostedMail[] = [];
  const bytes = typeof body === 'string' ? body : JSON.stringify(body);
  using share = new BudgetShare(new ByteBudget(100_000_000));
  const request = Readable.from([Buffer.from(bytes)]) as unknown as Request;
  await takeSes(request, share, { verifier, fetchText, bucket }, (mail) => Promise.resolve(void mails.push(mail)));
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

test('of too many certificates the one that was needed longest ago is fetched again', async () => {
  const asked: string[] = [];
  const verifier = new SnsVerifier([TOPIC], (url) => {
    asked.push(url);
    return Promise.resolve(publicKey.export({ type: 'spki', format: 'pem' }).toString());
  });
  const message = signed({ Type: 'Notification', Message: received() });
  const verify = (n: number) =>
    verifier.verified(Buffer.from(JSON.stringify({ ...message, SigningCertURL: certificateOf(n) })));
  for (let n = 0; n < MAX_CERTIFICATES; n += 1) await verify(n);
  await verify(0);
  assert.equal(asked.length, MAX_CERTIFICATES);
  await verify(MAX_CERTIFICATES);
  asked.length = 0;
  await verify(0);
  await verify(2);
  await verify(1);
  assert.deepEqual(asked, [certificateOf(1)]);
});

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

test('a mail that SES put into our bucket is fetched from there, signed, whatever its key', async () => {
  await using s3 = await openS3Double();
  for (const [key, path] of [
    ['in/d6iitobk75ur44p8kdnnp7g2n800', 'in/d6iitobk75ur44p8kdnnp7g2n800'],
    ['in/ä b+c&d=e?f', 'in/%C3%A4%20b%2Bc%26d%3De%3Ff'],
    ["in/(1)'!*~", 'in/%281%29%27%21%2A~'],
  ] as const) {
    s3.objects.set(`/mails/${path}`, Buffer.from(RAW));
    const { mails } = await play(storedAt(key), bucketAt(s3.url));
    assert.deepEqual(
      mails.map(({ raw, isCut, sender, recipients }) => [raw.toString(), isCut, sender, recipients]),
      [[RAW, false, 'anna@example.org', ['support@localhost']]],
    );
  }
});

test('of a mail that is too large only its beginning is taken', async () => {
  await using s3 = await openS3Double();
  s3.objects.set('/mails/in/large', Buffer.concat([Buffer.from(RAW), Buffer.alloc(LIMITS.mailBytes * 1.5, 'x')]));
  const [mail] = (await play(storedAt('in/large'), bucketAt(s3.url))).mails;
  assert.equal(mail?.isCut, true);
  assert.ok(mail.raw.length > LIMITS.mailBytes && mail.raw.length < LIMITS.mailBytes * 1.2);
});

test('a mail in another bucket, an encrypted one, or one without a bucket of ours is refused, and nothing else is asked', async () => {
  await using s3 = await openS3Double();
  await assert.rejects(play(storedAt('in/x', 'others'), bucketAt(s3.url)), { code: 'unauthorised' });
  await assert.rejects(play(storedAt('in/x', '../others'), bucketAt(s3.url)), { code: 'unauthorised' });
  await assert.rejects(play(storedAt('in/x')), { code: 'malformed' });
  assert.equal(s3.asked.length, 0);
  s3.objects.set('/mails/in/x', Buffer.from('secret'));
  s3.headers.set('x-amz-meta-x-amz-cek-alg', 'AES/GCM/NoPadding');
  await assert.rejects(play(storedAt('in/x'), bucketAt(s3.url)), { code: 'malformed' });
  s3.asked.length = 0;
  for (const key of ['../others/x', 'in/../../others/x', './x', '..'])
    await assert.rejects(play(storedAt(key), bucketAt(s3.url)), { code: 'malformed' });
  assert.equal(s3.asked.length, 0);
});

test('what S3 does not give now is told again: wrong credentials, no such mail, faults, redirects, nobody there', async () => {
  const s3 = await openS3Double();
  s3.objects.set('/mails/in/x', Buffer.from(RAW));
  const later = { code: 'intake-unavailable', retryable: true };
  await assert.rejects(play(storedAt('in/x'), bucketAt(s3.url, 'another secret of AWS')), later);
  await assert.rejects(play(storedAt('in/missing'), bucketAt(s3.url)), later);
  s3.headers.set('location', 'http://127.0.0.1:1/');
  for (const fault of [500, 503, 301, 307, 206]) {
    s3.fault = fault;
    await assert.rejects(play(storedAt('in/x'), bucketAt(s3.url)), later, String(fault));
  }
  await s3[Symbol.asyncDispose]();
  await assert.rejects(play(storedAt('in/x'), bucketAt(s3.url)), later);
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
