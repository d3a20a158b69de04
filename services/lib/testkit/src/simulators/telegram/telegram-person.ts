import type { Delivery } from '../delivery-queue.ts';
import type { FileContent } from '../served-files.ts';
import type { TelegramBot } from './telegram-bot.ts';

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

  /** `message_id` of it beside how it is delivered. */
  text(text: string, more: object = {}): Delivery & { readonly messageId: number } {
    return this.message({ text, ...more });
  }

  start(payload?: string): Delivery & { readonly messageId: number } {
    const text = payload === undefined ? '/start' : `/start ${payload}`;
    return this.message({ text, entities: [{ type: 'bot_command', offset: 0, length: 6 }] });
  }

  /** Any message: what stands beside id, chat, sender and date. */
  message(content: object): Delivery & { readonly messageId: number } {
    this.#bot.chats.add(this.id);
    const messageId = this.#bot.messageId(this.id);
    const delivery = this.#deliver(String(this.id), 'message', { ...this.#envelope(messageId), ...content });
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
