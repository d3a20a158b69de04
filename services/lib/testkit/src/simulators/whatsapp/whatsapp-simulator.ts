import type { SimulatedConversation, SimulatedMessage } from '../conversation-book.ts';
import { FaultPlan } from '../fault-plan.ts';
import { GRAPH_WEBHOOK_TIMEOUT_MS } from '../graph/graph-simulator.ts';
import { graphRetryAfterMs } from '../graph/graph-webhook.ts';
import { ProviderServer, type ProviderPlace } from '../provider-server.ts';
import type { AttemptOutcome, SimulatorObserver } from '../simulator-event.ts';
import { createWebhookSender, type Reach, type WebhookSender } from '../webhook-sender.ts';
import { answerWhatsappCall } from './whatsapp-api.ts';
import type { WhatsappErrorName } from './whatsapp-errors.ts';
import { WhatsappNumber, type AcceptedWhatsapp, type ShownWhatsapp, type WhatsappPerson } from './whatsapp-number.ts';
import { WhatsappPeople } from './whatsapp-people.ts';

export interface WhatsappSimulatorOptions extends ProviderPlace {
  readonly appSecret: string;
  readonly phoneNumberId: string;
  readonly accessToken: string;
  /** Our `/webhooks/whatsapp`; may be set later by `setWebhookUrl`. */
  readonly webhookUrl?: string;
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  /** Approved templates as `name/language`. */
  readonly templates?: readonly string[];
  /** Whether the status `sent` of each message is told by itself. Default true. */
  readonly tellsSent?: boolean;
  /** Default: as Meta, 1 s doubled to 10 minutes for 36 hours. */
  readonly retryAfterMs?: (attempt: number, outcome: AttemptOutcome) => number | undefined;
  readonly now?: () => number;
  readonly onEvent?: SimulatorObserver;
  /** Where our side is really reached, when that is not where its addresses say. */
  readonly reach?: Reach;
}

/** A business number at WhatsApp and the Cloud API around it. */
export interface WhatsappSimulator {
  /** What to set as `WHATSAPP_GRAPH_URL`. */
  readonly url: string;
  readonly faults: FaultPlan<WhatsappErrorName>;
  readonly deliveries: WebhookSender;
  readonly people: WhatsappPeople;
  addPerson(id: string, given?: { readonly name?: string; readonly username?: string }): WhatsappPerson;
  /** Forgets that anybody wrote for so long that the window of this person is closed. */
  closeWindow(id: string): void;
  /** Ids of the media that our side uploaded, oldest first. */
  mediaIds(): readonly string[];
  /** Media are forgotten: their ids are refused from now on. */
  forgetMedia(ids: readonly string[]): void;
  /** Messages that were accepted, oldest first. */
  accepted(): readonly AcceptedWhatsapp[];
  /** What our side marked as read, and whether it showed typing. */
  shown(): readonly ShownWhatsapp[];
  conversations(): readonly SimulatedConversation[];
  messagesOf(id: string): readonly SimulatedMessage[];
  setWebhookUrl(url: string): void;
  goDown(): Promise<void>;
  comeUp(): Promise<void>;
  /** Drops what is open, releases the port. Repeatable. */
  close(): Promise<void>;
}

export async function createWhatsappSimulator(options: WhatsappSimulatorOptions): Promise<WhatsappSimulator> {
  const { now = Date.now, onEvent = () => undefined, appSecret, phoneNumberId, tellsSent = true } = options;
  const closing = new AbortController();
  const faults = new FaultPlan<WhatsappErrorName>();
  const number = new WhatsappNumber(onEvent, now, () => server.url);
  for (const template of options.templates ?? []) number.templates.add(template);
  const deliveries = createWebhookSender({
    timeoutMs: GRAPH_WEBHOOK_TIMEOUT_MS,
    retryAfterMs: options.retryAfterMs ?? graphRetryAfterMs,
    observe: onEvent,
    reach: options.reach,
  });
  let webhookUrl = options.webhookUrl;
  const needWebhookUrl = (): string => {
    if (webhookUrl === undefined) throw new Error('the simulator knows no webhook yet: setWebhookUrl');
    return webhookUrl;
  };
  const people = new WhatsappPeople(number, deliveries, { appSecret, phoneNumberId, webhookUrl: needWebhookUrl });
  const parts = {
    number,
    phoneNumberId,
    accessToken: options.accessToken,
    appSecret,
    faults,
    observe: onEvent,
    origin: () => server.url,
    closing: closing.signal,
    onAccepted: (message: AcceptedWhatsapp) => {
      if (webhookUrl !== undefined && tellsSent) people.tellStatus(message, 'sent');
    },
  };
  const server = new ProviderServer(
    (request, response) => {
      answerWhatsappCall(parts, request, response).catch(() => request.socket.destroy());
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
    people,
    addPerson: (id, given) => number.addPerson(id, given),
    closeWindow: (id) => void (number.addPerson(id).lastWroteAt = 0),
    mediaIds: () => number.uploaded.list(),
    forgetMedia: (ids) => ids.forEach((id) => number.media.remove(id)),
    accepted: () => number.accepted.list(),
    shown: () => number.shown.list(),
    conversations: () => number.book.list(),
    messagesOf: (id) => number.book.messagesOf(id),
    setWebhookUrl: (url) => void (webhookUrl = url),
    goDown: () => server.goDown(),
    comeUp: () => server.comeUp(),
    async close() {
      closing.abort();
      await deliveries.close();
      await server.goDown();
    },
  };
}
