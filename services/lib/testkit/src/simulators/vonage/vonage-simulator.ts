import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { FaultPlan, waitOut } from '../fault-plan.ts';
import { ProviderServer, type ProviderPlace } from '../provider-server.ts';
import { createWebhookSender, type WebhookDelivery, type WebhookSender } from '../webhook-sender.ts';
import { VONAGE_ERRORS, type VonageErrorName } from './vonage-errors.ts';
import { signVonage } from './vonage-signature.ts';

const MAX_KEPT = 20_000;
const WEBHOOK_TIMEOUT_MS = 5_000;
const RETRY_PAUSE_MS = 100;
const MAX_BODY_BYTES = 64 * 1024;
/** Characters of one part. */
const PART = 153;

export interface VonageSimulatorOptions extends ProviderPlace {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly signatureSecret: string;
  /** Default sha256. */
  readonly signatureMethod?: string;
  /** Our `/webhooks/vonage/sms`; may be set later by `setWebhookUrl`. */
  readonly webhookUrl?: string;
  /** How webhooks come. Default POST of a form. */
  readonly webhookMethod?: 'GET' | 'POST';
  /** What is reported of each part by itself. Default delivered. */
  readonly receipts?: readonly string[];
}

/** A part that was accepted from our side. */
export interface VonageMessage {
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly type: string;
  readonly clientRef: string;
  readonly callback: string;
}

type Parameters = Readonly<Record<string, string>>;

/** Vonage's SMS API and the phones that write to its numbers. */
export class VonageSimulator {
  readonly faults = new FaultPlan<VonageErrorName>();
  readonly deliveries: WebhookSender;
  readonly #options: VonageSimulatorOptions;
  readonly #server: ProviderServer;
  readonly #accepted: VonageMessage[] = [];
  readonly #closing = new AbortController();
  #webhookUrl: string | undefined;
  #calls = 0;

  static async open(options: VonageSimulatorOptions): Promise<VonageSimulator> {
    const simulator = new VonageSimulator(options);
    await simulator.#server.comeUp();
    return simulator;
  }

  private constructor(options: VonageSimulatorOptions) {
    this.#options = options;
    this.#webhookUrl = options.webhookUrl;
    this.deliveries = createWebhookSender({
      timeoutMs: WEBHOOK_TIMEOUT_MS,
      // 24 hours, unless it was 2xx.
      retryAfterMs: () => RETRY_PAUSE_MS,
      observe: () => undefined,
    });
    const listen = (request: IncomingMessage, response: ServerResponse): void => {
      this.#answer(request, response).catch(() => request.socket.destroy());
    };
    this.#server = new ProviderServer(listen, 0, options);
  }

  get url(): string {
    return this.#server.url;
  }

  accepted(): readonly VonageMessage[] {
    return this.#accepted;
  }

  /** Send calls that reached it, whatever became of them. */
  calls(): number {
    return this.#calls;
  }

  setWebhookUrl(url: string): void {
    this.#webhookUrl = url;
  }

