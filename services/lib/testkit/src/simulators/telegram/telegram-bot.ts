import { ServedFiles, type FileContent } from '../served-files.ts';
import { Newest } from '../newest.ts';

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
  webhook: TelegramWebhook | undefined;
  readonly #nextMessage = new Map<number, number>();
  #nextUpdate = 100_000_000;

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
