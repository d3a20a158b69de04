import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMail } from './parse-mail.ts';
import type { Bounce } from './parsed-mail.ts';

const ID = 'r_7.1.0@localhost';
const ANNA = 'anna@example.org';

interface Sample {
  readonly system: string;
  readonly from: string;
  readonly subject: string;
  readonly headers?: readonly string[];
  readonly sender?: string;
  readonly text: string;
  readonly expected: Partial<Bounce>;
}

const ORIGINAL = `Return-Path: <support@localhost>\nFrom: Mia <support@localhost>\nTo: ${ANNA}\nSubject: Re: My order\nMessage-ID: <${ID}>\n\nHello`;

const SAMPLES: readonly Sample[] = [
  {
    system: 'qmail',
    from: 'MAILER-DAEMON@mx.example.org',
    subject: 'failure notice',
    text: `Hi. This is the qmail-send program at mx.example.org.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<${ANNA}>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\n${ORIGINAL}`,
    expected: { action: 'failed', status: '5.1.1', diagnostic: 'Sorry, no mailbox here by that name. (#5.1.1)' },
  },
  {
    system: 'Exim',
    from: 'Mailer-Daemon@mx.example.org',
    subject: 'Mail delivery failed: returning message to sender',
    headers: [`X-Failed-Recipients: ${ANNA}`, 'Auto-Submitted: auto-replied'],
    text: `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  ${ANNA}\n    SMTP error from remote mail server after RCPT TO:<${ANNA}>:\n    host mx.example.org [192.0.2.1]: 550 5.1.1 User unknown\n\n------ This is a copy of the message, including all the headers. ------\n\n${ORIGINAL}`,
    expected: { action: 'failed', status: '5.1.1' },
  },
  {
    system: 'Exim that still tries',
    from: 'Mailer-Daemon@mx.example.org',
    subject: 'Warning: message 1abc delayed 24 hours',
    text: `A message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on mx.example.org.\n\nThe address to which the message has not yet been delivered is:\n\n  ${ANNA}\n\nNo action is required on your part.\n\nThe message identifier is: 1abc\nMessage-ID: <${ID}>`,
    expected: { action: 'delayed', status: '4.0.0' },
  },
  {
    system: 'sendmail of old',
    from: 'MAILER-DAEMON@mx.example.org',
    subject: 'Returned mail: see transcript for details',
    text: `   ----- The following addresses had permanent fatal errors -----\n<${ANNA}>\n    (reason: 550 Requested action not taken: mailbox unavailable)\n\n   ----- Transcript of session follows -----\n... while talking to mx.example.org.:\n>>> DATA\n<<< 550 Requested action not taken: mailbox unavailable\n550 5.1.1 <${ANNA}>... User unknown\n\n   ----- Original message follows -----\n\n${ORIGINAL}`,
    expected: { action: 'failed', status: '5.1.1' },
  },
  {
    system: 'Exchange of old',
    from: 'postmaster@example.org',
    subject: 'Undeliverable: Re: My order',
    text: `Your message did not reach some or all of the intended recipients.\n\n      Subject:  Re: My order\n\nThe following recipient(s) cannot be reached:\n\n      ${ANNA} on 1.3.2026 10:00\n            The e-mail account does not exist at the organization this message was sent to.\n            <mx.example.org #5.1.1 smtp;550 5.1.1 RESOLVER.ADR.RecipNotFound; not found>\n\nOriginal message headers:\n\nFrom: Mia <support@localhost>\nTo: ${ANNA}\nMessage-ID: <${ID}>`,
    expected: { action: 'failed', status: '5.1.1' },
  },
  {
    system: 'Gmail of old',
    from: 'mailer-daemon@googlemail.com',
    subject: 'Delivery Status Notification (Failure)',
    text: `Delivery to the following recipient failed permanently:\n\n     ${ANNA}\n\nTechnical details of permanent failure:\nGoogle tried to deliver your message, but it was rejected by the server for the recipient domain example.org by mx.example.org. [192.0.2.1].\n\nThe error that the other server returned was:\n552 5.2.2 The email account that you tried to reach is over quota\n\n----- Original message -----\n\n${ORIGINAL}`,
    expected: {
      action: 'failed',
      status: '5.2.2',
      diagnostic: '552 5.2.2 The email account that you tried to reach is over quota',
    },
  },
  {
    system: 'Yahoo',
    from: 'MAILER-DAEMON@yahoo.com',
    subject: 'Failure Notice',
    text: `Sorry, we were unable to deliver your message to the following address.\n\n<${ANNA}>:\n554: delivery error: dd This user doesn't have a yahoo.com account (${ANNA}) [0] - mta1.mail.yahoo.com\n\n--- Below this line is a copy of the message.\n\n${ORIGINAL}`,
    expected: { action: 'failed', status: '5.1.1' },
  },
  {
    system: 'Domino',
    from: 'MAILER-DAEMON@notes.example.org',
    subject: 'DELIVERY FAILURE: User anna (anna@example.org) not listed in Domino Directory',
    text: `Your message\n\n  Subject: Re: My order\n\nwas not delivered to:\n\n  ${ANNA}\n\nbecause:\n\n  User anna (${ANNA}) not listed in Domino Directory\n\n> Message-ID: <${ID}>`,
    expected: { action: 'failed', status: '5.1.1' },
  },
  {
    system: 'a German server',
    from: 'mailer-daemon@example.org',
    subject: 'Unzustellbar: Re: My order',
    text: `Die Nachricht an ${ANNA} konnte nicht zugestellt werden.\n550 Postfach existiert nicht\n\n${ORIGINAL}`,
    expected: { action: 'failed', status: '5.1.1', diagnostic: '550 Postfach existiert nicht' },
  },
  {
    system: 'a Russian server',
    from: 'mailer-daemon@corp.example',
    subject: 'Недоставленное сообщение',
    text: `Ваше сообщение не может быть доставлено: ${ANNA}\n550 5.7.1 spam message rejected\n\n${ORIGINAL}`,
    expected: { action: 'failed', status: '5.7.1' },
  },
];

