import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { blobIdOf, type InboundRecord } from '@onethread/contracts';
import { DOT_PNG } from '@onethread/testkit';
import { LIMITS } from '../limits.ts';
import { DnsDouble } from '../testing/dns-double.ts';
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
import {
  mailgunParsedPost,
  postmarkParsedPost,
  rawOf,
  sendGridParsedPost,
  type SampleMail,
} from '../testing/taken-apart-posts.ts';

const SECRETS = { mailgunKey: MAILGUN_KEY, sendgridSecret: SECRET, postmarkSecret: SECRET };

const ANSWER: SampleMail = {
  header: [
    ['Return-Path', '<anna@example.org>'],
    [
      'Received',
      'from mail.example.org ([192.0.2.7]) by mx.provider.example with ESMTPS id 1; Sun, 1 Mar 2026 10:00:01 +0000',
    ],
    ['Message-ID', '<one@example.org>'],
    ['In-Reply-To', '<r_1.1.0@localhost>'],
    ['References', '<r_0.1.0@localhost> <r_1.1.0@localhost>'],
    ['Reply-To', 'Anna <anna.private@example.org>'],
  ],
  from: { Email: 'anna@example.org', Name: 'Anna Größe, "the one"'.replaceAll('"', "'") },
  to: { Email: 'support@localhost', Name: 'Support' },
  subject: 'Größe 38 – order 17',
  date: 'Sun, 1 Mar 2026 10:00:00 +0000',
  text: 'It does not fit: größer, please.\r\n\r\nOn Sat, 28 Feb 2026 Support <support@localhost> wrote:\r\n> How does it fit?\r\n',
  html: '<p>It does <b>not</b> fit: größer, please. <img src="cid:shoe@example.org" alt="shoe"></p><blockquote type="cite">How does it fit?</blockquote>',
  files: [
    { name: 'shoe.png', type: 'image/png', contentId: 'shoe@example.org', content: DOT_PNG },
    { name: 'Größe.txt', type: 'text/plain', content: Buffer.from('38\r\n') },
    {
      name: 'before.eml',
      type: 'message/rfc822',
      content: Buffer.from('From: b@example.org\r\nSubject: Before\r\n\r\nHi\r\n'),
    },
  ],
};

const { html: _page, ...WORDS } = ANSWER;

async function play(
  run: (stage: MailStage, send: (given: ProviderPost) => Promise<number>) => Promise<void>,
  over: Parameters<typeof openMailStage>[0] = {},
) {
  await using stage = await openMailStage({ ...SECRETS, ...over });
  await run(stage, (given) => post(stage.stage.http.publicUrl, given));
}

/** What is seen in the thread: what was posted with it, and not under which ids it is kept. */
async function seen(message: Extract<InboundRecord, { type: 'message' }> | undefined, { stage }: MailStage) {
  assert.ok(message !== undefined);
  const { identity, profile, providerTime, automatic, threadRefs, subject, notice } = message;
  const contents = new Map<string, string>();
  for (const part of message.parts) {
    if (!('blobId' in part)) continue;
    const bytes = Buffer.concat((await (await stage.blobs.open(part.blobId)).toArray()) as Buffer[]);
    contents.set(part.blobId, createHash('sha256').update(bytes).digest('hex'));
  }
  let parts = JSON.stringify(message.parts);
  for (const [id, hash] of contents) parts = parts.replaceAll(id, hash);
  return {
    identity,
    profile,
    providerTime,
    automatic,
    threadRefs,
    subject,
    notice,
    parts: JSON.parse(parts) as unknown,
  };
}

/** What a post becomes in the thread. */
async function received(given: ProviderPost, stage: MailStage) {
  const before = (await stage.messages()).length;
  assert.equal(await post(stage.stage.http.publicUrl, given), 200);
  const messages = await stage.messages();
  assert.equal(messages.length, before + 1);
  return await seen(messages.at(-1), stage);
}

const PROVIDERS = [
  { name: 'Mailgun', parsed: mailgunParsedPost, raw: mailgunPost },
  { name: 'SendGrid', parsed: sendGridParsedPost, raw: sendGridPost },
  { name: 'Postmark', parsed: postmarkParsedPost, raw: postmarkPost },
] as const;

const MAILS: readonly (readonly [string, SampleMail])[] = [
  ['an answer with a page, a picture and files', ANSWER],
  ['a text alone', { ...WORDS, files: [] }],
  [
    'what a machine sent',
    { ...ANSWER, header: [...ANSWER.header, ['Auto-Submitted', 'auto-replied']], subject: 'Away until Monday' },
  ],
];

