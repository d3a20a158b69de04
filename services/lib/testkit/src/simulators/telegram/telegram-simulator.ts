import type { SimulatedConversation, SimulatedMessage } from '../conversation-book.ts';
import type { Delivery } from '../delivery-queue.ts';
import { FaultPlan } from '../fault-plan.ts';
import { ProviderServer, type ProviderPlace } from '../provider-server.ts';
import type { AttemptOutcome, SimulatorObserver } from '../simulator-event.ts';
import { createWebhookSender, type Reach, type WebhookSender } from '../webhook-sender.ts';
import { answerTelegramCall } from './telegram-api.ts';
import { TelegramBot, type TelegramSent, type TelegramWebhook } from './telegram-bot.ts';
import type { TelegramErrorName } from './telegram-errors.ts';
import { TelegramPerson, type TelegramPersonData } from './telegram-person.ts';

/** Updates that wait until the bot has said where they go. */
const MAX_PENDING = 10_000;
const WEBHOOK_TIMEOUT_MS = 60_000;
/** It goes on for a day or so, more and more slowly. */
const MAX_ATTEMPTS = 50;
const retryAfterSeconds = (attempt: number): number | undefined =>
  attempt >= MAX_ATTEMPTS ? undefined : Math.min(1_000 * 2 ** (attempt - 1), 60_000);

export interface TelegramSimulatorOptions extends ProviderPlace {
  /** As of @BotFather: <bot id>:<secret>. */
  readonly token: string;
  readonly username?: string;
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  readonly retryAfterMs?: (attempt: number, outcome: AttemptOutcome) => number | undefined;
  readonly webhookTimeoutMs?: number;
  readonly now?: () => number;
  readonly onEvent?: SimulatorObserver;
  /** Where our side is really reached, when that is not where its addresses say. */
  readonly reach?: Reach;
}

/** The Bot API of one bot, and the people who write to it. */
export interface TelegramSimulator {
  /** What to set as `TELEGRAM_API_URL`. */
  readonly url: string;
  /** Faults of calls that send something. */
  readonly faults: FaultPlan<TelegramErrorName>;
  /** Faults of `getFile`. */
  readonly fileFaults: FaultPlan<TelegramErrorName>;
  /** Faults of deliveries to our webhook: send twice, hold, release in another order. */
  readonly deliveries: WebhookSender;
  /** What `setWebhook` told last. */
  readonly webhook: TelegramWebhook | undefined;
  /** As if the bot had called it before: Telegram knows it for good, whatever of us starts anew. */
  setWebhook(webhook: TelegramWebhook): void;
  person(data: TelegramPersonData): TelegramPerson;
  /** A private chat that was begun before, whatever was said there: the bot may write to it. */
  addChat(id: number): void;
  /** Any update, as it is: its lane is `lane`. It waits until a webhook is set, and is dropped where that does not want it. */
  update(lane: string, kind: string, content: object): Delivery;
  /** Messages that were accepted from our side, oldest first, the newest 20,000. */
  accepted(): readonly TelegramSent[];
  conversations(): readonly SimulatedConversation[];
  messagesOf(chatId: string): readonly SimulatedMessage[];
  goDown(): Promise<void>;
  comeUp(): Promise<void>;
  /** Drops what is open, releases the port. Repeatable. */
  close(): Promise<void>;
}

export async function createTelegramSimulator(options: TelegramSimulatorOptions): Promise<TelegramSimulator> {
  const { token, username = 'example_bot', now = Date.now, onEvent = () => undefined } = options;
  const { retryAfterMs = retryAfterSeconds } = options;
  const bot = new TelegramBot(onEvent, () => server.url);
  const faults = new FaultPlan<TelegramErrorName>();
  const fileFaults = new FaultPlan<TelegramErrorName>();
  const closing = new AbortController();
  const deliveries = createWebhookSender({
    timeoutMs: options.webhookTimeoutMs ?? WEBHOOK_TIMEOUT_MS,
    retryAfterMs: (attempt, outcome) => retryAfterMs(attempt, outcome),
    observe: onEvent,
    reach: options.reach,
  });
  const pending: { readonly send: () => void; readonly drop: () => void }[] = [];

  function sendNow(lane: string, kind: string, body: string, webhook: TelegramWebhook): Delivery | undefined {
    if (!webhook.allowedUpdates.includes(kind)) return undefined;
    return deliveries.deliver({
      id: (JSON.parse(body) as { update_id: number }).update_id.toString(),
      lane,
      url: webhook.url,
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhook.secretToken },
      body,
    });
  }

  function update(lane: string, kind: string, content: object): Delivery {
    const id = bot.updateId();
    // As Telegram: everything beyond ASCII is escaped.
    const body = JSON.stringify({ update_id: id, [kind]: content }).replaceAll(
      /[\u0080-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    if (bot.webhook !== undefined)
      return sendNow(lane, kind, body, bot.webhook) ?? { id: String(id), acknowledged: Promise.resolve() };
    if (pending.length >= MAX_PENDING) throw new RangeError(`more than ${MAX_PENDING} updates wait for a webhook`);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    promise.catch(() => undefined);
    pending.push({
      send() {
        if (bot.webhook === undefined) return;
        const sent = sendNow(lane, kind, body, bot.webhook);
        if (sent === undefined) resolve();
        else sent.acknowledged.then(resolve, reject);
      },
      drop: resolve,
    });
    return { id: String(id), acknowledged: promise };
  }

  function onWebhook(): void {
    const waiting = pending.splice(0);
    for (const { send, drop } of waiting) {
      if (bot.webhook?.dropPendingUpdates === true) drop();
      else send();
    }
  }

  const parts = {
    token,
    username,
    bot,
    faults,
    fileFaults,
    observe: onEvent,
    closing: closing.signal,
    now,
    onWebhook,
  };
  const server = new ProviderServer(
    (request, response) => {
      answerTelegramCall(parts, request, response).catch(() => request.socket.destroy());
    },
    options.port ?? 0,
    options,
  );
  await server.comeUp();

  return {
    get url() {
      return server.url;
    },
    faults,
    fileFaults,
    deliveries,
    get webhook() {
      return bot.webhook;
    },
    setWebhook(webhook) {
      bot.webhook = webhook;
      onWebhook();
    },
    person: (data) => new TelegramPerson(data, bot, update, now),
    addChat: (id) => void bot.chats.add(id),
    update,
    accepted: () => bot.accepted.list(),
    conversations: () => bot.book.list(),
    messagesOf: (chatId) => bot.book.messagesOf(chatId),
    goDown: () => server.goDown(),
    comeUp: () => server.comeUp(),
    async close() {
      closing.abort();
      await deliveries.close();
      await server.goDown();
    },
  };
}
