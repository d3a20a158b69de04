import { ANNA, failed, ORIGINAL, report, type BounceSample } from './bounce-sample.ts';

const MTA = 'Reporting-MTA: dns; mx.example.org\nArrival-Date: Sun, 1 Mar 2026 10:00:00 +0000';
const DAEMON = 'Mail Delivery System <MAILER-DAEMON@mx.example.org>';
const RETURNED = 'Undelivered Mail Returned to Sender';

/** Reports in the form of RFC 3464, as servers keep to it and as they do not. */
export const REPORTED: readonly BounceSample[] = [
  {
    system: 'Postfix, unknown user',
    from: DAEMON,
    subject: RETURNED,
    ...report({ groups: [MTA, failed('5.1.1', `550 5.1.1 <${ANNA}>: Recipient address rejected: User unknown`)] }),
    kind: 'no-mailbox',
    permanent: true,
    status: '5.1.1',
    says: /^550 5\.1\.1 .*User unknown/,
  },
  {
    system: 'Postfix, no such domain',
    from: DAEMON,
    subject: RETURNED,
    ...report({
      groups: [
        MTA,
        `Final-Recipient: rfc822; ${ANNA}\nAction: failed\nStatus: 5.4.4\nDiagnostic-Code: X-Postfix; Host or domain name not found. Name\n    service error for name=example.org type=A: Host not found`,
      ],
    }),
    kind: 'no-domain',
    permanent: true,
    status: '5.4.4',
  },
  {
    system: 'Postfix that gave up a full mailbox',
    from: DAEMON,
    subject: RETURNED,
    ...report({ groups: [MTA, failed('4.2.2', '452 4.2.2 <anna@example.org>: Mailbox full')] }),
    kind: 'full',
    permanent: false,
    status: '4.2.2',
  },
  {
    system: 'Postfix that still tries',
    from: DAEMON,
    subject: 'Delayed Mail (still being retried)',
    ...report({
      groups: [
        MTA,
        `Final-Recipient: rfc822; ${ANNA}\nAction: delayed\nStatus: 4.4.1\nDiagnostic-Code: X-Postfix; connect to mx.example.org[192.0.2.1]:25: Connection timed out\nWill-Retry-Until: Fri, 6 Mar 2026 10:00:00 +0000`,
      ],
    }),
    action: 'delayed',
    kind: 'unreachable',
    permanent: false,
  },
  {
    system: 'sendmail',
    from: 'Mail Delivery Subsystem <MAILER-DAEMON@mx.example.org>',
    subject: 'Returned mail: see transcript for details',
    ...report({
      groups: [
        'Reporting-MTA: dns; mx.example.org\nReceived-From-MTA: DNS; relay.localhost',
        `Final-Recipient: RFC822; ${ANNA}\nAction: failed\nStatus: 5.1.1\nRemote-MTA: DNS; mail.example.org\nDiagnostic-Code: SMTP; 550 5.1.1 <${ANNA}>... User unknown\nLast-Attempt-Date: Sun, 1 Mar 2026 10:00:01 GMT`,
      ],
    }),
    kind: 'no-mailbox',
    permanent: true,
  },
  {
    system: 'Gmail today',
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    subject: 'Delivery Status Notification (Failure)',
    ...report({
      words:
        '** Address not found **\n\nYour message wasn’t delivered to anna@example.org because the address couldn’t be found.',
      groups: [
        'Reporting-MTA: dns; googlemail.com\nX-Original-Message-ID: <r_7.1.0@localhost>',
        `Final-Recipient: rfc822; ${ANNA}\nAction: failed\nStatus: 5.1.1\nRemote-MTA: dns; aspmx.l.google.com\nDiagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try\n 550-5.1.1 double-checking the recipient's email address for typos or\n 550-5.1.1 unnecessary spaces. 550 5.1.1 https://support.example.com/?p=NoSuchUser`,
      ],
      original: null,
    }),
    kind: 'no-mailbox',
    permanent: true,
    says: /^550-5\.1\.1 The email account that you tried to reach does not exist\. Please try double-checking/,
  },
  {
    system: 'Gmail, account over quota',
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    subject: 'Delivery Status Notification (Failure)',
    ...report({
      groups: [
        'Reporting-MTA: dns; googlemail.com',
        failed('5.2.2', '552-5.2.2 The recipient’s inbox is out of storage space'),
      ],
    }),
    kind: 'full',
    permanent: false,
  },
  {
    system: 'Gmail that still tries',
    from: 'mailer-daemon@googlemail.com',
    subject: 'Delivery Status Notification (Delay)',
    ...report({
      groups: [
        'Reporting-MTA: dns; googlemail.com',
        `Final-Recipient: rfc822; ${ANNA}\nAction: delayed\nStatus: 4.4.1\nDiagnostic-Code: smtp; The recipient server did not accept our requests to connect.\nWill-Retry-Until: Tue, 3 Mar 2026 10:00:00 -0800`,
      ],
    }),
    action: 'delayed',
    kind: 'unreachable',
    permanent: false,
  },
  {
    system: 'Office 365, unknown recipient',
    from: 'Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.org>',
    subject: 'Undeliverable: Re: My order',
    ...report({
      words: 'anna wasn’t found at example.org.',
      groups: [
        'Reporting-MTA: dns;AM0PR01.prod.outlook.example\nReceived-From-MTA: dns;relay.localhost',
        `Final-Recipient: rfc822;${ANNA}\nAction: failed\nStatus: 5.1.10\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient anna not found by SMTP address lookup`,
      ],
    }),
    kind: 'no-mailbox',
    permanent: true,
  },
  {
    system: 'Office 365, edge says access denied',
    from: 'postmaster@example.org',
    subject: 'Undeliverable: Re: My order',
    ...report({
      groups: [
        'Reporting-MTA: dns; mx.example.org',
        failed('5.4.1', '550 5.4.1 Recipient address rejected: Access denied. [AM4EUR02.prod.example]'),
      ],
    }),
    kind: 'no-mailbox',
    permanent: true,
  },
  {
    system: 'Office 365, group takes no mail from outside',
    from: 'postmaster@example.org',
    subject: 'Undeliverable: Re: My order',
    ...report({
      groups: [
        MTA,
        failed(
          '5.7.133',
          '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required; Delivery restriction check failed because the sender was not authenticated when sending to this group',
        ),
      ],
    }),
    kind: 'policy',
    permanent: true,
  },
  {
    system: 'Office 365, expired in the queue',
    from: 'postmaster@example.org',
    subject: 'Undeliverable: Re: My order',
    ...report({ groups: [MTA, failed('5.4.300', '550 5.4.300 Message expired -> 451 4.7.500 Server busy')] }),
    kind: 'time-out',
    permanent: false,
  },
  {
    system: 'Exchange 2003',
    from: 'postmaster@example.org',
    subject: 'Delivery Status Notification (Failure)',
    ...report({
      words:
        'This is an automatically generated Delivery Status Notification.\n\nDelivery to the following recipients failed.\n\n       anna@example.org',
      groups: [
        'Reporting-MTA: dns;exchange.example.org',
        `Final-Recipient: rfc822;${ANNA}\nAction: failed\nStatus: 5.1.1`,
      ],
      original: { type: 'message/rfc822', text: ORIGINAL },
    }),
    kind: 'no-mailbox',
    permanent: true,
    says: /./,
  },
  {
    system: 'Exchange, forwarding in a circle',
    from: 'Microsoft Exchange <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.org>',
    subject: 'Undeliverable: Re: My order',
    ...report({ groups: [MTA, failed('5.4.14', '554 5.4.14 Hop count exceeded - possible mail loop ATTR34')] }),
    kind: 'loop',
    permanent: true,
  },
  {
    system: 'a server that writes no Action',
    from: DAEMON,
    subject: 'failure',
    ...report({
      groups: [MTA, `Final-Recipient: rfc822; ${ANNA}\nStatus: 5.2.1\nDiagnostic-Code: smtp; 550 account disabled`],
    }),
    kind: 'disabled',
    permanent: true,
  },
  {
    system: 'a server with a status run together',
    from: DAEMON,
    subject: 'failure',
    ...report({ groups: [MTA, `Final-Recipient: rfc822; ${ANNA}\nAction: Failed\nStatus: 511`] }),
    kind: 'no-mailbox',
    permanent: true,
    status: '5.1.1',
  },
  {
    system: 'a server with words behind its status',
    from: DAEMON,
    subject: 'failure',
    ...report({
      groups: [
        MTA,
        `Final-Recipient: rfc822; <${ANNA}>\nAction: failed (no such mailbox)\nStatus: 5.0.0 (permanent failure - no such mailbox here)`,
      ],
    }),
    kind: 'no-mailbox',
    permanent: true,
    status: '5.1.1',
  },
  {
    system: 'a server without an empty line between report and recipient',
    from: DAEMON,
    subject: 'failure',
    ...report({
      groups: [
        `Reporting-MTA: dns; mx.example.org\n${failed('5.0.0', '552 Message size exceeds fixed maximum message size')}`,
      ],
    }),
    kind: 'too-large',
    permanent: true,
    status: '5.3.4',
  },
  {
    system: 'several recipients without an empty line between them',
    from: DAEMON,
    subject: RETURNED,
    ...report({
      groups: [
        MTA,
        `${failed('2.1.5', '', 'box@inside.example').replace('failed', 'relayed')}\n${failed('5.1.1', '550 no such user')}`,
      ],
    }),
    kind: 'no-mailbox',
    permanent: true,
  },
  {
    system: 'a report in base64',
    from: DAEMON,
    subject: RETURNED,
    ...report({
      groups: [
        MTA,
        failed('5.7.1', '554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org'),
      ],
      encoding: 'base64',
    }),
    kind: 'spam',
    permanent: true,
  },
  {
    system: 'a report that calls itself plain text',
    from: DAEMON,
    subject: RETURNED,
    ...report({ groups: [MTA, failed('5.1.1', '550 5.1.1 User unknown')], type: 'text/plain; name="status.txt"' }),
    kind: 'no-mailbox',
    permanent: true,
    status: '5.1.1',
  },
  {
    system: 'a report as a file of unknown type',
    from: DAEMON,
    subject: RETURNED,
    ...report({
      groups: [MTA, failed('5.2.2', '552 5.2.2 Over quota')],
      type: 'application/octet-stream; name="details.txt"',
    }),
    kind: 'full',
    permanent: false,
  },
  {
    system: 'a report whose boundary is lost',
    from: DAEMON,
    subject: RETURNED,
    headers: ['MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=delivery-status'],
    body: report({ groups: [MTA, failed('5.1.1', '550 5.1.1 User unknown')] }).body,
    kind: 'no-mailbox',
    permanent: true,
    status: '5.1.1',
  },
  {
    system: 'a report in UTF-8 (RFC 6533)',
    from: DAEMON,
    subject: RETURNED,
    ...report({
      groups: [
        MTA,
        `Final-Recipient: utf-8; anna@example.org\nOriginal-Recipient: utf-8; j\\x{F6}rg@example.org\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 unbekannt`,
      ],
      type: 'message/global-delivery-status',
      original: { type: 'message/global-headers', text: 'To: anna@example.org\nMessage-ID: <r_7.1.0@localhost>' },
    }),
    kind: 'no-mailbox',
    permanent: true,
  },
  {
    system: 'a report of success',
    from: DAEMON,
    subject: 'Successful Mail Delivery Report',
    ...report({ groups: [MTA, `Final-Recipient: rfc822; ${ANNA}\nAction: delivered\nStatus: 2.0.0`] }),
    action: 'other',
    kind: 'other',
    permanent: true,
  },
  {
    system: 'a relay that says that it passed it on',
    from: DAEMON,
    subject: 'Return receipt',
    ...report({
      groups: [MTA, `Final-Recipient: rfc822; ${ANNA}\nAction: relayed (to non-DSN-aware mailer)\nStatus: 2.1.9`],
    }),
    action: 'other',
    kind: 'other',
    permanent: true,
  },
  {
    system: 'Courier',
    from: '"Courier mail server at mx.example.org" <@>',
    subject: 'NOTICE: mail delivery status.',
    ...report({
      words:
        'This is a delivery status notification from mx.example.org,\nrunning the Courier mail server, version 0.60.',
      groups: [
        'Reporting-MTA: dns; mx.example.org',
        `Final-Recipient: rfc822; ${ANNA}\nAction: failed\nStatus: 5.0.0\nRemote-MTA: dns; mail.example.org [192.0.2.1]\nDiagnostic-Code: smtp; 550 5.1.1 <${ANNA}>: User unknown`,
      ],
    }),
    kind: 'no-mailbox',
    permanent: true,
    status: '5.1.1',
  },
  {
    system: 'Amazon SES',
    from: 'MAILER-DAEMON@eu-west-1.amazonses.example',
    subject: 'Delivery Status Notification (Failure)',
    ...report({
      words: 'An error occurred while trying to deliver the mail to the following recipients:\nanna@example.org',
      groups: [
        'Reporting-MTA: dns; a1.eu-west-1.smtp-out.example',
        `Action: failed\nFinal-Recipient: rfc822; ${ANNA}\nDiagnostic-Code: smtp; 554 delivery error: dd This user doesn't have a example.org account (${ANNA}) [0]\nStatus: 5.0.0`,
      ],
      original: { type: 'message/rfc822', text: ORIGINAL },
    }),
    kind: 'no-mailbox',
    permanent: true,
    status: '5.1.1',
  },
  {
    system: 'SendGrid (PowerMTA)',
    from: 'MAILER-DAEMON <mailer-daemon@sendgrid.example>',
    subject: RETURNED,
    ...report({
      words:
        'Hello, this is the mail server on mx.sendgrid.example.\n\nI am sending you this message to inform you on the delivery status of a message you previously sent.',
      groups: [
        'Reporting-MTA: dns; mx.sendgrid.example',
        failed('5.0.0 (undefined status)', '550 #5.1.0 Address rejected.'),
      ],
    }),
    kind: 'no-mailbox',
    permanent: true,
    status: '5.1.0',
  },
  {
    system: 'Proofpoint',
    from: 'Mail Delivery Subsystem <MAILER-DAEMON@mx0a.pphosted.example>',
    subject: 'Returned mail: see transcript for details',
    ...report({
      groups: [MTA, failed('5.7.1', '550 5.7.1 Message rejected due to content restrictions (unsolicited)')],
    }),
    kind: 'spam',
    permanent: true,
  },
  {
    system: 'Yahoo, DMARC',
    from: 'MAILER-DAEMON@mx.example.org',
    subject: RETURNED,
    ...report({ groups: [MTA, failed('5.7.9', '554 5.7.9 Message not accepted for policy reasons: DMARC')] }),
    kind: 'authentication',
    permanent: true,
  },
  {
    system: 'GMX, too much mail',
    from: DAEMON,
    subject: RETURNED,
    ...report({ groups: [MTA, failed('4.7.0', '421 4.7.0 Too many connections from your host, rate limit')] }),
    kind: 'rate',
    permanent: false,
  },
  {
    system: 'a greylisting server at last',
    from: DAEMON,
    subject: RETURNED,
    ...report({ groups: [MTA, failed('5.7.1', '451 4.7.1 Greylisting in action, please come back later')] }),
    kind: 'greylisted',
    permanent: false,
  },
  {
    system: 'an X.400 gateway',
    from: 'postmaster@gate.example',
    subject: 'Delivery Report (failure) for anna',
    ...report({
      words:
        'This report relates to your message:\n  Subject: Re: My order,\n  Message-ID: <r_7.1.0@localhost>,\n  To: anna@example.org\n\nYour message was not delivered to anna@example.org\nfor the following reason:\n  Diagnostic was Unrecognised-OR-name',
      groups: [
        'Reporting-MTA: x400; mta gate in /ADMD= /C=FR/',
        `Original-Recipient: rfc822; ${ANNA}\nFinal-Recipient: x400; /G=Anna/S=Berg/O=Example/ADMD= /C=FR/\nAction: failed\nStatus: 5.1.1 (Unrecognised-OR-name)\nDiagnostic-Code: x400; 0 (Unrecognised-OR-name)`,
      ],
      original: null,
    }),
    kind: 'no-mailbox',
    permanent: true,
  },
  {
    system: 'Domino with a report',
    from: 'Mail Router <postmaster@notes.example.org>',
    subject: 'DELIVERY FAILURE: 552 5.3.4 Message size exceeds file system imposed limit',
    ...report({
      groups: [
        'Reporting-MTA: dns;notes.example.org',
        `Final-Recipient: rfc822;${ANNA}\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: X-Notes; 552 5.3.4 Message size exceeds file system imposed limit`,
      ],
    }),
    kind: 'too-large',
    permanent: true,
    status: '5.3.4',
  },
  {
    system: 'Zimbra, sender refused',
    from: DAEMON,
    subject: RETURNED,
    ...report({
      groups: [MTA, failed('5.1.8', '553 5.1.8 <support@localhost>: Sender address rejected: Domain not found')],
    }),
    kind: 'sender',
    permanent: true,
  },
];
