import { FaultPlan } from '../fault-plan.ts';
import type { SimulatedConversation, SimulatedMessage } from '../conversation-book.ts';
import { ProviderServer, type ProviderPlace } from '../provider-server.ts';
import type { AttemptOutcome, SimulatorObserver } from '../simulator-event.ts';
import type { FileContent } from '../served-files.ts';
import { createWebhookSender, type Reach, type WebhookSender } from '../webhook-sender.ts';
import { answerGraphCall } from './graph-api.ts';
import { GraphCustomers } from './graph-customers.ts';
import type { GraphErrorName } from './graph-errors.ts';
import { GraphPage, type AcceptedMessage, type GraphPerson } from './graph-page.ts';
import { graphRetryAfterMs } from './graph-webhook.ts';

/** Of Instagram's conversations Meta shows so many messages with what they say; of older ones that they are there. */
const DETAILED_ON_INSTAGRAM = 20;

/** How long Meta waits for the answer to a webhook. */
export const GRAPH_WEBHOOK_TIMEOUT_MS = 20_000;

export interface GraphSimulatorOptions extends ProviderPlace {
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly pageId: string;
  readonly pageAccessToken: string;
  /** Our `/webhooks/messenger`; may be set later by `setWebhookUrl`. */
  readonly webhookUrl?: string;
  /** `instagram`: an Instagram account instead of a Page; its webhooks say so, and its echoes carry no metadata. Default `page`. */
  readonly object?: 'page' | 'instagram';
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  /** Shown in echoes of what our side sends. */
  readonly appId?: number;
  /** Whether what our side sends is echoed to the webhook (`message_echoes` subscribed). Default true. */
  readonly echoes?: boolean;
  /** Whether people's phones report delivery by themselves. Default false. */
  readonly deliversByItself?: boolean;
  /** Default: as Meta, 1 s doubled to 10 minutes for 36 hours. */
  readonly retryAfterMs?: (attempt: number, outcome: AttemptOutcome) => number | undefined;
  readonly webhookTimeoutMs?: number;
  readonly now?: () => number;
  readonly onEvent?: SimulatorObserver;
  /** Where our side is really reached, when that is not where its addresses say. */
  readonly reach?: Reach;
}

/** A Facebook Page and the Graph API around it. */
export interface GraphSimulator {
  /** What to set as `MESSENGER_GRAPH_URL`. */
  readonly url: string;
  /** Faults of API calls (sending, profiles, look-ups). */
  readonly faults: FaultPlan<GraphErrorName>;
  /** Faults of deliveries: send twice, hold, release in another order. */
  readonly deliveries: WebhookSender;
  readonly customers: GraphCustomers;
  addPerson(person?: { psid?: string; firstName?: string; lastName?: string }): GraphPerson;
  /** What the person shows of themselves from now on; undefined: nothing any more. */
  setPicture(psid: string, picture: FileContent | undefined): void;
  /** Forgets that anybody wrote for so long that the reply window of this person is closed. */
  closeWindow(psid: string): void;
  /** Calls that were accepted, oldest first, the newest 10,000. */
  accepted(): readonly AcceptedMessage[];
  conversations(): readonly SimulatedConversation[];
  messagesOf(psid: string): readonly SimulatedMessage[];
  /** What our side showed people beside messages (typing_on, mark_seen), oldest first. */
  actions(): readonly { readonly psid: string; readonly action: string }[];
  /** Uploaded attachments are forgotten: their ids are refused from now on. */
  forgetUploads(): void;
  /** Headers of every answer from now on, such as `x-app-usage`. */
  setUsage(headers: Readonly<Record<string, string>>): void;
  setWebhookUrl(url: string): void;
  /** Facebook's GET handshake with the webhook: true if the challenge came back. */
  verifyWebhook(verifyToken?: string): Promise<{ readonly status: number; readonly verified: boolean }>;
  goDown(): Promise<void>;
  comeUp(): Promise<void>;
  /** Drops what is open, releases the port. Repeatable. */
  close(): Promise<void>;
}

export async function createGraphSimulator(options: GraphSimulatorOptions): Promise<GraphSimulator> {
  const { now = Date.now, onEvent = () => undefined, appId = 1234567890, echoes = true } = options;
  const { object = 'page' } = options;
  let usage: Readonly<Record<string, string>> = {};
  const closing = new AbortController();
  const faults = new FaultPlan<GraphErrorName>();
  const page = new GraphPage(onEvent, now);
  const deliveries = createWebhookSender({
    timeoutMs: options.webhookTimeoutMs ?? GRAPH_WEBHOOK_TIMEOUT_MS,
    retryAfterMs: options.retryAfterMs ?? graphRetryAfterMs,
    observe: onEvent,
    reach: options.reach,
  });
  let webhookUrl = options.webhookUrl;
  const needWebhookUrl = (): string => {
    if (webhookUrl === undefined) throw new Error('the simulator knows no webhook yet: setWebhookUrl');
    return webhookUrl;
  };
  const { appSecret, pageId, pageAccessToken } = options;
  const customers = new GraphCustomers(
    page,
    deliveries,
    { appSecret, pageId, object, webhookUrl: needWebhookUrl },
    () => server.url,
  );
  const onAccepted = ({ mid, psid, text, metadata: given, attachmentType, file }: AcceptedMessage): void => {
    const metadata = object === 'page' ? given : undefined;
    if (webhookUrl === undefined) return;
    const attachments =
      attachmentType === undefined ? {} : { attachments: [{ type: attachmentType, payload: { url: file?.url } }] };
    const shown = { ...(text === undefined ? {} : { text }), ...attachments };
    if (echoes) customers.echo(psid, mid, { app_id: appId, ...(metadata === undefined ? {} : { metadata }), ...shown });
    if (options.deliversByItself === true) customers.markDelivered(psid, now(), [mid]);
  };
  const parts = {
    page,
    pageId,
    pageAccessToken,
    detailedMessages: object === 'instagram' ? DETAILED_ON_INSTAGRAM : Infinity,
    appSecret,
    faults,
    observe: onEvent,
    origin: () => server.url,
    closing: closing.signal,
    usageHeaders: () => usage,
    onAccepted,
  };
  const server = new ProviderServer(
    (request, response) => {
      answerGraphCall(parts, request, response).catch(() => request.socket.destroy());
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
    customers,
    addPerson: (person) => page.addPerson(person),
    setPicture(psid, picture) {
      const person = page.addPerson({ psid });
      if (picture === undefined) delete person.picture;
      else person.picture = page.serve(picture, server.url);
    },
    closeWindow: (psid) => void (page.addPerson({ psid }).lastWroteAt = 0),
    accepted: () => page.accepted.list(),
    conversations: () => page.book.list(),
    messagesOf: (psid) => page.book.messagesOf(psid),
    actions: () => page.actions.list(),
    forgetUploads: () => page.uploads.clear(),
    setUsage: (headers) => void (usage = headers),
    setWebhookUrl: (url) => void (webhookUrl = url),
    async verifyWebhook(verifyToken = options.verifyToken) {
      const url = new URL(needWebhookUrl());
      const challenge = String(Math.floor(Math.random() * 1e9));
      url.searchParams.set('hub.mode', 'subscribe');
      url.searchParams.set('hub.challenge', challenge);
      url.searchParams.set('hub.verify_token', verifyToken);
      const response = await fetch(url);
      return { status: response.status, verified: response.ok && (await response.text()) === challenge };
    },
    goDown: () => server.goDown(),
    comeUp: () => server.comeUp(),
    async close() {
      closing.abort();
      await deliveries.close();
      await server.goDown();
    },
  };
}
