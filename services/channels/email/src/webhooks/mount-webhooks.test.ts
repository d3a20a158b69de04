import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { blobIdOf } from '@onethread/contracts';
import { LIMITS } from '../limits.ts';
import { openMailStage, type MailStage } from '../testing/mail-stage.ts';
import {
  MAILGUN_KEY,
  mailgunPost,
  post,
  postmarkPost,
  SECRET,
  sendGridPost,
  type ProviderPost,
} from '../testing/provider-posts.ts';

const SECRETS = { mailgunKey: MAILGUN_KEY, sendgridSecret: SECRET, postmarkSecret: SECRET };

/** A name in Latin-1, as old mail programs write it: no UTF-8. */
const RAW = Buffer.from(
  [
    'Return-Path: <anna@example.org>',
    'From: Anna <Anna@Example.org>',
    'To: support@localhost',
    'Message-ID: <one@example.org>',
    'Subject: Order',
    'Content-Type: text/plain; charset=iso-8859-1',
    'Content-Transfer-Encoding: 8bit',
    '',
    'Größe 38',
    '',
  ].join('\r\n'),
  'latin1',
);

async function play(run: (stage: MailStage, send: (given: ProviderPost) => Promise<number>) => Promise<void>) {
  await using stage = await openMailStage(SECRETS);
  await run(stage, (given) => post(stage.stage.http.publicUrl, given));
}

const PROVIDERS = [
  { name: 'Mailgun', make: mailgunPost, never: 406, oversize: 406 },
  { name: 'SendGrid', make: sendGridPost, never: 422, oversize: 413 },
  { name: 'Postmark', make: postmarkPost, never: 403, oversize: 403 },
] as const;

for (const { name, make, oversize } of PROVIDERS) {
  test(`${name}: a mail comes byte for byte, and again it is the same message`, () =>
    play(async (stage, send) => {
      assert.equal(await send(make(RAW)), 200);
      assert.equal(await send(make(RAW)), 200);
      const messages = await stage.messages();
      assert.equal(new Set(messages.map(({ entryId }) => entryId)).size, 1);
      const [message] = messages;
      assert.equal(message?.identity.externalId, 'anna@example.org');
      assert.equal(message.subject, 'Order');
      assert.ok(message.parts[0]?.kind === 'text' && message.parts[0].text === 'Größe 38');
      const original = await stage.stage.blobs.open(blobIdOf(message.entryId, 1_000));
      assert.deepEqual(Buffer.concat((await original.toArray()) as Buffer[]), RAW);
    }));

  test(`${name}: while the log fails it is asked to come again, and then the mail is taken`, () =>
    play(async (stage, send) => {
      const given = make(RAW);
      stage.stage.failPublishing('refused');
      assert.equal(await send(given), 503);
      stage.stage.failPublishing(undefined);
      // The very same call: what proves it was not used up.
      assert.equal(await send(given), 200);
      assert.equal((await stage.messages()).length, 1);
    }));

  test(`${name}: a mail that is too large is shown by its header, a call that is larger still is refused`, () =>
    play(async (stage, send) => {
      const large = Buffer.concat([RAW, Buffer.alloc(LIMITS.mailBytes, `${'x'.repeat(70)}\r\n`)]);
      assert.equal(await send(make(large)), 200);
      const [message] = await stage.messages();
      assert.deepEqual(message?.parts[0], { kind: 'unsupported', providerKind: 'mail too large' });
      assert.equal(message.subject, 'Order');
      const path = make(RAW).path;
      assert.equal(await send({ ...make(RAW), path, body: 'x'.repeat(LIMITS.webhookBytes + 1) }), oversize);
    }));

  test(`${name}: what is no such call is refused and forgotten`, () =>
    play(async (stage, send) => {
      const { path, headers = {} } = make(RAW);
      for (const body of ['', '{"RawEmail":', '{}', '[1]', 'null', '--x\r\n', 'a=b&c']) {
        for (const type of [
          'application/json',
          'multipart/form-data; boundary=x',
          'multipart/form-data',
          'text/plain',
        ]) {
          const status = await send({ path, body, headers: { ...headers, 'content-type': type } });
          assert.ok(status === 400 || status === 401, `${type} ${body}: ${status}`);
        }
      }
      assert.deepEqual(await stage.messages(), []);
    }));
}

