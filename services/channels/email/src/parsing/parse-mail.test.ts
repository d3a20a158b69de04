import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DOT_PNG } from '@onethread/testkit';
import { parseMail } from './parse-mail.ts';

const PNG = DOT_PNG.toString('base64');

function parse(lines: readonly string[] | Buffer, sender = 'anna@example.org') {
  const raw = Buffer.isBuffer(lines) ? lines : Buffer.from(lines.join('\r\n'));
  return parseMail({ raw, sender, mailboxes: ['support@localhost'] });
}

const plain = (headers: readonly string[], body = 'Hello') => ['From: anna@example.org', ...headers, '', body];

for (const [charset, bytes, text] of [
  ['windows-1252', Buffer.from([0x80, 0x20, 0x93, 0x67, 0x72, 0xfc, 0x6e, 0x94]), '€ “grün”'],
  ['iso-8859-15', Buffer.from([0xa4, 0x20, 0xbd]), '€ œ'],
  ['koi8-r', Buffer.from([0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4]), 'Привет'],
  ['shift_jis', Buffer.from([0x82, 0xb1, 0x82, 0xf1]), 'こん'],
  ['iso-2022-jp', Buffer.from('\u001b$B$3$s\u001b(B', 'latin1'), 'こん'],
  ['gb18030', Buffer.from([0xc4, 0xe3, 0xba, 0xc3]), '你好'],
  ['utf-8', Buffer.from('naïve ☕'), 'naïve ☕'],
  ['utf-7', Buffer.from('na+AO8-ve +JhU- 1 +- 1'), 'naïve ☕ 1 + 1'],
  ['no-such-charset', Buffer.from('still readable'), 'still readable'],
] as const) {
  test(`text in ${charset} is read`, async () => {
    const head = `From: anna@example.org\r\nContent-Type: text/plain; charset=${charset}\r\n\r\n`;
    const mail = await parse(Buffer.concat([Buffer.from(head), bytes]));
    assert.equal(mail.text, text);
  });
}

test('sender, subject, time and what it answers are read, from folded and encoded headers too', async () => {
  const mail = await parse(
    plain([
      'From: =?utf-8?q?Ann=C3=A4?= <Anna@Example.ORG>',
      'Subject: =?iso-8859-1?q?Gr=FC=DFe?=',
      'Date: Tue, 3 Mar 2026 10:00:00 +0100',
      'Message-ID: <one@example.org>',
      'In-Reply-To: <b@localhost>',
      'References: <a@localhost>',
      ' <b@localhost> <c@localhost>',
      'To: "Support, Team" <support+t_x@localhost>, other@example.org',
      'Delivered-To: support@localhost',
    ]).slice(1),
  );
  assert.deepEqual(mail.from, { address: 'anna@example.org', name: 'Annä' });
  assert.equal(mail.subject, 'Grüße');
  assert.equal(mail.date, Date.UTC(2026, 2, 3, 9));
  assert.equal(mail.messageId, 'one@example.org');
  assert.deepEqual(mail.answers, ['b@localhost', 'c@localhost', 'a@localhost']);
  assert.deepEqual(mail.addressedTo, ['support+t_x@localhost', 'other@example.org', 'support@localhost']);
});

test('HTML is made safe: no scripts, styles, remote pictures or odd links, and pictures of the mail keep their place', async () => {
  const page = [
    '<style>p{color:red}</style><script>alert(1)</script>',
    '<p onclick="x()" style="position:fixed">Hi <a href="javascript:x()">bad</a> <a href="https://x.org">good</a></p>',
    '<img src="https://spy.org/p.gif"><img src="cid:pic%40x" alt="logo"><svg><script>1</script></svg>',
    '<iframe src="https://x.org"></iframe><form><input></form>',
  ].join('');
  const mail = await parse([
    'From: anna@example.org',
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; boundary=b',
    '',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    page,
    '--b',
    'Content-Type: image/png; name="logo.png"',
    'Content-ID: <pic@x>',
    'Content-Transfer-Encoding: base64',
    '',
    PNG,
    '--b--',
  ]);
  assert.equal(
    mail.html,
    '<p>Hi <a rel="noopener noreferrer nofollow" target="_blank">bad</a> ' +
      '<a href="https://x.org" rel="noopener noreferrer nofollow" target="_blank">good</a></p>' +
      '<img alt="logo" src="cid:#0" />',
  );
  assert.match(mail.text, /^Hi bad good/);
  assert.deepEqual(
    mail.attachments.map(({ name }) => name),
    ['logo.png'],
  );
});

