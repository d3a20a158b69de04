import { randomUUID } from 'node:crypto';
import type { SimulatedFile } from '../conversation-book.ts';
import type { FileContent } from '../served-files.ts';
import type { WebhookDelivery, WebhookSender } from '../webhook-sender.ts';
import { newMid, type GraphPage } from './graph-page.ts';
import { encodeGraphBody, signGraphBody, type GraphEntry, type GraphEvent } from './graph-webhook.ts';

/** `app_id` of echoes of messages that a person wrote in the Page's own inbox. */
export const PAGE_INBOX_APP_ID = 263902037430900;

export interface SentByCustomer extends WebhookDelivery {
  readonly mid: string;
}

export interface GraphTextOptions {
  readonly quickReplyPayload?: string;
  readonly replyToMid?: string;
  /** When it was written (epoch ms), the simulator's present if not given. */
  readonly timestamp?: number;
  /** Delivered as to an app that does not own the thread. */
  readonly standby?: boolean;
}

export interface GraphCustomersOptions {
  readonly appSecret: string;
  readonly pageId: string;
  readonly object: 'page' | 'instagram';
  readonly webhookUrl: () => string;
}

/** What people and the Page's own inbox do; each call delivers one webhook, unless it is collected by `batch`. */
export class GraphCustomers {
  readonly #page: GraphPage;
  readonly #sender: WebhookSender;
  readonly #options: GraphCustomersOptions;
  readonly #origin: () => string;
  #batch: GraphEntry[] | undefined;

  constructor(page: GraphPage, sender: WebhookSender, options: GraphCustomersOptions, origin: () => string) {
    this.#page = page;
    this.#sender = sender;
    this.#options = options;
    this.#origin = origin;
  }

  sendText(psid: string, text: string, options: GraphTextOptions = {}): SentByCustomer {
    const message = {
      text,
      ...(options.quickReplyPayload === undefined ? {} : { quick_reply: { payload: options.quickReplyPayload } }),
      ...(options.replyToMid === undefined ? {} : { reply_to: { mid: options.replyToMid } }),
    };
    return this.#write(psid, message, { text, files: [] }, options);
  }

  /** Files are served by the simulator, as Facebook serves them from its own hosts. */
  sendFiles(
    psid: string,
    files: readonly FileContent[],
    options: GraphTextOptions & { text?: string } = {},
  ): SentByCustomer {
    const served = files.map((file) => this.#page.serve(file, this.#origin()));
    const attachments = served.map((file) => ({ type: attachmentType(file.contentType), payload: { url: file.url } }));
    const { text } = options;
    return this.#write(
      psid,
      { ...(text === undefined ? {} : { text }), attachments },
      { ...(text === undefined ? {} : { text }), files: served },
      options,
    );
  }

  /** Any attachment as Facebook might send it: sticker, fallback, location, a kind of tomorrow. */
  sendAttachment(psid: string, attachment: Readonly<Record<string, unknown>>): SentByCustomer {
    return this.#write(psid, { attachments: [attachment] }, { files: [] }, {});
  }

  sendPostback(psid: string, title: string, payload: string): SentByCustomer {
    const mid = newMid();
    this.#page.wrote(psid);
    this.#note(psid, mid, { text: title, files: [] });
    return this.#event(mid, { ...this.#fromPerson(psid), postback: { mid, title, payload } });
  }

  sendReferral(psid: string, ref: string): WebhookDelivery {
    const referral = { ref, source: 'SHORTLINK', type: 'OPEN_THREAD' };
    return this.#event(randomUUID(), { ...this.#fromPerson(psid), referral });
  }

