import type { Readable } from 'node:stream';
import type { OutboundMessage } from '@onethread/contracts';
import { domainOf } from '../addresses.ts';
import { unsubscribeHeaders, type UnsubscribeWays } from '../copies/unsubscribe-ways.ts';
import type { Correspondence } from '../correspondence.ts';
import { keysFor, type DkimKey } from './dkim-keys.ts';
import { firstSubject } from './first-subject.ts';
import type { MailStep } from './plan-mail.ts';
import { fillTemplate, type MailTemplate } from './templates.ts';

/** Re:, AW:, Sv: and their like, as often as they pile up. */
const ANSWER_MARKS = /^(\s*(re|aw|antw|antwoord|sv|vs|ref|rif|res|odp|回复|返信)(\[\d+\])?\s*[:：])+\s*/i;

/** Ours for ever: the same reply and attempt always has the same. Without angle brackets. */
export function messageIdOf(sendId: string, mailbox: string): string {
  return `${sendId}@${domainOf(mailbox)}`;
}

/** `Re: …`, once. */
export function answerSubject(subject: string): string {
  const bare = subject.replace(ANSWER_MARKS, '').replace(/\s+/g, ' ').trim();
  return bare === '' ? 'Re: your message' : `Re: ${bare.slice(0, 900)}`;
}

/** An answer's where something was written before, else the first of a correspondence. */
export function subjectOf({ correspondence, step }: Pick<ComposeOptions, 'correspondence' | 'step'>): string {
  return correspondence === undefined ? firstSubject(step.text) : answerSubject(correspondence.subject);
}

export interface ComposeOptions {
  readonly message: OutboundMessage;
  readonly step: MailStep;
  readonly messageId: string;
  /** What was written before; undefined: nothing by mail. */
  readonly correspondence: Correspondence | undefined;
  /** Address of this conversation, where there is one. */
  readonly replyTo: string | undefined;
  /** Whom reports of servers go to; '': nobody. */
  readonly envelopeFrom: string;
  readonly to: string;
  readonly template: MailTemplate;
  /** How its reader says that no more such mails are to come: of copies, where it is known how the world finds the page. */
  readonly unsubscribe: UnsubscribeWays | undefined;
  readonly dkimKeys: readonly DkimKey[];
  readonly files: readonly { readonly name: string; readonly contentType: string; readonly content: Readable }[];
}

/** A reply as nodemailer wants it. */
export function composeMail(options: ComposeOptions) {
  const { message, step, messageId, correspondence, replyTo, files, to, envelopeFrom, unsubscribe } = options;
  const { account } = message.identity;
  const known = correspondence === undefined ? [] : [correspondence.root, ...correspondence.recent];
  const answered = known.findLast((id) => domainOf(id).toLowerCase() !== domainOf(account)) ?? known.at(-1);
  const agent = message.agentName ?? '';
  const written = { reply: step.text, agent, mailbox: account, unsubscribeUrl: unsubscribe?.url };
  const { text, html } = fillTemplate(options.template, written);
  return {
    from: { name: agent, address: account },
    to: { name: '', address: to },
    envelope: { from: envelopeFrom, to },
    // Where the server can (RFC 3461): reports then name the mail and the address as we know them, and carry no more than needed.
    dsn: { id: messageId, return: 'headers', notify: 'failure,delay', recipient: to },
    ...(replyTo === undefined ? {} : { replyTo: { name: '', address: replyTo } }),
    subject: subjectOf(options),
    messageId: `<${messageId}>`,
    ...(answered === undefined ? {} : { inReplyTo: `<${answered}>` }),
    references: [...new Set(known)].filter((id) => id !== messageId).map((id) => `<${id}>`),
    date: new Date(message.occurredAt),
    headers: {
      ...(message.automatic === true ? AUTOMATIC : {}),
      ...(unsubscribe === undefined ? {} : unsubscribeHeaders(unsubscribe)),
    },
    text,
    html,
    attachments: files.map(({ name, contentType, content }) => ({ filename: name, contentType, content })),
    dkimKeys: keysFor(account, options.dkimKeys),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** Of mails that no agent wrote: nobody's program is to answer them (RFC 3834; Exchange knows only its own word). */
const AUTOMATIC = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };
