/** Longest request id. */
export const MAX_REQUEST_ID_LENGTH = 100;
/** Commands of one stream that are being done; further ones wait in the connection, not in memory. */
export const MAX_COMMANDS_IN_FLIGHT = 100;
/** Threads that one stream follows. */
export const MAX_THREADS_PER_STREAM = 20;
/** Commands of one stream per second, lasting, and how many at once after a pause. */
export const COMMANDS_PER_SECOND = 50;
export const COMMAND_BURST = 300;
/** Signs of typing that are passed on, per stream and conversation. */
const TYPING_INTERVAL_MS = 1000;
const MAX_TYPED_IN = 50;

/** A bucket of `burst` tokens that fills by `perSecond`. */
export class RateLimit {
  readonly #perSecond: number;
  readonly #burst: number;
  #tokens: number;
  #at: number;

  constructor(perSecond: number, burst: number, now: number) {
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#tokens = burst;
    this.#at = now;
  }

  take(now: number): boolean {
    this.#tokens = Math.min(this.#burst, this.#tokens + (Math.max(0, now - this.#at) * this.#perSecond) / 1000);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}

/** Typing is told anew at most so often; a client may say it with every key. */
export class TypingPace {
  readonly #last = new Map<string, number>();

  mayTell(conversationId: string, now: number): boolean {
    if (now - (this.#last.get(conversationId) ?? -Infinity) < TYPING_INTERVAL_MS) return false;
    if (this.#last.size >= MAX_TYPED_IN) this.#last.clear();
    this.#last.set(conversationId, now);
    return true;
  }
}
