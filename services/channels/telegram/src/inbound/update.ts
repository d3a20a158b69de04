import { z } from 'zod';

/** Thrown for a body that is no update: 400. */
export class MalformedUpdateError extends Error {
  readonly code = 'malformed-update';
  readonly status = 400;
}

/** What makes no sense is as if it were not there: one odd field costs no message. */
const maybe = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

const id = z.number().int();
const text = z.string().max(20_000);
const user = z.object({
  id,
  is_bot: maybe(z.boolean()),
  first_name: maybe(text),
  last_name: maybe(text),
  username: maybe(text),
  language_code: maybe(text),
});
const chat = z.object({ id, type: z.string().max(40) });

const entity = z.object({
  type: z.string().max(40),
  offset: z.number().int().nonnegative(),
  length: z.number().int().positive(),
  url: maybe(text),
  language: maybe(text),
});
/** Texts have at most 100 of Telegram itself. */
const entities = maybe(z.array(entity.nullable().catch(null)).max(1_000));

const file = z.object({
  file_id: z.string().min(1).max(1_000),
  file_size: maybe(z.number().nonnegative()),
  file_name: maybe(text),
  mime_type: maybe(z.string().max(200)),
});
const photo = z.object({
  file_id: z.string().min(1).max(1_000),
  file_size: maybe(z.number().nonnegative()),
  width: z.number(),
  height: z.number(),
});
const coordinates = { latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) };

const message = z.object({
  message_id: id,
  date: maybe(z.number()),
  edit_date: maybe(z.number()),
  chat,
  from: maybe(user),
  text: maybe(text),
  entities,
  caption: maybe(text),
  caption_entities: entities,
  photo: maybe(z.array(photo).min(1).max(50)),
  document: maybe(file),
  audio: maybe(file.extend({ title: maybe(text), performer: maybe(text) })),
  voice: maybe(file),
  video: maybe(file),
  video_note: maybe(file),
  animation: maybe(file),
  sticker: maybe(
    file.extend({
      emoji: maybe(z.string().max(40)),
      is_animated: maybe(z.boolean()),
      is_video: maybe(z.boolean()),
      thumbnail: maybe(file),
    }),
  ),
  location: maybe(z.object(coordinates)),
  venue: maybe(z.object({ location: z.object(coordinates), title: maybe(text), address: maybe(text) })),
  contact: maybe(z.object({ phone_number: text, first_name: maybe(text), last_name: maybe(text), user_id: maybe(id) })),
  poll: maybe(z.object({ question: text })),
  dice: maybe(z.object({ emoji: z.string().max(40), value: z.number() })),
  game: maybe(z.object({ title: text })),
  reply_to_message: maybe(z.object({ message_id: id, chat: maybe(chat) })),
  forward_origin: maybe(
    z.object({
      type: z.string().max(40),
      sender_user: maybe(user),
      sender_user_name: maybe(text),
      sender_chat: maybe(z.object({ title: maybe(text) })),
      chat: maybe(z.object({ title: maybe(text) })),
    }),
  ),
  reply_markup: maybe(
    z.object({
      inline_keyboard: z.array(z.array(z.object({ text, callback_data: maybe(text) })).max(100)).max(100),
    }),
  ),
});
export type TelegramMessage = z.infer<typeof message> & {
  /** Names of all that it has, for what is not known here. */
  readonly keys: readonly string[];
};
export type TelegramUser = z.infer<typeof user>;
export type TelegramEntity = z.infer<typeof entity>;
export type TelegramFile = z.infer<typeof file>;

const emoji = z.object({ type: z.string().max(40), emoji: maybe(z.string().max(40)), custom_emoji_id: maybe(text) });
const callbackQuery = z.object({
  id: z.string().min(1).max(200),
  from: user,
  message: maybe(message),
  data: maybe(text),
  game_short_name: maybe(text),
});
const reaction = z.object({
  chat,
  message_id: id,
  user: maybe(user),
  date: maybe(z.number()),
  old_reaction: z.array(emoji).max(50),
  new_reaction: z.array(emoji).max(50),
});
const memberChange = z.object({
  chat,
  from: user,
  date: maybe(z.number()),
  new_chat_member: z.object({ status: z.string().max(40) }),
});
export type TelegramReaction = z.infer<typeof reaction>;
export type CallbackQuery = z.infer<typeof callbackQuery>;
export type MemberChange = z.infer<typeof memberChange>;

export type TelegramUpdate = { readonly updateId: number } & (
  | { readonly kind: 'message' | 'edited_message'; readonly message: TelegramMessage }
  | { readonly kind: 'callback_query'; readonly query: CallbackQuery }
  | { readonly kind: 'message_reaction'; readonly reaction: TelegramReaction }
  | { readonly kind: 'my_chat_member'; readonly member: MemberChange }
  /** Proved to be Telegram's, and nothing that is understood: accepted, counted by `reason`, never sent again. */
  | { readonly kind: 'set-aside'; readonly reason: string }
);

/** Throws `MalformedUpdateError` for what is no update at all. */
export function readUpdate(body: Uint8Array): TelegramUpdate {
  const value = parsed(body);
  const updateId = id.safeParse(value['update_id']);
  if (!updateId.success) throw new MalformedUpdateError('not an update');
  return { updateId: updateId.data, ...contentOf(value) };
}

type Content = TelegramUpdate extends infer Update
  ? Update extends unknown
    ? Omit<Update, 'updateId'>
    : never
  : never;

function contentOf(value: Readonly<Record<string, unknown>>): Content {
  for (const kind of ['message', 'edited_message'] as const) {
    if (value[kind] === undefined) continue;
    const read = message.safeParse(value[kind]);
    if (!read.success) return { kind: 'set-aside', reason: 'malformed-message' };
    return { kind, message: { ...read.data, keys: Object.keys(value[kind] as object).slice(0, 100) } };
  }
  if (value['callback_query'] !== undefined) {
    const query = callbackQuery.safeParse(value['callback_query']).data;
    return query === undefined
      ? { kind: 'set-aside', reason: 'malformed-callback' }
      : { kind: 'callback_query', query };
  }
  if (value['message_reaction'] !== undefined) {
    const read = reaction.safeParse(value['message_reaction']).data;
    if (read === undefined) return { kind: 'set-aside', reason: 'malformed-reaction' };
    return { kind: 'message_reaction', reaction: read };
  }
  if (value['my_chat_member'] !== undefined) {
    const member = memberChange.safeParse(value['my_chat_member']).data;
    return member === undefined
      ? { kind: 'set-aside', reason: 'malformed-member' }
      : { kind: 'my_chat_member', member };
  }
  return { kind: 'set-aside', reason: 'unknown-update' };
}

function parsed(body: Uint8Array): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new MalformedUpdateError('not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new MalformedUpdateError('no object');
  return value as Readonly<Record<string, unknown>>;
}