test('mail for none of our mailboxes is refused with the word for never again; a forwarded one is ours by its header', () =>
  play(async (stage, send) => {
    const foreign = RAW.toString('latin1').replace('To: support@', 'To: other@');
    assert.equal(await send(mailgunPost(foreign, { recipient: 'other@localhost' })), 406);
    assert.equal(await send(sendGridPost(foreign, { envelope: { to: ['other@localhost'] } })), 422);
    assert.equal(await send(postmarkPost(foreign, { recipient: 'other@localhost' })), 403);
    const forwarded = `Delivered-To: Support+x@localhost\r\n${foreign}`;
    assert.equal(await send(mailgunPost(forwarded, { recipient: 'hash@inbound.example' })), 200);
    assert.deepEqual(
      (await stage.messages()).map(({ identity }) => identity.account),
      ['support@localhost'],
    );
  }));

test('without the secret nothing is taken, and a provider without a secret of ours is not there', async () => {
  await play(async (stage, send) => {
    const now = Math.floor(Date.now() / 1_000);
    assert.equal(await send(mailgunPost(RAW, {}, { signature: 'ab'.repeat(32) })), 401);
    assert.equal(await send(mailgunPost(RAW, {}, { timestamp: now - 3_600 })), 401);
    assert.equal(await send(mailgunPost(RAW, {}, { timestamp: now + 3_600 })), 401);
    assert.equal(await send(sendGridPost(RAW, { secret: 'another one of sixteen' })), 401);
    assert.equal(await send({ ...sendGridPost(RAW), path: 'sendgrid' }), 401);
    assert.equal(await send(postmarkPost(RAW, { secret: 'another one of sixteen' })), 401);
    assert.deepEqual(await stage.messages(), []);
  });
  await using stage = await openMailStage();
  for (const given of [mailgunPost(RAW), sendGridPost(RAW), postmarkPost(RAW)]) {
    assert.equal(await post(stage.stage.http.publicUrl, given), 404);
  }
});

test('a signature of Mailgun counts for one mail', () =>
  play(async (stage, send) => {
    const proof = { token: 'the same twice' };
    assert.equal(await send(mailgunPost(RAW, {}, proof)), 200);
    const forged = RAW.toString('latin1').replace('<one@', '<two@');
    assert.equal(await send(mailgunPost(forged, {}, proof)), 406);
    assert.equal((await stage.messages()).length, 1);
  }));

test('openssl’s signature of a form that curl would send is Mailgun’s', () =>
  play(async (stage, send) => {
    const [timestamp, token] = [Math.floor(Date.now() / 1_000), 'f'.repeat(50)];
    const args = ['dgst', '-sha256', '-hmac', MAILGUN_KEY, '-r'];
    const signature = execFileSync('openssl', args, { input: `${timestamp}${token}` })
      .toString()
      .slice(0, 64);
    const fields = { timestamp: String(timestamp), token, signature, recipient: 'support@localhost', sender: '' };
    const body = new URLSearchParams({ ...fields, 'body-mime': RAW.toString('ascii') });
    assert.equal(await send({ path: 'mailgun', body }), 200);
    // The null sender: nobody is to be answered.
    assert.equal((await stage.messages())[0]?.automatic, true);
  }));

test('Postmark’s raw mail may be text, and its secret stand in the path', () =>
  play(async (stage, send) => {
    const raw = 'From: anna@example.org\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nGrüße\r\n';
    assert.equal(
      await send({
        ...postmarkPost(raw, { encoding: 'utf8' }),
        path: `postmark/${encodeURIComponent(SECRET)}`,
        headers: { 'content-type': 'application/json' },
      }),
      200,
    );
    const [part] = (await stage.messages())[0]?.parts ?? [];
    assert.ok(part?.kind === 'text' && part.text === 'Grüße');
  }));