for (const { name, parsed, raw } of PROVIDERS) {
  test(`${name}: mails taken apart are the same messages as the raw ones`, () =>
    play(async (stage) => {
      for (const [what, mail] of MAILS) {
        const whole = await received(raw(rawOf(mail)), stage);
        assert.ok((whole.threadRefs ?? []).length > 0);
        assert.deepEqual(await received(parsed(mail), stage), whole, what);
      }
    }));

  test(`${name}: a mail that comes again, taken apart, is the same message`, () =>
    play(async (stage, send) => {
      assert.equal(await send(parsed(ANSWER)), 200);
      assert.equal(await send(parsed(ANSWER)), 200);
      const messages = await stage.messages();
      assert.equal(new Set(messages.map(({ entryId }) => entryId)).size, 1);
    }));

  test(`${name}: nothing in a body, a name or a header’s value becomes a header`, () =>
    play(async (stage, send) => {
      const evil = 'x\r\nFrom: boss@example.org\r\n\r\nFrom: boss@example.org\r\nIn-Reply-To: <r_9@localhost>\r\n';
      const mail: SampleMail = {
        ...ANSWER,
        header: [
          ['Message-ID', '<evil@example.org>'],
          ['Content-Type', 'message/rfc822'],
          ['From:x', evil],
        ],
        text: evil,
        html: evil,
        files: [{ name: 'a".txt', type: 'text/plain', contentId: '1', content: Buffer.from(evil) }],
        ...(name === 'SendGrid' ? {} : { subject: `Hi ${evil}` }),
        from: { Email: 'anna@example.org', Name: name === 'SendGrid' ? 'Anna' : 'boss@example.org> <x@y.org>, Anna' },
      };
      assert.equal(await send(parsed(mail)), 200);
      const [message] = await stage.messages();
      assert.deepEqual([message?.identity.externalId, message?.threadRefs], ['anna@example.org', []]);
    }));

  test(`${name}: a mail that is too large, taken apart, is shown by its header`, () =>
    play(async (stage, send) => {
      const content = Buffer.alloc(LIMITS.mailBytes, 'x');
      const files = [{ name: 'large.bin', type: 'application/octet-stream', content }];
      assert.equal(await send(parsed({ ...ANSWER, files })), 200);
      const [message] = await stage.messages();
      assert.deepEqual(message?.parts[0], { kind: 'unsupported', providerKind: 'mail too large' });
      assert.equal(message.subject, ANSWER.subject);
    }));

  test(`${name}: a domain whose signature cannot be checked any more is neither proved nor accused`, async () => {
    await using dns = await DnsDouble.open({ '_dmarc.example.org': { TXT: ['v=DMARC1; p=reject'] } });
    const mail: SampleMail = {
      ...ANSWER,
      header: [['DKIM-Signature', 'v=1; a=rsa-sha256; d=example.org; s=s1; bh=AAAA; h=from; b=AAAA'], ...ANSWER.header],
    };
    await play(
      async (stage) => {
        assert.match((await received(raw(rawOf(mail)), stage)).notice ?? '', /^Not verified: DMARC failed/);
        const { notice = '', profile } = await received(parsed(mail), stage);
        assert.doesNotMatch(notice, /Not verified/);
        assert.equal(profile?.provedEmail, undefined);
      },
      { authentication: 'full', dnsServers: [dns.server] },
    );
  });
}

test('SendGrid’s bodies are read in the charsets that it names', () =>
  play(async (stage) => {
    const whole = await received(sendGridPost(rawOf(ANSWER)), stage);
    assert.deepEqual(await received(sendGridParsedPost(ANSWER, 'iso-8859-1'), stage), whole);
  }));

test('of a page alone Mailgun’s own text is left out', () =>
  play(async (stage) => {
    const { text: _, ...rest } = ANSWER;
    const page = { ...rest, files: [] };
    const whole = await received(mailgunPost(rawOf(page)), stage);
    const given = mailgunParsedPost(page);
    assert.ok(given.body instanceof URLSearchParams);
    given.body.set('body-plain', 'What *Mailgun* makes of it');
    assert.deepEqual(await received(given, stage), whole);
  }));

test('the kept original is a mail whose every other program reads the same', () =>
  play(async (stage, send) => {
    assert.equal(await send(postmarkParsedPost(ANSWER)), 200);
    const [message] = await stage.messages();
    assert.ok(message !== undefined);
    const original = await stage.stage.blobs.open(blobIdOf(message.entryId, 1_000));
    const { simpleParser } = await import('mailparser');
    const read = await simpleParser(Buffer.concat((await original.toArray()) as Buffer[]));
    assert.deepEqual(
      [read.messageId, read.inReplyTo, read.subject, read.from?.value[0]?.address, read.date?.toISOString()],
      ['<one@example.org>', '<r_1.1.0@localhost>', ANSWER.subject, 'anna@example.org', '2026-03-01T10:00:00.000Z'],
    );
    assert.equal(read.text?.trim(), ANSWER.text?.replaceAll('\r\n', '\n').trim());
    assert.deepEqual(
      read.attachments.map(({ filename }) => filename),
      ['shoe.png', 'Größe.txt', 'before.eml'],
    );
  }));

function changed(change: (form: FormData) => void): ProviderPost {
  const given = mailgunParsedPost(ANSWER);
  change(given.body as FormData);
  return given;
}

test('a form that says something twice, or wrongly, is refused', () =>
  play(async (stage, send) => {
    for (const name of ['message-headers', 'body-plain', 'recipient', 'token', 'attachment-1']) {
      assert.equal(await send(changed((form) => form.append(name, form.get(name) ?? 'x'))), 400, name);
    }
    for (const [name, value] of [
      ['message-headers', ''],
      ['message-headers', '{"From":"x"}'],
      ['message-headers', '[["From"]]'],
      ['content-id-map', '["x"]'],
      ['attachments', '[{"url":"https://storage.example/1"}]'],
    ] as const) {
      assert.equal(await send(changed((form) => form.set(name, value))), 400, `${name} ${value}`);
    }
    for (const over of [
      { FromFull: undefined },
      { Headers: 'x' },
      { Attachments: [{ Content: '%%%' }] },
      { TextBody: 7 },
    ]) {
      assert.equal(await send(postmarkParsedPost(ANSWER, over)), 400, JSON.stringify(over));
    }
    assert.deepEqual(await stage.messages(), []);
  }));