test('tags that a page hides in UTF-7 are made safe as well', async () => {
  const page = '+ADw-script+AD4-alert(1)+ADw-/script+AD4-+ADw-p+AD4-Hi+ADw-/p+AD4-';
  const mail = await parse(['From: anna@example.org', 'Content-Type: text/html; charset=utf-7', '', page]);
  assert.equal(mail.html, '<p>Hi</p>');
  assert.equal(mail.text, 'Hi');
});

test('a page deeper or longer than is looked at is said to be incomplete', async () => {
  const deep = `${'<div>'.repeat(5_000)}deep words${'</div>'.repeat(5_000)}`;
  const long = `<p>${'x'.repeat(999_999)}</p><p>last words</p>`;
  const many = `${'<p><b>'.repeat(160_000)}many words`;
  for (const page of [deep, long, many]) {
    assert.equal((await parse(['From: a@b.org', 'Content-Type: text/html', '', page])).isComplete, false);
  }
  assert.equal((await parse(['From: a@b.org', 'Content-Type: text/html', '', '<p>Hi</p>'])).isComplete, true);
});

for (const [program, quote] of [
  ['Gmail', '<div class="gmail_quote">On Tue Mia wrote:<blockquote>old words</blockquote></div>'],
  ['Apple Mail', '<blockquote type="cite">old words</blockquote>'],
  [
    'Outlook on the web',
    '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg">From: Mia</div><div>old words</div>',
  ],
  ['Outlook', '<div style="border:none;border-top:solid #E1E1E1 1.0pt">From: Mia</div><p>old words</p>'],
  ['Yahoo', '<div class="yahoo_quoted">old words</div>'],
  ['Thunderbird', '<div class="moz-cite-prefix">Mia wrote:</div><blockquote type="cite">old words</blockquote>'],
  ['Proton', '<div class="protonmail_quote">On Tue Mia wrote:<blockquote>old words</blockquote></div>'],
  ['GMX', '<div name="quote" style="margin:10px">old words</div>'],
  ['Outlook on a telephone', '<div class="ms-outlook-mobile-reference-message">From: Mia<br>old words</div>'],
  ['Zimbra', '<hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__">From: Mia</div><p>old words</p>'],
] as const) {
  test(`of an HTML answer from ${program} what is new is shown, and all of it is kept`, async () => {
    const html = ['Content-Type: text/html', '', `<div>New words</div>${quote}`];
    const mail = await parse(['From: anna@example.org', ...html]);
    assert.equal(mail.text, 'New words');
    assert.match(mail.fullText ?? '', /old words/);
    assert.match(mail.html ?? '', /old words/);
  });
}

test('a forwarded mail is shown whole', async () => {
  const body = 'See below\n\n---------- Forwarded message ---------\nFrom: Bert\n\nold words';
  const mail = await parse(plain(['Subject: Fwd: invoice'], body.replaceAll('\n', '\r\n')));
  assert.match(mail.text, /old words/);
  assert.equal(mail.fullText, undefined);
});

