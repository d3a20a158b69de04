import { ConversationBook, type SimulatedFile } from '../conversation-book.ts';
import { Newest } from '../newest.ts';
import { ServedFiles, type FileContent } from '../served-files.ts';
import type { SimulatorObserver } from '../simulator-event.ts';

/** Messages of our side that are remembered, the newest. */
const MAX_ACCEPTED = 20_000;

/** A message that Telegram took from our side. */
export interface TelegramSent {
  readonly messageId: number;
  readonly chatId: number;
  readonly method: string;
  readonly text?: string;
  readonly file?: FileContent;
}

/** What `setWebhook` told. */
export interface TelegramWebhook {
  readonly url: string;
  readonly secretToken: string;
  readonly allowedUpdates: readonly string[];
  readonly maxConnections: number;
  readonly dropPendingUpdates: boolean;
}

/** What Telegram keeps of one bot. */
export class TelegramBot {
  readonly files = new ServedFiles();
  readonly accepted = new Newest<TelegramSent>(MAX_ACCEPTED);
  /** Who has a chat with the bot, and who has blocked it. */
  readonly chats = new Set<number>();
  readonly blocked = new Set<number>();
  /** What people show of themselves: the id of the file, by person. */
  readonly pictures = new Map<number, string>();
  webhook: TelegramWebhook | undefined;
  /** What people's apps show; `id` is the `message_id`, which is unique within a chat. */
  readonly book: ConversationBook;
  readonly #origin: () => string;
  readonly #nextMessage = new Map<number, number>();
  #nextUpdate = 100_000_000;

  constructor(observe: SimulatorObserver, origin: () => string) {
    this.#origin = origin;
    this.book = new ConversationBook((message, isNew) =>
      observe({ kind: isNew ? 'message' : 'message-changed', message }),
    );
  }

  /** Keeps a file that either side sent; people's apps show it without the bot's token. */
  keep(file: FileContent): { readonly id: string; readonly shown: SimulatedFile } {
    const id = this.files.add(file);
    const { name, contentType, bytes } = file;
    return { id, shown: { name, contentType, size: bytes.length, url: `${this.#origin()}/cdn/${id}` } };
  }

  /** Rises within a chat, for both sides. */
  messageId(chatId: number): number {
    const next = (this.#nextMessage.get(chatId) ?? 0) + 1;
    this.#nextMessage.set(chatId, next);
    return next;
  }

  updateId(): number {
    this.#nextUpdate += 1;
    return this.#nextUpdate;
  }
}
