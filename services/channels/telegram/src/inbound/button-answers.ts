import type { BotApi } from '../bot-api.ts';
import type { Bot } from '../bots.ts';

const CALL_MS = 5_000;
/** Answers under way; a button beyond that goes on turning for a while, and what was chosen is kept all the same. */
const MAX_OPEN = 100;

/** Stops the clock on a button that was pressed. Best effort, beside the answer to the webhook. */
export class ButtonAnswers {
  readonly #api: BotApi;
  readonly #open = new Set<Promise<void>>();

  constructor(api: BotApi) {
    this.#api = api;
  }

  answer(bot: Bot, callbackId: string): void {
    if (this.#open.size >= MAX_OPEN) return;
    const call = this.#api
      .call(bot, 'answerCallbackQuery', { callback_query_id: callbackId }, AbortSignal.timeout(CALL_MS))
      .then(() => undefined)
      .finally(() => this.#open.delete(call));
    this.#open.add(call);
  }

  async ended(): Promise<void> {
    await Promise.all(this.#open);
  }
}
