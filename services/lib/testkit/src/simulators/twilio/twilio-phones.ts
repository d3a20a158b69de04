import { randomUUID } from 'node:crypto';
import type { SimulatedFile } from '../conversation-book.ts';
import type { FileContent } from '../served-files.ts';
import type { WebhookDelivery, WebhookSender } from '../webhook-sender.ts';
import { newSid, type TwilioAccount, type TwilioMessage, type TwilioStatus } from './twilio-account.ts';
import { signTwilioForm } from './twilio-webhook.ts';

const STOP_WORDS = new Set(['STOP', 'UNSUBSCRIBE', 'END', 'QUIT', 'STOPALL', 'REVOKE', 'OPTOUT', 'CANCEL']);
const START_WORDS = new Set(['START', 'UNSTOP', 'YES']);

export interface TwilioPhonesOptions {
  readonly accountSid: string;
  readonly authToken: string;
  /** The number that people write to unless they say otherwise. */
  readonly number: string;
  readonly webhookUrl: () => string;
  readonly origin: () => string;
}

export interface SentByPhone extends WebhookDelivery {
  readonly messageSid: string;
}

/** What people do with their phones, and what Twilio reports of our messages. */
export class TwilioPhones {
  readonly #account: TwilioAccount;
  readonly #sender: WebhookSender;
  readonly #options: TwilioPhonesOptions;

  constructor(account: TwilioAccount, sender: WebhookSender, options: TwilioPhonesOptions) {
    this.#account = account;
    this.#sender = sender;
    this.#options = options;
  }

  /** An SMS to our number; STOP and START are kept by Twilio as well, as it does by default. */
  sendText(from: string, text: string, options: { readonly to?: string } = {}): SentByPhone {
    return this.#send(from, text, [], options.to);
  }

  /** An MMS. */
  sendFiles(
    from: string,
    files: readonly FileContent[],
    options: { readonly to?: string; readonly text?: string } = {},
  ): SentByPhone {
    return this.#send(from, options.text ?? '', files, options.to);
  }

  /** Twilio's word on a message of ours; delivered in the order of the calls. */
  reportStatus(messageSid: string, status: TwilioStatus, errorCode?: number): WebhookDelivery | undefined {
    const message = this.#account.message(messageSid);
    if (message === undefined) return undefined;
    this.#account.put({ ...message, status, ...(errorCode === undefined ? {} : { errorCode }) });
    const state = status === 'delivered' ? 'delivered' : ['failed', 'undelivered'].includes(status) ? 'failed' : 'sent';
    this.#account.book.update(message.to, messageSid, { state });
    if (message.statusCallback === undefined) return undefined;
    const form = this.#statusForm(message, status, errorCode);
    return this.post(message.statusCallback, form, { lane: message.sid });
  }

  /** Any form at all to any address of ours, signed rightly unless a signature is given (`''` leaves the header out). */
  post(
    url: string,
    form: URLSearchParams,
    options: { readonly signature?: string; readonly lane?: string; readonly id?: string } = {},
  ): WebhookDelivery {
    const signedUrl = url.replace(/#.*$/, '');
    const signature = options.signature ?? signTwilioForm(this.#options.authToken, signedUrl, form);
    return this.#sender.deliver({
      id: options.id ?? randomUUID(),
      url,
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
        'user-agent': 'TwilioProxy/1.1',
        'i-twilio-idempotency-token': randomUUID(),
        ...(signature === '' ? {} : { 'x-twilio-signature': signature }),
      },
      body: form.toString(),
      lane: options.lane ?? 'raw',
    });
  }

  /** The form of an inbound message, for tests that send it in their own way. */
  inboundForm(message: TwilioMessage): URLSearchParams {
    const form = new URLSearchParams({
      ToCountry: 'US',
      SmsMessageSid: message.sid,
      NumMedia: String(message.files.length),
      SmsSid: message.sid,
      SmsStatus: 'received',
      Body: message.body,
      To: message.to,
      NumSegments: '1',
      MessageSid: message.sid,
      AccountSid: this.#options.accountSid,
      From: message.from,
      ApiVersion: '2010-04-01',
    });
    for (const [place, file] of message.files.entries()) {
      form.set(`MediaUrl${place}`, file.url ?? '');
      form.set(`MediaContentType${place}`, file.contentType);
    }
    return form;
  }

  #send(from: string, body: string, files: readonly FileContent[], to: string = this.#options.number): SentByPhone {
    const sid = newSid(files.length > 0 ? 'MM' : 'SM');
    const served = files.map((file): SimulatedFile => {
      const media = this.#account.files.add(file, newSid('ME'));
      const url = `${this.#options.origin()}/2010-04-01/Accounts/${this.#options.accountSid}/Messages/${sid}/Media/${media}`;
      return { name: file.name, contentType: file.contentType, size: file.bytes.length, url };
    });
    const createdAt = this.#account.now();
    const message: TwilioMessage = {
      sid,
      from,
      to,
      body,
      direction: 'inbound',
      createdAt,
      status: 'received',
      files: served,
    };
    this.#account.put(message);
    this.#account.book.add({
      id: sid,
      customer: from,
      direction: 'from-customer',
      at: createdAt,
      text: body,
      files: served,
      state: 'delivering',
    });
    this.#keepOptOut(from, to, body);
    const delivery = this.post(this.#options.webhookUrl(), this.inboundForm(message), { lane: from, id: sid });
    delivery.acknowledged.then(
      () => this.#account.book.update(from, sid, { state: 'accepted' }),
      () => this.#account.book.update(from, sid, { state: 'given-up' }),
    );
    return { messageSid: sid, ...delivery };
  }

  #keepOptOut(from: string, to: string, body: string): void {
    const word = body.trim().toUpperCase();
    if (STOP_WORDS.has(word)) this.#account.setOptedOut(from, to, true);
    else if (START_WORDS.has(word)) this.#account.setOptedOut(from, to, false);
  }

  #statusForm(message: TwilioMessage, status: TwilioStatus, errorCode: number | undefined): URLSearchParams {
    const form = new URLSearchParams({
      SmsSid: message.sid,
      SmsStatus: status,
      MessageStatus: status,
      To: message.to,
      MessageSid: message.sid,
      AccountSid: this.#options.accountSid,
      From: message.from,
      ApiVersion: '2010-04-01',
    });
    if (errorCode !== undefined) form.set('ErrorCode', String(errorCode));
    return form;
  }
}