  /** An SMS; several parts, each a webhook of its own, where `parts` is more than one text. */
  sendText(from: string, to: string, parts: readonly string[], over: Parameters = {}): readonly WebhookDelivery[] {
    const reference = randomBytes(2).toString('hex');
    return parts.map((text, index) => {
      const joined = {
        concat: 'true',
        'concat-ref': reference,
        'concat-total': String(parts.length),
        'concat-part': String(index + 1),
      };
      return this.post(this.#webhookUrl ?? '', {
        ...this.inbound(from, to, text),
        ...(parts.length > 1 ? joined : {}),
        ...over,
      });
    });
  }

  /** Parameters of an inbound SMS, unsigned. */
  inbound(from: string, to: string, text: string): Parameters {
    const now = new Date();
    return {
      msisdn: from.replace('+', ''),
      to: to.replace('+', ''),
      messageId: randomBytes(8).toString('hex').toUpperCase(),
      text,
      type: 'text',
      keyword: (text.split(' ')[0] ?? '').toUpperCase(),
      'api-key': this.#options.apiKey,
      'message-timestamp': now.toISOString().slice(0, 19).replace('T', ' '),
      timestamp: String(Math.floor(now.getTime() / 1000)),
      nonce: randomUUID(),
    };
  }

  signed(parameters: Parameters): Parameters {
    const { signatureSecret, signatureMethod = 'sha256' } = this.#options;
    return { ...parameters, sig: signVonage(signatureSecret, signatureMethod, parameters) };
  }

  /** Vonage's word on a part. */
  report(message: VonageMessage, status: string, errorCode = '0'): WebhookDelivery {
    return this.post(message.callback, {
      msisdn: message.to,
      to: message.from,
      messageId: message.messageId,
      status,
      'err-code': errorCode,
      'client-ref': message.clientRef,
      'network-code': '23410',
      'api-key': this.#options.apiKey,
      timestamp: String(Math.floor(Date.now() / 1000)),
      nonce: randomUUID(),
    });
  }

  post(url: string, parameters: Parameters): WebhookDelivery {
    const { webhookMethod = 'POST' } = this.#options;
    const form = new URLSearchParams(this.signed(parameters)).toString();
    const lane = parameters['msisdn'] ?? '';
    const id = randomUUID();
    return webhookMethod === 'GET'
      ? this.deliveries.deliver({ id, lane, url: `${url}?${form}`, method: 'GET', headers: {} })
      : this.deliveries.deliver({
          id,
          lane,
          url,
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: form,
        });
  }

  goDown(): Promise<void> {
    return this.#server.goDown();
  }

  comeUp(): Promise<void> {
    return this.#server.comeUp();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.deliveries.close();
    await this.#server.goDown();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = await readForm(request);
    this.#calls += 1;
    const fault = this.faults.take();
    if (fault?.kind === 'drop-request') return void request.socket.destroy();
    if (fault?.kind === 'error') {
      const { http, status, text } = VONAGE_ERRORS[fault.row];
      const messages = [{ status, 'error-text': text }];
      return void response
        .writeHead(http)
        .end(status === '' ? text : JSON.stringify({ 'message-count': '1', messages }));
    }
    const messages = this.#accept(form);
    if (messages === undefined) {
      const refusal = [{ status: '4', 'error-text': 'Bad Credentials' }];
      return void response.end(JSON.stringify({ 'message-count': '1', messages: refusal }));
    }
    if (fault?.kind === 'slow') {
      // Late after accepting: receipts beat the answer, as in life.
      this.#reportAll(messages);
      await waitOut(fault.delayMs, this.#closing.signal);
    }
    if (fault?.kind === 'drop-answer') return void request.socket.destroy();
    if (fault?.kind === 'hang') return;
    const told = messages.map(({ to, messageId }) => ({ to, status: '0', 'message-id': messageId }));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ 'message-count': String(told.length), messages: told }));
    if (fault?.kind !== 'slow') this.#reportAll(messages);
  }

  #accept(form: URLSearchParams): readonly VonageMessage[] | undefined {
    const { apiKey, apiSecret } = this.#options;
    if (form.get('api_key') !== apiKey || form.get('api_secret') !== apiSecret) return undefined;
    const text = form.get('text') ?? '';
    const count = text.length <= 160 ? 1 : Math.ceil(text.length / PART);
    const messages = Array.from({ length: count }, (_, index) => ({
      messageId: randomBytes(8).toString('hex').toUpperCase(),
      from: form.get('from') ?? '',
      to: form.get('to') ?? '',
      text: count === 1 ? text : text.slice(index * PART, (index + 1) * PART),
      type: form.get('type') ?? 'text',
      clientRef: form.get('client-ref') ?? '',
      callback: form.get('callback') ?? '',
    }));
    this.#accepted.push(...messages);
    this.#accepted.splice(0, Math.max(0, this.#accepted.length - MAX_KEPT));
    return messages;
  }

  #reportAll(messages: readonly VonageMessage[]): void {
    for (const status of this.#options.receipts ?? ['delivered'])
      for (const message of messages) this.report(message, status).acknowledged.catch(() => undefined);
  }
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new RangeError('too large');
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
