import type { SimulatedMessage } from '../conversation-book.ts';
import type { GraphPage } from './graph-page.ts';

/** Most messages that one page of a conversation look-up shows. */
const MAX_LISTED_MESSAGES = 100;
/** Conversations of one look where the caller names no limit. */
const DEFAULT_LIMIT = 25;

/** Conversations of one person, or of all with the latest word first, page by page. */
export function listConversations(page: GraphPage, pageId: string, query: URLSearchParams): object {
  const psid = query.get('user_id');
  if (psid !== null) {
    const messages = page.book.messagesOf(psid);
    return { data: messages.length === 0 ? [] : [conversation(psid, pageId, messages)] };
  }
  const all = page.book.list().toReversed();
  const from = Number(query.get('after') ?? 0);
  const limit = Number(query.get('limit') ?? DEFAULT_LIMIT);
  const shown = all.slice(from, from + limit);
  const after = String(from + limit);
  return {
    data: shown.map(({ customer, messages }) => conversation(customer, pageId, messages)),
    paging: { cursors: { after }, ...(from + limit < all.length ? { next: `https://graph/?after=${after}` } : {}) },
  };
}

function conversation(psid: string, pageId: string, messages: readonly SimulatedMessage[]): object {
  const shown = messages.slice(-MAX_LISTED_MESSAGES).toReversed();
  return {
    id: `t_${psid}`,
    updated_time: timeOf(messages.at(-1)?.at ?? 0),
    messages: { data: shown.map((message) => listed(message, psid, pageId)) },
  };
}

function listed(message: SimulatedMessage, psid: string, pageId: string): object {
  const [from, to] = message.direction === 'from-customer' ? [psid, pageId] : [pageId, psid];
  const files = message.files.map(({ name, size, contentType, url }) => ({
    name,
    size,
    mime_type: contentType,
    ...(contentType.startsWith('image/') ? { image_data: { url } } : { file_url: url }),
  }));
  return {
    id: message.id,
    created_time: timeOf(message.at),
    from: { id: from },
    to: { data: [{ id: to }] },
    message: message.text ?? '',
    ...(files.length === 0 ? {} : { attachments: { data: files } }),
  };
}

function timeOf(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, '+0000');
}
