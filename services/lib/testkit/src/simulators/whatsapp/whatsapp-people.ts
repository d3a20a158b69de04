import { randomUUID } from 'node:crypto';
import type { SimulatedFile } from '../conversation-book.ts';
import { encodeGraphBody, signGraphBody } from '../graph/graph-webhook.ts';
import type { FileContent } from '../served-files.ts';
import type { WebhookDelivery, WebhookSender } from '../webhook-sender.ts';
import { newWamid, type AcceptedWhatsapp, type WhatsappNumber } from './whatsapp-number.ts';

export interface SentByPerson extends WebhookDelivery {
  readonly wamid: string;
}

export interface WhatsappMessageOptions {
  /** Epoch seconds; the simulator's present if not given. */
  readonly timestamp?: number;
  /** What it answers. */
  readonly contextId?: string;
  /** `message_echoes`: written by a colleague in the WhatsApp Business app. */
  readonly isEcho?: boolean;
}

export interface WhatsappPeopleOptions {
  readonly appSecret: string;
  readonly phoneNumberId: string;
  readonly webhookUrl: () => string;
}

type Value = Readonly<Record<string, unknown>>;

/** What people do on their phones, and what becomes of our messages; each call delivers one webhook, unless collected by `batch`. */
export class WhatsappPeople {
  readonly #number: WhatsappNumber;
  readonly #sender: WebhookSender;
  readonly #options: WhatsappPeopleOptions;
  #batch: Value[] | undefined;

  constructor(number: WhatsappNumber, sender: WebhookSender, options: WhatsappPeopleOptions) {
    this.#number = number;
    this.#sender = sender;
    this.#options = options;
  }

  sendText(person: string, body: string, options: WhatsappMessageOptions = {}): SentByPerson {
    return this.#write(person, 'text', { text: { body } }, { text: body, files: [] }, options);
  }

  /** A file of any kind of media, served by the simulator under an id. */
  sendFile(
    person: string,
    type: 'image' | 'audio' | 'video' | 'document' | 'sticker',
    file: FileContent,
    caption?: string,
  ): SentByPerson {
    const kept = this.#number.keep(file);
    const media = {
      id: kept.id,
      mime_type: file.contentType,
      ...(type === 'document' ? { filename: file.name } : {}),
      ...(caption === undefined ? {} : { caption }),
    };
    const shown = { files: [kept.file], ...(caption === undefined ? {} : { text: caption }) };
    return this.#write(person, type, { [type]: media }, shown);
  }

  /** Any message as Meta might send it: location, contacts, order, a kind of tomorrow. */
  sendMessage(person: string, type: string, content: Value, options: WhatsappMessageOptions = {}): SentByPerson {
    return this.#write(person, type, content, { files: [] }, options);
  }

  /** An empty emoji takes the reaction back. */
  react(person: string, wamid: string, emoji: string): SentByPerson {
    const reaction = { message_id: wamid, ...(emoji === '' ? {} : { emoji }) };
    return this.#write(person, 'reaction', { reaction }, undefined);
  }

  /** A status of one of our messages, in whatever order the test wants. */
  tellStatus(
    accepted: Pick<AcceptedWhatsapp, 'wamid' | 'to' | 'callbackData'>,
    status: string,
    errors?: readonly { readonly code: number; readonly title: string }[],
  ): WebhookDelivery {
    const states = { sent: 'sent', delivered: 'delivered', read: 'read', failed: 'failed' } as const;
    const state = states[status as keyof typeof states];
    if (state !== undefined) this.#number.book.update(accepted.to, accepted.wamid, { state });
    const told = {
      id: accepted.wamid,
      status,
      timestamp: String(Math.floor(this.#number.now() / 1000)),
      recipient_id: accepted.to,
      ...(accepted.callbackData === undefined ? {} : { biz_opaque_callback_data: accepted.callbackData }),
      ...(errors === undefined ? {} : { errors }),
    };
    return this.#deliver({ statuses: [told] }, accepted.to);
  }

  /** All that `act` does travels in one call, one change per event. */
  batch(act: () => void): WebhookDelivery {
    if (this.#batch !== undefined) throw new Error('a batch inside a batch');
    this.#batch = [];
    try {
      act();
      const changes = this.#batch;
      return this.deliverBody(this.#body(changes), 'batch');
    } finally {
      this.#batch = undefined;
    }
  }

  /** Any body at all, signed rightly. */
  deliverBody(body: string, lane = 'raw'): WebhookDelivery {
    return this.#sender.deliver({
      id: randomUUID(),
      url: this.#options.webhookUrl(),
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'facebookexternalua',
        'x-hub-signature-256': signGraphBody(this.#options.appSecret, body),
      },
      body,
      lane,
    });
  }

  #write(
    id: string,
    type: string,
    content: Value,
    shown: { readonly text?: string; readonly files: readonly SimulatedFile[] } | undefined,
    { timestamp, contextId, isEcho = false }: WhatsappMessageOptions = {},
  ): SentByPerson {
    const wamid = newWamid();
    const number = this.#number;
    const person = isEcho ? number.addPerson(id) : number.wrote(id);
    const at = number.now();
    if (shown !== undefined && !isEcho) {
      number.book.add({ id: wamid, customer: id, direction: 'from-customer', at, state: 'delivering', ...shown });
    }
    const who = { from: person.waId, from_user_id: person.userId };
    const message = {
      ...(isEcho ? { from: this.#options.phoneNumberId, to: id } : who),
      id: wamid,
      timestamp: String(timestamp ?? Math.floor(at / 1000)),
      type,
      ...content,
      ...(contextId === undefined ? {} : { context: { id: contextId } }),
    };
    const profile = { name: person.name, ...(person.username === undefined ? {} : { username: person.username }) };
    const value = isEcho
      ? { message_echoes: [message] }
      : { contacts: [{ profile, wa_id: person.waId, user_id: person.userId }], messages: [message] };
    const delivery = this.#deliver(value, id);
    delivery.acknowledged.then(
      () => number.book.update(id, wamid, { state: 'accepted' }),
      () => number.book.update(id, wamid, { state: 'given-up' }),
    );
    return { wamid, ...delivery };
  }

  #deliver(value: Value, lane: string): WebhookDelivery {
    if (this.#batch === undefined) return this.deliverBody(this.#body([value]), lane);
    this.#batch.push(value);
    return { id: randomUUID(), acknowledged: Promise.resolve() };
  }

  #body(values: readonly Value[]): string {
    const metadata = { display_phone_number: '15550001111', phone_number_id: this.#options.phoneNumberId };
    const changes = values.map((value) => ({
      field: 'message_echoes' in value ? 'smb_message_echoes' : 'messages',
      value: { messaging_product: 'whatsapp', metadata, ...value },
    }));
    return encodeGraphBody({ object: 'whatsapp_business_account', entry: [{ id: '102290129340398', changes }] });
  }
}