test('attachments keep their names, however these are encoded, and a mail inside a mail stays a file', async () => {
  const mail = await parse([
    'From: anna@example.org',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Look',
    '--b',
    "Content-Disposition: attachment; filename*=utf-8''%E2%82%AC%20rates.pdf",
    'Content-Type: application/pdf',
    '',
    '%PDF',
    '--b',
    'Content-Type: message/rfc822',
    '',
    'Subject: inner',
    '',
    'inner words',
    '--b--',
  ]);
  assert.equal(mail.text, 'Look');
  assert.deepEqual(
    mail.attachments.map(({ name }) => name),
    ['€ rates.pdf', 'inner.eml'],
  );
});

for (const [headers, sender, reason] of [
  [['Auto-Submitted: auto-replied'], undefined, 'auto-submitted'],
  [['Auto-Submitted: no'], undefined, undefined],
  [['Precedence: bulk'], undefined, 'precedence'],
  [['List-Id: <news.example.org>'], undefined, 'list-id'],
  [['X-Auto-Response-Suppress: All'], undefined, 'x-auto-response-suppress'],
  [['Return-Path: <>'], undefined, 'null-sender'],
  [[], '', 'null-sender'],
  [['From: MAILER-DAEMON@x.org'], undefined, 'robot-sender'],
  [['From: no-reply@shop.org'], undefined, 'robot-sender'],
  [['From: support@localhost'], undefined, 'ourselves'],
  [['From: noreplying@person.org'], undefined, undefined],
  [[], undefined, undefined],
] as const) {
  test(`${headers.join() || 'no header'} from <${sender ?? 'anna'}> is ${reason ?? 'a person’s'}`, async () => {
    const own = headers.some((header) => header.startsWith('From:'));
    const lines = [...(own ? [] : ['From: anna@example.org']), ...headers, '', 'Hello'];
    assert.equal((await parse(lines, sender ?? 'anna@example.org')).automatic, reason);
  });
}

test('a delivery report without the original names the mail that it answers', async () => {
  const mail = await parse(
    [
      'From: postmaster@mx.example.org',
      'In-Reply-To: <r_1.1.0@localhost>',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Final-Recipient: rfc822; anna@example.org',
      'Action: failed',
      'Status: 5.2.1',
      '--b--',
    ],
    '',
  );
  assert.deepEqual(mail.bounce?.messageIds, ['r_1.1.0@localhost']);
  assert.equal(mail.bounce.status, '5.2.1');
});

test('a delivery report names the mail, the person and the server’s words', async () => {
  const mail = await parse(
    [
      'From: MAILER-DAEMON@mx.example.org',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'It failed.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example.org',
      '',
      'Final-Recipient: rfc822; Anna@example.org',
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 no such',
      ' user here',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      'Subject: Re: hi',
      'Message-ID: <r_1.1.0@localhost>',
      '--b--',
    ],
    '',
  );
  assert.deepEqual(mail.bounce, {
    messageIds: ['r_1.1.0@localhost'],
    action: 'failed',
    status: '5.1.1',
    kind: 'no-mailbox',
    isPermanent: true,
    diagnostic: '550 no such user here',
    recipients: ['anna@example.org'],
    others: [],
  });
});

test('a time that nobody can have meant is left out', async () => {
  for (const date of ['Tue, 3 Mar 1026 10:00:00 +0000', 'yesterday', 'Thu, 1 Jan 1970 00:00:00 +0000']) {
    assert.equal((await parse(plain([`Date: ${date}`]))).date, undefined);
  }
});

test('of more attachments or parts than are read the first are shown, the others counted, and the mail said to be incomplete', async () => {
  for (const [parts, isComplete] of [
    [120, true],
    [600, false],
    [10_000, false],
  ] as const) {
    const mail = await parse(mailOfParts(parts));
    assert.equal(mail.attachments.length, 100);
    assert.equal(mail.attachmentsLeftOut, parts - 100);
    assert.equal(mail.isComplete, isComplete);
  }
});

function mailOfParts(count: number): string[] {
  return [
    'From: anna@example.org',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    ...Array.from({ length: count }, (_, at) => [
      '--b',
      `Content-Disposition: attachment; filename=f${at}`,
      '',
      'x',
    ]).flat(),
    '--b--',
  ];
}