  sendOptin(psid: string, ref: string): WebhookDelivery {
    return this.#event(randomUUID(), {
      ...this.#fromPerson(psid),
      optin: { type: 'one_time_notif_req', payload: ref, ref },
    });
  }

  react(
    psid: string,
    mid: string,
    reaction: string,
    emoji: string,
    action: 'react' | 'unreact' = 'react',
  ): WebhookDelivery {
    return this.#event(randomUUID(), { ...this.#fromPerson(psid), reaction: { reaction, emoji, action, mid } });
  }

  edit(psid: string, mid: string, text: string, numEdit: number | string = 1): WebhookDelivery {
    this.#page.book.update(psid, mid, { text });
    return this.#event(randomUUID(), { ...this.#fromPerson(psid), message_edit: { mid, text, num_edit: numEdit } });
  }

  /** The person's app received everything up to the watermark (default: now). */
  markDelivered(psid: string, watermark: number = this.#page.now(), mids?: readonly string[]): WebhookDelivery {
    this.#raise(psid, watermark, ['sent'], 'delivered');
    return this.#event(randomUUID(), {
      ...this.#fromPerson(psid),
      delivery: { ...(mids === undefined ? {} : { mids }), watermark },
    });
  }

  markRead(psid: string, watermark: number = this.#page.now()): WebhookDelivery {
    this.#raise(psid, watermark, ['sent', 'delivered'], 'read');
    return this.#event(randomUUID(), { ...this.#fromPerson(psid), read: { watermark } });
  }

  /** The person takes a message of theirs back. */
  unsend(psid: string, mid: string): WebhookDelivery {
    return this.#event(randomUUID(), { ...this.#fromPerson(psid), message: { mid, is_deleted: true } });
  }

  /** Any event of a person, as Facebook might send it. */
  sendEvent(psid: string, content: Readonly<Record<string, unknown>>): WebhookDelivery {
    return this.#event(randomUUID(), { ...this.#fromPerson(psid), ...content });
  }

  /** Somebody writes while no webhook reaches our side: only the conversations show it. */
  writeUnheard(psid: string, text: string): string {
    const mid = newMid();
    this.#page.wrote(psid);
    this.#note(psid, mid, { text, files: [] });
    return mid;
  }

  /** A colleague answers in the Page's own inbox: our side sees only the echo. */
  writeFromPageInbox(psid: string, text: string): SentByCustomer {
    const mid = newMid();
    this.#page.book.add({
      id: mid,
      customer: psid,
      direction: 'to-customer',
      at: this.#page.now(),
      text,
      files: [],
      state: 'sent',
    });
    return this.echo(psid, mid, { text, app_id: PAGE_INBOX_APP_ID });
  }

  /** Tells our side what went out in the Page's name. */
  echo(psid: string, mid: string, message: Readonly<Record<string, unknown>>): SentByCustomer {
    return this.#event(mid, {
      sender: { id: this.#options.pageId },
      recipient: { id: psid },
      timestamp: this.#page.now(),
      message: { mid, is_echo: true, ...message },
    });
  }

  /** All that `act` does travels in one call, one entry per event, in the given order or another. */
  batch(act: () => void, arrange: <T>(list: readonly T[]) => readonly T[] = (list) => list): WebhookDelivery {
    if (this.#batch !== undefined) throw new Error('a batch inside a batch');
    this.#batch = [];
    try {
      act();
      return this.deliver(arrange(this.#batch));
    } finally {
      this.#batch = undefined;
    }
  }

  /** One webhook call with these entries. */
  deliver(entries: readonly GraphEntry[], lane = 'batch'): WebhookDelivery {
    return this.deliverBody(encodeGraphBody({ object: this.#options.object, entry: entries }), { lane });
  }

  /** Any body at all, signed rightly unless a signature is given (`''` leaves the header out). */
  deliverBody(body: string, options: { readonly signature?: string; readonly lane?: string } = {}): WebhookDelivery {
    const signature = options.signature ?? signGraphBody(this.#options.appSecret, body);
    return this.#sender.deliver({
      id: randomUUID(),
      url: this.#options.webhookUrl(),
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'facebookexternalua',
        ...(signature === '' ? {} : { 'x-hub-signature-256': signature }),
      },
      body,
      lane: options.lane ?? 'raw',
    });
  }

  #write(
    psid: string,
    message: Readonly<Record<string, unknown>>,
    shown: { readonly text?: string; readonly files: readonly SimulatedFile[] },
    options: GraphTextOptions,
  ): SentByCustomer {
    const mid = newMid();
    this.#page.wrote(psid);
    this.#note(psid, mid, shown);
    const event = { ...this.#fromPerson(psid, options.timestamp), message: { mid, ...message } };
    return this.#event(mid, event, options.standby === true ? 'standby' : 'messaging');
  }

  #event(mid: string, event: GraphEvent, list: 'messaging' | 'standby' = 'messaging'): SentByCustomer {
    const entry: GraphEntry = { id: this.#options.pageId, time: this.#page.now(), [list]: [event] };
    if (this.#batch !== undefined) {
      this.#batch.push(entry);
      return { mid, id: mid, acknowledged: Promise.resolve() };
    }
    const customer = personOf(event, this.#options.pageId);
    const delivery = this.deliver([entry], customer);
    delivery.acknowledged.then(
      () => this.#settle(customer, mid, 'accepted'),
      () => this.#settle(customer, mid, 'given-up'),
    );
    return { mid, ...delivery };
  }

  #settle(customer: string, mid: string, state: 'accepted' | 'given-up'): void {
    const message = this.#page.book.messagesOf(customer).findLast(({ id }) => id === mid);
    if (message?.direction === 'from-customer') this.#page.book.update(customer, mid, { state });
  }

  #fromPerson(psid: string, timestamp: number = this.#page.now()) {
    return { sender: { id: psid }, recipient: { id: this.#options.pageId }, timestamp };
  }

  #note(psid: string, mid: string, shown: { readonly text?: string; readonly files: readonly SimulatedFile[] }): void {
    const at = this.#page.now();
    this.#page.book.add({ id: mid, customer: psid, direction: 'from-customer', at, state: 'delivering', ...shown });
  }

  #raise(psid: string, watermark: number, from: readonly string[], to: 'delivered' | 'read'): void {
    for (const message of this.#page.book.messagesOf(psid)) {
      const ours = message.direction === 'to-customer' && message.at <= watermark && from.includes(message.state);
      if (ours) this.#page.book.update(psid, message.id, { state: to });
    }
  }
}

function personOf(event: GraphEvent, pageId: string): string {
  const { sender, recipient } = event as unknown as { sender: { id: string }; recipient: { id: string } };
  return sender.id === pageId ? recipient.id : sender.id;
}

function attachmentType(contentType: string): string {
  const [kind = ''] = contentType.split('/');
  return ['image', 'audio', 'video'].includes(kind) ? kind : 'file';
}
