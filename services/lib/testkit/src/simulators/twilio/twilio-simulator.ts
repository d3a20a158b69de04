import type { SimulatedConversation, SimulatedMessage } from '../conversation-book.ts';
import { FaultPlan } from '../fault-plan.ts';
import { ProviderServer, type ProviderPlace } from '../provider-server.ts';
import type { AttemptOutcome, SimulatorObserver } from '../simulator-event.ts';
import { createWebhookSender, type Reach, type WebhookSender } from '../webhook-sender.ts';
import { answerTwilioCall } from './twilio-api.ts';
import { TwilioAccount, type TwilioMessage, type TwilioStatus } from './twilio-account.ts';
import type { TwilioErrorName } from './twilio-errors.ts';
import { TwilioPhones } from './twilio-phones.ts';
import { TWILIO_WEBHOOK_TIMEOUT_MS, twilioRetryAfterMs } from './twilio-webhook.ts';

/** Twilio gives up fetching one of our media addresses after this. */
const MEDIA_FETCH_TIMEOUT_MS = 10_000;
/** Twilio's code for media that it could not fetch. */
const MEDIA_FETCH_FAILED = 11200;

export interface TwilioSimulatorOptions extends ProviderPlace {
  readonly accountSid: string;
  readonly authToken: string;
  /** Numbers of the account; the first is the one that people write to. */
  readonly numbers: readonly [string, ...string[]];
  /** Our `/webhooks/twilio/sms`, a `#rc=5&rp=all` included; may be set later by `setWebhookUrl`. */
  readonly webhookUrl?: string;
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  /** What is reported of each message by itself, in this order. Default sent, delivered. */
  readonly statuses?: readonly TwilioStatus[];
  /** Default: as Twilio, by the fragment of the address. */
  readonly retryAfterMs?: (url: string, attempt: number, outcome: AttemptOutcome) => number | undefined;
  readonly webhookTimeoutMs?: number;
  readonly now?: () => number;
  readonly onEvent?: SimulatorObserver;
  /** Where our side is really reached, when that is not where its addresses say. */
  readonly reach?: Reach;
}

/** A Twilio account, its REST API, and the phones that write to its numbers. */
export interface TwilioSimulator {
  /** What to set as `TWILIO_API_URL`. */
  readonly url: string;
  /** Faults of REST calls. */
  readonly faults: FaultPlan<TwilioErrorName>;
  /** Faults of deliveries to our webhooks: send twice, hold, release in another order. */
  readonly deliveries: WebhookSender;
  readonly phones: TwilioPhones;
  /** Messages that were accepted from our side, oldest first, the newest 20,000. */
  accepted(): readonly TwilioMessage[];
  /** Media resources that our side deleted. */
  deletedMedia(): readonly string[];
  conversations(): readonly SimulatedConversation[];
  messagesOf(phone: string): readonly SimulatedMessage[];
  setWebhookUrl(url: string): void;
  goDown(): Promise<void>;
  comeUp(): Promise<void>;
  /** Drops what is open, releases the port. Repeatable. */
  close(): Promise<void>;
}

export async function createTwilioSimulator(options: TwilioSimulatorOptions): Promise<TwilioSimulator> {
  const { accountSid, authToken, numbers, now = Date.now, onEvent = () => undefined } = options;
  const { statuses = ['sent', 'delivered'], retryAfterMs = twilioRetryAfterMs, reach = (url: string) => url } = options;
  const closing = new AbortController();
  const faults = new FaultPlan<TwilioErrorName>();
  const account = new TwilioAccount(onEvent, now);
  const deliveries = createWebhookSender({
    timeoutMs: options.webhookTimeoutMs ?? TWILIO_WEBHOOK_TIMEOUT_MS,
    retryAfterMs: (attempt, outcome, { url }) => retryAfterMs(url, attempt, outcome),
    observe: onEvent,
    reach: options.reach,
  });
  let { webhookUrl } = options;
  const phones = new TwilioPhones(account, deliveries, {
    accountSid,
    authToken,
    number: numbers[0],
    webhookUrl: () => {
      if (webhookUrl === undefined) throw new Error('the simulator knows no webhook yet: setWebhookUrl');
      return webhookUrl;
    },
    origin: () => server.url,
  });
  const working = new Set<Promise<void>>();
  const onAccepted = (message: TwilioMessage, mediaUrls: readonly string[]): void => {
    const work = carryOut(message, mediaUrls).finally(() => working.delete(work));
    working.add(work);
  };
  const carryOut = async (message: TwilioMessage, mediaUrls: readonly string[]): Promise<void> => {
    const fetched = await Promise.all(mediaUrls.map((url) => canFetch(reach(url), closing.signal)));
    if (closing.signal.aborted) return;
    if (fetched.includes(false)) phones.reportStatus(message.sid, 'failed', MEDIA_FETCH_FAILED);
    else for (const status of statuses) phones.reportStatus(message.sid, status);
  };
  const parts = {
    account,
    accountSid,
    authToken,
    numbers,
    faults,
    observe: onEvent,
    origin: () => server.url,
    closing: closing.signal,
    onAccepted,
  };
  const server = new ProviderServer(
    (request, response) => {
      answerTwilioCall(parts, request, response).catch(() => request.socket.destroy());
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
    deliveries,
    phones,
    accepted: () =>
      account
        .messages()
        .filter(({ direction }) => direction === 'outbound-api')
        .toReversed(),
    deletedMedia: () => account.deletedMedia(),
    conversations: () => account.book.list(),
    messagesOf: (phone) => account.book.messagesOf(phone),
    setWebhookUrl: (url) => void (webhookUrl = url),
    goDown: () => server.goDown(),
    comeUp: () => server.comeUp(),
    async close() {
      closing.abort();
      await Promise.all(working);
      await deliveries.close();
      await server.goDown();
    },
  };
}

async function canFetch(url: string, closing: AbortSignal): Promise<boolean> {
  try {
    const answer = await fetch(url, {
      signal: AbortSignal.any([closing, AbortSignal.timeout(MEDIA_FETCH_TIMEOUT_MS)]),
    });
    await answer.arrayBuffer();
    return answer.ok && answer.headers.has('content-type');
  } catch {
    return false;
  }
}
