import { metaId } from '@onethread/meta-graph';
import { z } from 'zod';
import type { MetaEvent } from '../inbound/read-events.ts';

/** Messages of one conversation that the list of conversations shows. */
const MESSAGES_IN_LIST = 50;

/** What is asked of a message. */
export const MESSAGE_FIELDS =
  'id,created_time,from,to,message,sticker,attachments{name,mime_type,file_url,image_data,video_data}';
/** What is asked of a conversation. */
export const CONVERSATION_FIELDS = `id,updated_time,participants,messages.limit(${MESSAGES_IN_LIST}){${MESSAGE_FIELDS}}`;

const dataUrl = z.object({ url: z.string() }).nullish().catch(undefined);
const stubSchema = z.object({
  id: z.string().min(1).max(900),
  created_time: z.string().optional().catch(undefined),
});
const messageSchema = z.object({
  from: z.object({ id: metaId }),
  to: z.object({ data: z.array(z.object({ id: metaId })) }).nullish(),
  message: z.string().nullish(),
  sticker: z.string().nullish(),
  attachments: z
    .object({
      data: z.array(
        z.object({
          mime_type: z.string().nullish(),
          file_url: z.string().nullish(),
          image_data: dataUrl,
          video_data: dataUrl,
        }),
      ),
    })
    .nullish()
    .catch(undefined),
});
const pageSchema = z.object({
  data: z.array(z.unknown()),
  paging: z
    .object({ cursors: z.object({ after: z.string().optional() }).nullish(), next: z.string().nullish() })
    .nullish()
    .catch(undefined),
});
const conversationSchema = z.object({
  /** It stands in the address of a call. */
  id: z
    .string()
    .regex(/^[\w.:=+-]{3,500}$/)
    .optional()
    .catch(undefined),
  updated_time: z.string(),
  participants: z
    .object({ data: z.array(z.object({ id: metaId })) })
    .nullish()
    .catch(undefined),
  messages: z.unknown(),
});

/** What to add to a query for the page behind this one. */
export type NextPage = Readonly<Record<string, string>>;

/** A message as a look shows it; Meta may show no more of it than its id and its time. */
export interface ShownMessage {
  readonly mid: string;
  readonly at: number | undefined;
  /** As the webhook would have brought it, under the same id. */
  readonly event: MetaEvent | undefined;
}

export interface MessagesPage {
  /** Newest first. */
  readonly messages: readonly ShownMessage[];
  /** Undefined on the last page. */
  readonly next: NextPage | undefined;
}

export interface Conversation {
  /** Undefined where it is none that may stand in an address: only what the list shows can be read. */
  readonly id: string | undefined;
  readonly updatedAt: number;
  readonly personId: string | undefined;
  readonly newest: MessagesPage;
}

export interface ConversationsPage {
  /** With the latest word first. */
  readonly conversations: readonly Conversation[];
  readonly next: NextPage | undefined;
}

/** Undefined for an answer that is none. */
export function readConversations(answer: unknown, accountId: string): ConversationsPage | undefined {
  const page = pageSchema.safeParse(answer);
  if (!page.success) return undefined;
  const conversations = page.data.data.flatMap((unread): Conversation[] => {
    const parsed = conversationSchema.safeParse(unread);
    if (!parsed.success) return [];
    const { id, updated_time: updated, participants, messages } = parsed.data;
    const updatedAt = Date.parse(updated);
    if (Number.isNaN(updatedAt)) return [];
    const personId = participants?.data.find((participant) => participant.id !== accountId)?.id;
    const newest = readMessages(messages, accountId) ?? { messages: [], next: undefined };
    return [{ id, updatedAt, personId, newest }];
  });
  return { conversations, next: nextOf(page.data) };
}

/** Undefined for an answer that is none. */
export function readMessages(answer: unknown, accountId: string): MessagesPage | undefined {
  const page = pageSchema.safeParse(answer);
  if (!page.success) return undefined;
  const messages = page.data.data.flatMap((unread): ShownMessage[] => {
    const stub = stubSchema.safeParse(unread);
    if (!stub.success) return [];
    const { id: mid, created_time: created } = stub.data;
    const time = created === undefined ? Number.NaN : Date.parse(created);
    const at = Number.isNaN(time) ? undefined : time;
    return [{ mid, at, event: at === undefined ? undefined : toEvent(unread, accountId, mid, at) }];
  });
  return { messages, next: nextOf(page.data) };
}

/** By cursor; where an edge pages by time instead, by what its own address of the next page says. */
function nextOf({ paging }: z.infer<typeof pageSchema>): NextPage | undefined {
  if (!paging?.next) return undefined;
  if (paging.cursors?.after) return { after: paging.cursors.after };
  const said = URL.canParse(paging.next) ? new URL(paging.next).searchParams : new URLSearchParams();
  const query = ['after', 'until', '__paging_token'].flatMap((name) => {
    const value = said.get(name);
    return value === null ? [] : [[name, value]];
  });
  return query.length === 0 ? undefined : (Object.fromEntries(query) as NextPage);
}

function toEvent(unread: unknown, accountId: string, mid: string, timestamp: number): MetaEvent | undefined {
  const parsed = messageSchema.safeParse(unread);
  if (!parsed.success) return undefined;
  const { from, to, message: text, sticker, attachments } = parsed.data;
  const isOurSide = from.id === accountId;
  const personId = isOurSide ? to?.data[0]?.id : from.id;
  if (personId === undefined) return undefined;
  const files = (attachments?.data ?? []).map((file) => ({
    type: kindOf(file.mime_type ?? '', file),
    payload: { url: file.image_data?.url ?? file.video_data?.url ?? file.file_url },
  }));
  const stickers = sticker ? [{ type: 'sticker', payload: { url: sticker } }] : [];
  const echo = isOurSide ? { is_echo: true } : {};
  return {
    accountId,
    personId,
    isOurSide,
    timestamp,
    message: { mid, text, attachments: [...files, ...stickers], ...echo },
  };
}

function kindOf(mimeType: string, file: { readonly image_data?: unknown; readonly video_data?: unknown }): string {
  if (file.image_data) return 'image';
  if (file.video_data) return 'video';
  const [kind = ''] = mimeType.split('/');
  return ['image', 'audio', 'video'].includes(kind) ? kind : 'file';
}
