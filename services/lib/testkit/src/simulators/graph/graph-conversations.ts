import type { SimulatedMessage } from '../conversation-book.ts';
import { GraphRefusal } from './graph-errors.ts';
import type { GraphPage } from './graph-page.ts';

/** Most elements that one page of a look-up shows, whatever the caller asks for. */
const MAX_LISTED = 100;
/** Elements of one page where the caller names no limit. */
const DEFAULT_LIMIT = 25;
const CONVERSATION_PREFIX = 't_';

export interface ConversationsParts {
  readonly page: GraphPage;
  readonly pageId: string;
  /** Newest messages of a conversation that are shown with all they say; of older ones only id and time. */
  readonly detailedMessages: number;
}

/** Conversations of one person, or of all with the latest word first, page by page. */
export function listConversations(parts: ConversationsParts, query: URLSearchParams): object {
  const { book } = parts.page;
  const nested = Number(/messages\.limit\((\d+)\)/.exec(query.get('fields') ?? '')?.[1] ?? DEFAULT_LIMIT);
  const psid = query.get('user_id');
  if (psid !== null) {
    const messages = book.messagesOf(psid);
    return { data: messages.length === 0 ? [] : [conversation(parts, psid, messages, nested)] };
  }
  const { data, paging } = pageOf(book.list().toReversed(), query, `${parts.pageId}/conversations`);
  return { data: data.map(({ customer, messages }) => conversation(parts, customer, messages, nested)), paging };
}

/** The edge `messages` of a conversation, newest first. */
export function listMessages(parts: ConversationsParts, conversationId: string, query: URLSearchParams): object {
  const psid = conversationId.slice(CONVERSATION_PREFIX.length);
  const messages = parts.page.book.messagesOf(psid);
  if (!conversationId.startsWith(CONVERSATION_PREFIX) || messages.length === 0) {
    throw new GraphRefusal('invalid-parameter', `Object with ID '${conversationId}' does not exist`);
  }
  return messagesPage(parts, psid, messages, query);
}

function conversation(
  parts: ConversationsParts,
  psid: string,
  messages: readonly SimulatedMessage[],
  nested: number,
): object {
  return {
    id: `${CONVERSATION_PREFIX}${psid}`,
    updated_time: timeOf(messages.at(-1)?.at ?? 0),
    participants: { data: [{ id: psid }, { id: parts.pageId }] },
    messages: messagesPage(parts, psid, messages, new URLSearchParams({ limit: String(nested) })),
  };
}

function messagesPage(
  { pageId, detailedMessages }: ConversationsParts,
  psid: string,
  messages: readonly SimulatedMessage[],
  query: URLSearchParams,
): object {
  const shown = messages
    .toReversed()
    .map((message, place) =>
      place < detailedMessages ? listed(message, psid, pageId) : { id: message.id, created_time: timeOf(message.at) },
    );
  return pageOf(shown, query, `${CONVERSATION_PREFIX}${psid}/messages`);
}

/** A page as the Graph API gives it: an opaque cursor, and an address of the next page where there is one. */
function pageOf<T>(all: readonly T[], query: URLSearchParams, path: string) {
  const given = query.get('after');
  const from = given === null ? 0 : placeOf(given);
  const to = from + Math.min(Number(query.get('limit') ?? DEFAULT_LIMIT), MAX_LISTED);
  const data = all.slice(from, to);
  if (data.length === 0) return { data };
  const after = cursorOf(to);
  const next = { next: `https://graph.facebook.com/v25.0/${path}?after=${after}` };
  return { data, paging: { cursors: { before: cursorOf(from), after }, ...(to < all.length ? next : {}) } };
}

function cursorOf(place: number): string {
  return Buffer.from(`place ${place}`).toString('base64url');
}

function placeOf(cursor: string): number {
  const place = /^place (\d+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (place === undefined) throw new GraphRefusal('invalid-parameter', 'Invalid cursors values');
  return Number(place);
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

/** In whole seconds, as Meta tells it. */
function timeOf(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, '+0000');
}
