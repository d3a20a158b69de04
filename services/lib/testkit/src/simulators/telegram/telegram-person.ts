import type { SimulatedFile } from '../conversation-book.ts';
import type { Delivery } from '../delivery-queue.ts';
import type { FileContent } from '../served-files.ts';
import type { TelegramBot } from './telegram-bot.ts';

/** What the app sends as a photo; pictures of other types travel as documents. */
const PHOTO_TYPES = new Set(['image/jpeg', 'image/png']);

export interface TelegramPersonData {
  readonly id: number;
  readonly firstName: string;
  readonly lastName?: string;
  readonly username?: string;
  readonly languageCode?: string;
}

/** Hands an update over to our side; `lane` keeps those of one chat in order. */
export type DeliverUpdate = (lane: string, kind: string, content: object) => Delivery;

/** Somebody's Telegram app, in a private chat with the bot. */
export class TelegramPerson {
  readonly #data: TelegramPersonData;
  readonly #bot: TelegramBot;
  readonly #deliver: DeliverUpdate;
  readonly #now: () => number;

  constructor(data: TelegramPersonData, bot: TelegramBot, deliver: DeliverUpdate, now: () => number) {
    this.#data = data;
    this.#bot = bot;
    this.#deliver = deliver;
    this.#now = now;
  }

  get id(): number {
    return this.#data.id;
  }

  /** What the person shows of themselves to bots from now on; undefined: nothing any more. */
  setPicture(picture: FileContent | undefined): void {
    if (picture === undefined) this.#bot.pictures.delete(this.id);
    else this.#bot.pictures.set(this.id, this.#bot.files.add(picture));
  }

  /** `message_id` of it beside how it is delivered. */
  text(text: string, more: object = {}): Delivery & { readonly messageId: number } {
    return this.message({ text, ...more });
  }

  start(payload?: string): Delivery & { readonly messageId: number } {
    const text = payload === undefined ? '/start' : `/start ${payload}`;
    return this.message({ text, entities: [{ type: 'bot_command', offset: 0, length: 6 }] });
  }

  /** A file as the app sends it by its type: a photo in one size, a video, a sound, any other as a document. */
  file(file: FileContent, caption?: string): Delivery & { readonly messageId: number } {
    const { id, shown } = this.#bot.keep(file);
    const [kind = ''] = file.contentType.split('/');
    const media = { file_id: id, file_unique_id: `u${id}`, file_size: file.bytes.length };
    const named = { ...media, file_name: file.name, mime_type: file.contentType };
    const content = PHOTO_TYPES.has(file.contentType)
      ? { photo: [{ ...media, width: 1280, height: 960 }] }
      : { [kind === 'video' || kind === 'audio' ? kind : 'document']: named };
    return this.message({ ...content, ...(caption === undefined ? {} : { caption }) }, [shown]);
  }

  /** Any message: what stands beside id, chat, sender and date. `files`: as the person's app shows them. */
  message(content: object, files: readonly SimulatedFile[] = []): Delivery & { readonly messageId: number } {
    const { book, chats } = this.#bot;
    chats.add(this.id);
    const messageId = this.#bot.messageId(this.id);
    const [customer, id] = [String(this.id), String(messageId)];
    const { text, caption = text } = content as { readonly text?: string; readonly caption?: string };
    const shown = caption === undefined ? {} : { text: caption };
    book.add({ id, customer, direction: 'from-customer', at: this.#now(), files, state: 'delivering', ...shown });
    const delivery = this.#deliver(customer, 'message', { ...this.#envelope(messageId), ...content });
    delivery.acknowledged.then(
      () => book.update(customer, id, { state: 'accepted' }),
      () => book.update(customer, id, { state: 'given-up' }),
    );
    return { ...delivery, messageId };
  }

  /** A file that the bot can fetch: as it stands in a message under its kind. */
  upload(file: FileContent): {
    readonly file_id: string;
    readonly file_unique_id: string;
    readonly file_size: number;
    readonly file_name: string;
    readonly mime_type: string;
  } {
    const fileId = this.#bot.files.add(file);
    return {
      file_id: fileId,
      file_unique_id: `u${fileId}`,
      file_size: file.bytes.length,
      file_name: file.name,
      mime_type: file.contentType,
    };
  }

  edit(messageId: number, content: object): Delivery {
    const edited = { ...this.#envelope(messageId), edit_date: this.#seconds(), ...content };
    return this.#deliver(String(this.id), 'edited_message', edited);
  }

  press(callbackId: string, data: string, message?: object): Delivery {
    const shown = message === undefined ? {} : { message };
    return this.#deliver(String(this.id), 'callback_query', { id: callbackId, from: this.#user(), data, ...shown });
  }

  react(messageId: number, before: readonly string[], after: readonly string[]): Delivery {
    return this.#deliver(String(this.id), 'message_reaction', {
      chat: this.#chat(),
      message_id: messageId,
      user: this.#user(),
      date: this.#seconds(),
      old_reaction: before.map(plainEmoji),
      new_reaction: after.map(plainEmoji),
    });
  }

  block(): Delivery {
    this.#bot.blocked.add(this.id);
    return this.#member('member', 'kicked');
  }

  unblock(): Delivery {
    this.#bot.blocked.delete(this.id);
    return this.#member('kicked', 'member');
  }

  #member(before: string, after: string): Delivery {
    const bot = { id: 1, is_bot: true, first_name: 'bot' };
    return this.#deliver(String(this.id), 'my_chat_member', {
      chat: this.#chat(),
      from: this.#user(),
      date: this.#seconds(),
      old_chat_member: { user: bot, status: before },
      new_chat_member: { user: bot, status: after },
    });
  }

  #envelope(messageId: number): object {
    return { message_id: messageId, from: this.#user(), chat: this.#chat(), date: this.#seconds() };
  }

  #user(): object {
    const { id, firstName, lastName, username, languageCode } = this.#data;
    return {
      id,
      is_bot: false,
      first_name: firstName,
      ...(lastName === undefined ? {} : { last_name: lastName }),
      ...(username === undefined ? {} : { username }),
      ...(languageCode === undefined ? {} : { language_code: languageCode }),
    };
  }

  #chat(): object {
    return { id: this.id, type: 'private', first_name: this.#data.firstName };
  }

  #seconds(): number {
    return Math.floor(this.#now() / 1000);
  }
}

function plainEmoji(emoji: string): object {
  return { type: 'emoji', emoji };
}
