import { metaId } from '@onethread/meta-graph';
import { z } from 'zod';
import type { MetaEvent } from '../inbound/read-events.ts';

/** Messages of one conversation that a look shows; older ones of a longer gap are fetched by their own pages. */
const MESSAGES_SHOWN = 50;

/** What a look at the conversations asks for. */
export const CONVERSATION_FIELDS =
  `id,updated_time,messages.limit(${MESSAGES_SHOWN})` +
  '{id,created_time,from,to,message,sticker,attachments{name,mime_type,file_url,image_data,video_data}}';

const dataUrl = z.object({ url: z.string() }).nullish().catch(undefined);
const messageSchema = z.object({
  id: z.string().min(1).max(900),
  created_time: z.string(),
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
const conversationSchema = z.object({
  updated_time: z.string(),
  messages: z.object({ data: z.array(z.unknown()) }).nullish(),
});
const pageSchema = z.object({
  data: z.array(z.unknown()),
  paging: z
    .object({ cursors: z.object({ after: z.string() }).nullish(), next: z.string().nullish() })
    .nullish()
    .catch(undefined),
});

export interface ConversationsPage {
  /** As webhooks would have brought them, oldest first: the same ids, so that what is known already is dropped. */
  readonly events: readonly MetaEvent[];
  /** Cursor of the next page; undefined when all conversations since `since` were seen. */
  readonly next?: string;
}

/** Undefined for an answer that is none. */
export function readConversations(answer: unknown, accountId: string, since: number): ConversationsPage | undefined {
  const page = pageSchema.safeParse(answer);
  if (!page.success) return undefined;
  const conversations = page.data.data.flatMap((unread) => {
    const parsed = conversationSchema.safeParse(unread);
    return parsed.success ? [parsed.data] : [];
  });
  const recent = conversations.filter(({ updated_time: at }) => Date.parse(at) >= since);
  const events = recent
    .flatMap(({ messages }) => messages?.data ?? [])
    .map((message) => toEvent(message, accountId))
    .filter((event) => event !== undefined)
    .filter(({ timestamp = 0 }) => timestamp >= since)
    .toSorted((one, other) => (one.timestamp ?? 0) - (other.timestamp ?? 0));
  // They come by the time of their last word: once one is older, all that follow are.
  const seenAll = recent.length < conversations.length || conversations.length === 0;
  const next = page.data.paging?.next ? page.data.paging.cursors?.after : undefined;
  return { events, ...(seenAll || next === undefined ? {} : { next }) };
}

function toEvent(unread: unknown, accountId: string): MetaEvent | undefined {
  const parsed = messageSchema.safeParse(unread);
  if (!parsed.success) return undefined;
  const { id: mid, created_time: created, from, to, message: text, sticker, attachments } = parsed.data;
  const isOurSide = from.id === accountId;
  const personId = isOurSide ? to?.data[0]?.id : from.id;
  const timestamp = Date.parse(created);
  if (personId === undefined || Number.isNaN(timestamp)) return undefined;
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
