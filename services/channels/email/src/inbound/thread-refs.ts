import type { InboundDraft } from '@onethread/channel-kit';
import { domainOf } from '../addresses.ts';
import type { ParsedMail } from '../parsing/parsed-mail.ts';
import type { ReplyTokens } from '../reply-tokens.ts';
import type { ArrivedMail } from './arrived-mail.ts';

/** Of one message. */
const MAX_REFS = 60;

type ThreadRefs = NonNullable<Extract<InboundDraft, { type: 'message' }>['threadRefs']>;

export interface ThreadRefParts {
  readonly mailboxes: readonly string[];
  readonly tokens: ReplyTokens;
}

/** A token names the conversation, Message-IDs of ours the mails that it answers; neither proves who writes. */
export function threadRefsOf(
  mail: Pick<ArrivedMail, 'recipients'>,
  parsed: Pick<ParsedMail, 'addressedTo' | 'answers'>,
  mailbox: string,
  { tokens, mailboxes }: ThreadRefParts,
): ThreadRefs {
  const conversations = [...mail.recipients, ...parsed.addressedTo]
    .map((address) => tokens.conversationOf(mailbox, address))
    .filter((conversation) => conversation !== undefined);
  const domains = new Set(mailboxes.map(domainOf));
  const ours = parsed.answers.filter((id) => domains.has(domainOf(id).toLowerCase()));
  return [
    ...[...new Set(conversations)].map((value) => ({ kind: 'conversation' as const, value })),
    ...ours.map((value) => ({ kind: 'message' as const, value })),
  ].slice(0, MAX_REFS);
}
