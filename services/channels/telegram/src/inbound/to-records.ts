import type { InboundDraft, StandingDraft } from '@onethread/channel-kit';
import type { IdentityRef, Part } from '@onethread/contracts';
import { messageId } from '../message-id.ts';
import { clip } from './clip.ts';
import type { FileReader } from './fetch-file.ts';
import { phoneOf, profileOf } from './profile.ts';
import { readParts } from './read-parts.ts';
import type { CallbackQuery, MemberChange, TelegramMessage, TelegramReaction, TelegramUpdate } from './update.ts';

/** What one update says, in the words of the kit. */
export interface Records {
  readonly inbound?: readonly InboundDraft[];
  readonly standing?: StandingDraft;
  /** Why nothing of it is kept, for the count. */
  readonly setAside?: string;
}

/** Bots serve people one by one here: what is said in groups and channels is nobody's conversation with us. */
const PRIVATE = 'private';
/** A link t.me/bot?start=… ends in this word, said by the person's app. */
const START = /^\/start(?:@\w+)?(?:\s+([\s\S]*))?$/;

/** Throws only what makes Telegram try again: a store that is down. */
export async function toRecords(reader: FileReader, update: TelegramUpdate): Promise<Records> {
  switch (update.kind) {
    case 'message':
      return await message(reader, update.message);
    case 'edited_message':
      return await edit(reader, update.message, update.updateId);
    case 'callback_query':
      return button(reader, update.query);
    case 'message_reaction':
      return reactions(reader, update.reaction, update.updateId);
    case 'my_chat_member':
      return membership(reader, update.member, update.updateId);
    case 'set-aside':
      return { setAside: update.reason };
    default:
      return update satisfies never;
  }
}

async function message(reader: FileReader, told: TelegramMessage): Promise<Records> {
  const { chat, from, message_id: id, date, reply_to_message: answered } = told;
  if (chat.type !== PRIVATE || from === undefined) return { setAside: 'not-a-private-chat' };
  const { host, bot } = reader;
  const providerMessageId = messageId(chat.id, id);
  const start = START.exec(told.text ?? '');
  const parts =
    start === null ? await readParts(reader, told, host.entryIdOf(bot.id, providerMessageId)) : startParts(start[1]);
  const notice = forwardNotice(told);
  return {
    inbound: [
      {
        type: 'message',
        identity: identityOf(reader, chat.id),
        profile: { ...profileOf(from), ...phoneOf(told) },
        providerMessageId,
        ...timeOf(date),
        author: 'customer',
        // A click on Start: nobody wrote anything, shown, but nothing to answer.
        ...(start === null ? {} : { automatic: true }),
        ...(answered === undefined
          ? {}
          : { threadRefs: [{ kind: 'message', value: messageId(answered.chat?.id ?? chat.id, answered.message_id) }] }),
        ...(notice === undefined ? {} : { notice }),
        parts,
      },
    ],
  };
}

function startParts(payload: string | undefined): Part[] {
  const word = payload?.trim() ?? '';
  return [{ kind: 'card', title: word === '' ? 'Started the bot' : clip(`Came by a link: ${word}`, 500) }];
}

function forwardNotice({ forward_origin: origin }: TelegramMessage): string | undefined {
  if (origin === undefined) return undefined;
  const { sender_user: user, sender_user_name: hidden, sender_chat: group, chat: channel } = origin;
  const name = user === undefined ? (hidden ?? group?.title ?? channel?.title) : profileOf(user).name;
  return clip(name === undefined ? 'Forwarded.' : `Forwarded from ${name}.`, 500);
}

async function edit(reader: FileReader, told: TelegramMessage, updateId: number): Promise<Records> {
  const { chat, message_id: id } = told;
  if (chat.type !== PRIVATE) return { setAside: 'not-a-private-chat' };
  // A live location moves for hours, an edit every few seconds: agents have where it began.
  if (told.location !== undefined) return { setAside: 'live-location' };
  const changeId = `edit:${updateId}`;
  // A place of its own for its file: the one of the message holds what was there before.
  const parts = await readParts(
    reader,
    told,
    reader.host.entryIdOf(reader.bot.id, `${messageId(chat.id, id)}:${changeId}`),
  );
  return {
    inbound: [
      {
        type: 'revision',
        identity: identityOf(reader, chat.id),
        providerMessageId: messageId(chat.id, id),
        changeId,
        change: { kind: 'edit', parts },
      },
    ],
  };
}

function button(reader: FileReader, { id, from, message: shown, data, game_short_name: game }: CallbackQuery): Records {
  if (shown !== undefined && shown.chat.type !== PRIVATE) return { setAside: 'not-a-private-chat' };
  const payload = data ?? game ?? '';
  const buttons = shown?.reply_markup?.inline_keyboard.flat() ?? [];
  const title = buttons.find(({ callback_data: known }) => known !== undefined && known === data)?.text ?? payload;
  const chosen: Part = { kind: 'choice', title: clip(title, 500), payload: clip(payload, 1000) };
  return {
    inbound: [
      {
        type: 'message',
        identity: identityOf(reader, from.id),
        profile: profileOf(from),
        providerMessageId: `callback:${id}`,
        author: 'customer',
        ...(shown === undefined
          ? {}
          : { threadRefs: [{ kind: 'message', value: messageId(shown.chat.id, shown.message_id) }] }),
        parts: [chosen],
      },
    ],
  };
}

/** Telegram tells all reactions before and after; what differs was given or taken back. */
function reactions(reader: FileReader, told: TelegramReaction, updateId: number): Records {
  const { chat, message_id: id, old_reaction: before, new_reaction: after } = told;
  if (chat.type !== PRIVATE) return { setAside: 'not-a-private-chat' };
  const [old, fresh] = [new Set(before.map(emojiOf)), new Set(after.map(emojiOf))];
  const changes = [
    ...[...old].filter((emoji) => !fresh.has(emoji)).map((emoji) => ({ emoji, active: false })),
    ...[...fresh].filter((emoji) => !old.has(emoji)).map((emoji) => ({ emoji, active: true })),
  ];
  return {
    inbound: changes.map(({ emoji, active }) => ({
      type: 'revision',
      identity: identityOf(reader, chat.id),
      providerMessageId: messageId(chat.id, id),
      changeId: `reaction:${updateId}:${active ? '+' : '-'}${emoji}`,
      change: { kind: 'reaction', emoji, active },
    })),
  };
}

/** Emoji of packs have pictures of their own, which only Telegram shows. */
function emojiOf({ type, emoji }: TelegramReaction['old_reaction'][number]): string {
  return type === 'emoji' && emoji !== undefined ? clip(emoji, 40) : type === 'paid' ? '⭐' : '❔';
}

function membership(
  reader: FileReader,
  { chat, from, new_chat_member: member }: MemberChange,
  updateId: number,
): Records {
  if (chat.type !== PRIVATE) return { setAside: 'not-a-private-chat' };
  const told = { identity: identityOf(reader, chat.id), profile: profileOf(from), changeId: `member:${updateId}` };
  if (member.status === 'kicked') return { standing: { ...told, standing: 'blocked', reason: 'blocked-by-person' } };
  if (member.status === 'member') return { standing: { ...told, standing: 'open', reason: 'unblocked-by-person' } };
  return { setAside: 'unknown-membership' };
}

function identityOf({ host, bot }: FileReader, chat: number): IdentityRef {
  return host.identity(bot.id, String(chat));
}

/** Telegram counts seconds. */
function timeOf(date: number | undefined): { readonly providerTime?: number } {
  return date === undefined ? {} : { providerTime: Math.round(date * 1000) };
}
