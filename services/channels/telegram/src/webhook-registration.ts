import { setTimeout as delay } from 'node:timers/promises';
import { backOffMs, type Logger } from '@onethread/runtime';
import type { BotApi } from './bot-api.ts';
import type { Bot } from './bots.ts';

/** All that is understood here; Telegram sends reactions only to who asks for them by name. */
export const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query', 'message_reaction', 'my_chat_member'];
const CALL_MS = 10_000;
const RETRY = { firstMs: 2_000, mostMs: 300_000 };

export interface RegistrationParts {
  readonly api: BotApi;
  readonly bots: readonly Bot[];
  /** Of a bot's webhook, as Telegram reaches it. */
  readonly address: (bot: Bot) => string;
  readonly connections: number;
  readonly logger: Logger;
  readonly stopping: AbortSignal;
}

/**
 * Tells Telegram where each bot's updates go, again until it has understood. The channel runs meanwhile: what is told is the
 * same in every process and at every start, and what waits at Telegram is never dropped.
 */
export class WebhookRegistration {
  readonly #parts: RegistrationParts;
  readonly #open = new Map<string, string>();
  /** Resolves when nothing is tried any more. */
  ended: Promise<void> = Promise.resolve();

  constructor(parts: RegistrationParts) {
    this.#parts = parts;
  }

  start(): void {
    this.ended = Promise.all(this.#parts.bots.map((bot) => this.#register(bot))).then(() => undefined);
  }

  /** For operators; undefined: every bot's webhook is set. */
  get trouble(): string | undefined {
    const open = [...this.#open].map(([bot, why]) => `bot ${bot}: ${why}`);
    return open.length === 0 ? undefined : `the webhook could not be set: ${open.join('; ')}`;
  }

  async #register(bot: Bot): Promise<void> {
    const { logger, stopping } = this.#parts;
    for (let attempt = 1; !stopping.aborted; attempt += 1) {
      const why = await this.#tell(bot);
      if (why === undefined) {
        this.#open.delete(bot.id);
        return;
      }
      if (stopping.aborted) return;
      if (this.#open.get(bot.id) !== why) logger.warn({ bot: bot.id, why }, 'the webhook could not be set');
      this.#open.set(bot.id, why);
      await delay(backOffMs(attempt, RETRY), undefined, { signal: stopping }).catch(() => undefined);
    }
  }

  /** Why it did not work; undefined: it did. */
  async #tell(bot: Bot): Promise<string | undefined> {
    const { api, address, connections, stopping } = this.#parts;
    const wanted = {
      url: address(bot),
      secret_token: bot.webhookSecret,
      allowed_updates: ALLOWED_UPDATES,
      max_connections: connections,
      drop_pending_updates: false,
    };
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(CALL_MS)]);
    const answer = await api.call(bot, 'setWebhook', wanted, signal);
    if (answer.kind === 'ok') return undefined;
    return answer.kind === 'refused' ? answer.refusal.description : 'Telegram does not answer';
  }
}
