import assert from 'node:assert/strict';
import { test } from 'node:test';
import { automaticReason, isRobotAddress, type MailSaid } from './automatic-mail.ts';

const PERSON: MailSaid = {
  sender: 'anna@example.org',
  from: 'anna@example.org',
  subject: 'Re: My order',
  mailboxes: ['support@localhost'],
  hops: 5,
};

function reasonOf(headers: Readonly<Record<string, string>>, mail: Partial<MailSaid> = {}): string | undefined {
  return automaticReason((name) => (headers[name] ?? '').toLowerCase(), { ...PERSON, ...mail });
}

const ANSWERS = { 'in-reply-to': '<r_1.1.0@localhost>' };

for (const [what, headers, mail] of [
  ['the null sender', {}, { sender: '' }],
  ['a Return-Path without an address', { 'return-path': '<>' }, {}],
  ['Gmail’s vacation answer', { 'auto-submitted': 'auto-replied', precedence: 'bulk' }, {}],
  ['an answer that explains itself', { 'auto-submitted': 'auto-replied; owner-email="a@b.org"' }, {}],
  ['a generated mail', { 'auto-submitted': 'auto-generated (vacation)' }, {}],
  ['Exchange, away', { 'x-auto-response-suppress': 'All' }, {}],
  ['Exchange’s inbox rule', { 'x-ms-exchange-inbox-rules-loop': 'anna@example.org' }, {}],
  ['Exchange Online, away', { 'x-ms-exchange-generated-message-source': 'Mailbox Rules Agent' }, {}],
  ['Lotus, by X-AutoReply', { 'x-autoreply': 'yes' }, {}],
  ['an autoresponder', { 'x-autorespond': 'My order' }, {}],
  ['cPanel’s autoresponder', { 'x-precedence': 'auto_reply' }, {}],
  ['the vacation program', { precedence: 'junk' }, {}],
  ['a list', { 'list-id': '<users.lists.example>' }, {}],
  ['a list without an id', { 'mailing-list': 'contact users-help@lists.example' }, {}],
  ['a newsletter', { 'list-unsubscribe': '<https://n.example/u>' }, {}],
  ['what cron wrote', { 'x-cron-env': '<SHELL=/bin/sh>' }, {}],
  ['a report', { 'content-type': 'multipart/report; report-type=disposition-notification' }, {}],
  ['mailer-daemon', {}, { from: 'MAILER-DAEMON@example.org' }],
  ['an envelope of a list', {}, { sender: 'users-bounces@lists.example' }],
  ['no-reply', {}, { from: 'no-reply@example.org' }],
  ['a Portuguese no-reply', {}, { from: 'nao-responda@example.org' }],
  ['a mail of ours', {}, { from: 'support@localhost' }],
  ['a mail that went round', {}, { hops: 31 }],
  ['GMX’s away message', ANSWERS, { subject: 'Abwesenheitsnotiz: Re: My order' }],
  ['Yandex’s answering machine', ANSWERS, { subject: 'Автоответ: Re: My order' }],
  ['QQ’s automatic answer', ANSWERS, { subject: '自动回复: Re: My order' }],
  ['Outlook, away, in English', ANSWERS, { subject: 'Automatic reply: My order' }],
] as const) {
  test(`${what} is written by a program`, () => assert.notEqual(reasonOf(headers, mail), undefined));
}

for (const [what, headers, mail] of [
  ['a person', {}, {}],
  ['a person whose server says that no program wrote', { 'auto-submitted': 'no' }, {}],
  ['a mail that suppresses nothing', { 'x-auto-response-suppress': 'None' }, {}],
  ['a person who answers an automatic reply', ANSWERS, { subject: 'Re: Automatic reply: My order' }],
  ['a person who asks about automatic replies', {}, { subject: 'Automatic reply does not work' }],
  ['a person named Noreply’s neighbour', {}, { from: 'noreplyman@example.org' }],
  ['a person with a priority', { precedence: 'first-class' }, {}],
  ['a mail over many servers', {}, { hops: 30 }],
] as const) {
  test(`${what} is no program`, () => assert.equal(reasonOf(headers, mail), undefined));
}

test('addresses that only programs read are known', () => {
  for (const address of [
    'noreply@x.org',
    'bounces+7@x.org',
    'users-request@x.org',
    'owner-users@x.org',
    'postmaster@x.org',
  ])
    assert.equal(isRobotAddress(address), true, address);
  for (const address of ['anna@x.org', 'reply@x.org', 'bouncer@x.org', 'owner@x.org', 'listen@x.org'])
    assert.equal(isRobotAddress(address), false, address);
});