const raw = ({ from, subject, headers = [], text }: Sample) =>
  Buffer.from([`From: ${from}`, 'To: support@localhost', `Subject: ${subject}`, ...headers, '', text].join('\r\n'));

for (const sample of SAMPLES) {
  test(`a bounce of ${sample.system} is understood`, async () => {
    const mail = await parseMail({ raw: raw(sample), sender: sample.sender ?? '', mailboxes: ['support@localhost'] });
    assert.ok(mail.bounce !== undefined);
    const { bounce } = mail;
    assert.equal(bounce.messageIds[0], ID);
    assert.ok(bounce.recipients.includes(ANNA));
    for (const [name, value] of Object.entries(sample.expected))
      assert.equal(bounce[name as keyof Bounce], value, name);
  });
}

const REPORT = (groups: string, original = `Content-Type: message/rfc822\n\n${ORIGINAL}`) =>
  Buffer.from(
    `From: postmaster@example.org\nSubject: Undelivered\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nIt failed.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n${groups}\n--b\n${original}\n--b--\n`,
  );
const read = async (mail: Buffer) =>
  (await parseMail({ raw: mail, sender: '', mailboxes: ['support@localhost'] })).bounce;

test('of a report on several recipients the worst is told; a plain 5.0.0 gives way to the server’s own code', async () => {
  const bounce = await read(
    REPORT(
      'Final-Recipient: rfc822; a@x.org\nAction: relayed\nStatus: 2.1.9\n\nOriginal-Recipient: rfc822;anna@example.org\nFinal-Recipient: rfc822; box7@inside.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp;\n  552 5.2.2\n  mailbox full',
    ),
  );
  assert.equal(bounce?.action, 'failed');
  assert.equal(bounce.status, '5.2.2');
  assert.equal(bounce.diagnostic, '552 5.2.2 mailbox full');
  assert.deepEqual(bounce.recipients, ['box7@inside.example', 'anna@example.org']);
});

for (const type of ['text/rfc822-headers', 'message/rfc822-headers', 'message/global-headers']) {
  test(`the original’s header comes as ${type} too`, async () => {
    const original = `Content-Type: ${type}\n\nTo: ${ANNA}\nMessage-ID:\n <${ID}>\n`;
    const bounce = await read(REPORT(`Final-Recipient: rfc822;${ANNA}\nAction: failed\nStatus: 5.1.1`, original));
    assert.deepEqual(bounce?.messageIds, [ID]);
  });
}

test('a report of success is no failure', async () => {
  const bounce = await read(REPORT(`Final-Recipient: rfc822;${ANNA}\nAction: delivered\nStatus: 2.0.0`));
  assert.equal(bounce?.action, 'other');
});

for (const [what, from, sender, subject, text] of [
  ['an out-of-office answer without a sender', ANNA, '', 'Automatic reply: Re: My order', 'I am away until Monday.'],
  [
    'a person who quotes a bounce',
    ANNA,
    ANNA,
    'Undeliverable?',
    `I got "could not be delivered"\n> Message-ID: <${ID}>`,
  ],
  ['a server that says something else', 'postmaster@x.org', '', 'Your quota report', 'You have used 3 GB.'],
] as const) {
  test(`${what} is no bounce`, async () => {
    const mail = Buffer.from(`From: ${from}\nSubject: ${subject}\nIn-Reply-To: <${ID}>\n\n${text}`);
    assert.equal((await parseMail({ raw: mail, sender, mailboxes: ['support@localhost'] })).bounce, undefined);
  });
}
