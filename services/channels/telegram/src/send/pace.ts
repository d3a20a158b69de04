import { setTimeout as delay } from 'node:timers/promises';
import { recentMap } from '@onethread/runtime';

/** https://core.telegram.org/bots/faq: about one message a second in one chat, a short burst allowed; 30 a second in all. */
const PER_CHAT = { everyMs: 1_000, burst: 3 };
const PER_BOT = { everyMs: 1_000 / 30, burst: 30 };
/** Longest that a reply waits here; beyond that it goes back to its queue. */
const MAX_WAIT_MS = 3_000;
/** Chats and bots that are remembered; who has been quiet longest is forgotten first, and was free again long before. */
export const MAX_CHATS = 10_000;

interface Rate {
  readonly everyMs: number;
  readonly burst: number;
}

/**
 * Keeps this process within Telegram's limits, so that their 429 stays the exception: by the time at which each chat and bot
 * will have caught up (GCRA).
 */
export class Pace {
  readonly #now: () => number;
  /** In the order of turns taken. */
  readonly #caughtUpAt = recentMap<string, number>(MAX_CHATS);

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Waits for the turn of this chat. The ms still to wait where that is too long, and the turn is not taken. */
  async turn(bot: string, chat: string, signal: AbortSignal): Promise<number> {
    const now = this.#now();
    const rates = [[`${bot}/${chat}`, PER_CHAT] as const, [bot, PER_BOT] as const];
    const waitMs = Math.max(...rates.map(([key, rate]) => this.#waitOf(key, rate, now)));
    if (waitMs > MAX_WAIT_MS) return waitMs;
    for (const [key, rate] of rates) this.#take(key, rate, now);
    if (waitMs > 0) await delay(waitMs, undefined, { signal });
    return 0;
  }

  #waitOf(key: string, { everyMs, burst }: Rate, now: number): number {
    const caughtUpAt = this.#caughtUpAt.peek(key) ?? now;
    return Math.max(0, caughtUpAt - (burst - 1) * everyMs - now);
  }

  #take(key: string, { everyMs }: Rate, now: number): void {
    this.#caughtUpAt.set(key, Math.max(this.#caughtUpAt.peek(key) ?? now, now) + everyMs);
  }
}
