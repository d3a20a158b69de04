import { ANNA, ORIGINAL, report, SENT_ID, type MailSample } from './bounce-sample.ts';

const ANSWERING = [`In-Reply-To: <${SENT_ID}>`];

/** Mails that speak of failures, or are written by programs, and report none. */
export const NO_BOUNCES: readonly MailSample[] = [
  {
    system: 'a person who quotes a bounce',
    from: ANNA,
    sender: ANNA,
    subject: 'Fwd: Undelivered Mail Returned to Sender',
    headers: ANSWERING,
    body: `Look what I got:\n\n> <support@localhost>: 550 5.1.1 User unknown, your message could not be delivered\n> Message-ID: <${SENT_ID}>`,
  },
  {
    system: 'a person whose subject is a bounce’s',
    from: ANNA,
    sender: ANNA,
    subject: 'Undeliverable: Re: My order',
    headers: ANSWERING,
    body: `My parcel could not be delivered! Unknown recipient, they say.\n\n${ORIGINAL}`,
  },
  {
    system: 'a person who attaches a report',
    from: ANNA,
    sender: ANNA,
    subject: 'What is this?',
    headers: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary="=_b"'],
    body: report({
      groups: ['Reporting-MTA: dns; x.org', `Final-Recipient: rfc822; ${ANNA}\nAction: failed\nStatus: 5.1.1`],
    }).body,
  },
  {
    system: 'Outlook, away, with the null sender',
    from: `Anna Berg <${ANNA}>`,
    subject: 'Automatic reply: Re: My order',
    headers: [...ANSWERING, 'Auto-Submitted: auto-generated', 'X-Auto-Response-Suppress: All'],
    body: 'I am out of office until Monday and cannot be reached. Your message will not be forwarded.',
  },
  {
    system: 'Gmail’s vacation answer',
    from: `Anna Berg <${ANNA}>`,
    subject: 'Away Re: My order',
    headers: [...ANSWERING, 'Auto-Submitted: auto-replied', 'Precedence: bulk'],
    body: 'I can not be reached. If your message is urgent, write to bert@example.org.',
  },
  {
    system: 'somebody who left the company',
    from: ANNA,
    subject: 'Re: My order',
    headers: [...ANSWERING, 'Auto-Submitted: auto-replied'],
    body: 'Anna no longer works here. This mailbox is no longer in use, your message was not read.',
  },
  {
    system: 'a German out-of-office answer',
    from: ANNA,
    subject: 'Abwesenheitsnotiz: Re: My order',
    headers: ANSWERING,
    body: 'Ich bin nicht im Büro. Ihre Nachricht wird nicht zugestellt oder weitergeleitet.',
  },
  {
    system: 'a Russian auto-answer',
    from: ANNA,
    subject: 'Автоответ: Re: My order',
    headers: ANSWERING,
    body: 'Я в отпуске. Письмо не доставлено коллегам.',
  },
  {
    system: 'a postmaster’s own out-of-office answer',
    from: 'postmaster@example.org',
    subject: 'Out of Office: Re: My order',
    headers: ANSWERING,
    body: 'I am away. Mails to this mailbox are not delivered to anybody else.',
  },
  {
    system: 'a newsletter on deliverability',
    from: 'news@deliver.example',
    sender: 'bounce-77@deliver.example',
    subject: 'Delivery failures: what 550 5.1.1 user unknown means',
    headers: ['List-Id: <news.deliver.example>', 'List-Unsubscribe: <https://deliver.example/u>', 'Precedence: bulk'],
    body: 'Your message could not be delivered? 550 5.1.1 User unknown explained.',
  },
  {
    system: 'a mailing list’s owner',
    from: 'mailman-bounces@lists.example',
    sender: 'mailman-bounces@lists.example',
    subject: 'Your message to Users awaits moderator approval',
    headers: ['List-Id: <users.lists.example>', 'Precedence: list'],
    body: 'Your mail to users was blocked and is being held until the list moderator can review it.',
  },
  {
    system: 'a read receipt',
    from: `Anna Berg <${ANNA}>`,
    subject: 'Read: Re: My order',
    headers: [
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=disposition-notification; boundary="=_b"',
    ],
    body: `--=_b\nContent-Type: text/plain\n\nYour message was read.\n--=_b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; ${ANNA}\nOriginal-Message-ID: <${SENT_ID}>\nDisposition: manual-action/MDN-sent-manually; displayed\n--=_b--\n`,
  },
  {
    system: 'mail deleted without being read',
    from: `Anna Berg <${ANNA}>`,
    subject: 'Not read: Re: My order',
    headers: [
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=disposition-notification; boundary="=_b"',
    ],
    body: `--=_b\nContent-Type: text/plain\n\nYour message was deleted without being read.\n--=_b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; ${ANNA}\nOriginal-Message-ID: <${SENT_ID}>\nDisposition: automatic-action/MDN-sent-automatically; deleted\n--=_b--\n`,
  },
  {
    system: 'a desk that took the mail in',
    from: 'noreply@desk.example',
    sender: 'noreply@desk.example',
    subject: '[#4711] We have received your message',
    headers: ['Auto-Submitted: auto-replied'],
    body: 'Thank you for contacting us. Messages to this address are not delivered to a person.',
  },
  {
    system: 'a postmaster’s quota report',
    from: 'postmaster@example.org',
    subject: 'Your monthly report',
    body: 'You have used 3 of 15 GB.',
  },
  {
    system: 'a person on a full disk',
    from: ANNA,
    sender: ANNA,
    subject: 'Error',
    headers: ANSWERING,
    body: 'The app says: mailbox full, delivery failed, 552 5.2.2. What now?',
  },
];
