import type { WebhookBody } from '@onethread/meta-graph';
import {
  changeSchema,
  contactSchema,
  entrySchema,
  errorSchema,
  messageSchema,
  statusSchema,
  type WhatsappContact,
  type WhatsappMessage,
  type WhatsappStatus,
} from './schemas.ts';

/** Meta bundles up to a thousand updates a call; what comes beyond so many is counted, not read. */
export const MAX_UPDATES = 5_000;

/** Of one number and one person. */
interface OfNumber {
  readonly phoneNumberId: string;
  /** Digits of the phone, or the business-scoped user id of somebody who shows none. */
  readonly personId: string;
}

export type WhatsappUpdate =
  | (OfNumber & {
      readonly kind: 'message';
      readonly message: WhatsappMessage;
      readonly contact: WhatsappContact | undefined;
      /** Written by a colleague in the WhatsApp Business app. */
      readonly isEcho: boolean;
    })
  | (OfNumber & { readonly kind: 'status'; readonly status: WhatsappStatus });

export interface ReadUpdates {
  /** Messages in the order of the provider's own time, and statuses, which have no order. */
  readonly updates: readonly WhatsappUpdate[];
  /** What is set aside, by the reason to count. */
  readonly refused: readonly string[];
}

/** Reads all entries, changes and lists; an update that cannot be read spoils no other. */
export function readUpdates(
  body: WebhookBody,
  isOurs: (phoneNumberId: string) => boolean,
  most: number = MAX_UPDATES,
): ReadUpdates {
  if (body.object !== 'whatsapp_business_account') return { updates: [], refused: ['unknown-object'] };
  const reading = new Reading(isOurs, most);
  for (const entry of body.entries) if (!reading.entry(entry)) break;
  const { updates, refused } = reading;
  return { updates: updates.toSorted((one, other) => timeOf(one) - timeOf(other)), refused };
}

/** Gathers what one call says, up to a bound. */
class Reading {
  readonly updates: WhatsappUpdate[] = [];
  readonly refused: string[] = [];
  readonly #isOurs: (phoneNumberId: string) => boolean;
  readonly #most: number;

  constructor(isOurs: (phoneNumberId: string) => boolean, most: number) {
    this.#isOurs = isOurs;
    this.#most = most;
  }

  /** False when the bound is reached. */
  entry(unread: unknown): boolean {
    const entry = entrySchema.safeParse(unread);
    if (!entry.success) return this.#add('malformed-entry');
    return entry.data.changes.every((change) => this.#change(change));
  }

  #change(unread: unknown): boolean {
    const change = changeSchema.safeParse(unread);
    if (!change.success) return this.#add('malformed-change');
    const { field, value } = change.data;
    const phoneNumberId = value.metadata?.phone_number_id;
    // Templates, the account's standing and the like name no number.
    if (phoneNumberId === undefined) return this.#add(field === 'messages' ? 'malformed-change' : 'unknown-field');
    if (!this.#isOurs(phoneNumberId)) return this.#add('unknown-number');
    const contacts = (value.contacts ?? []).slice(0, this.#most).flatMap((contact) => {
      const parsed = contactSchema.safeParse(contact);
      return parsed.success ? [parsed.data] : [];
    });
    const lists: [readonly unknown[], (unread: unknown) => WhatsappUpdate | string][] = [
      [value.messages ?? [], (message) => readMessage(message, phoneNumberId, contacts)],
      [value.message_echoes ?? [], (echo) => readEcho(echo, phoneNumberId)],
      [value.statuses ?? [], (status) => readStatus(status, phoneNumberId)],
      [value.errors ?? [], (error) => (errorSchema.safeParse(error).success ? 'provider-error' : 'malformed-event')],
    ];
    if (lists.every(([list]) => list.length === 0)) return this.#add('unknown-event');
    return lists.every(([list, read]) => list.every((update) => this.#add(read(update))));
  }

  #add(read: WhatsappUpdate | string): boolean {
    if (this.updates.length + this.refused.length >= this.#most) {
      this.refused.push('too-many-updates');
      return false;
    }
    if (typeof read === 'string') this.refused.push(read);
    else this.updates.push(read);
    return true;
  }
}

function readMessage(
  unread: unknown,
  phoneNumberId: string,
  contacts: readonly WhatsappContact[],
): WhatsappUpdate | string {
  const parsed = messageSchema.safeParse(unread);
  if (!parsed.success) return 'malformed-event';
  const { from, from_user_id: userId } = parsed.data;
  const named = contacts.find(({ wa_id: phone, user_id: id }) =>
    from ? phone === from : userId ? id === userId : false,
  );
  // Where the message itself names nobody, the one contact of the call is who wrote.
  const contact = named ?? (contacts.length === 1 ? contacts[0] : undefined);
  const personId = from ?? contact?.wa_id ?? userId ?? contact?.user_id;
  if (personId === undefined || personId === null) return 'person-without-id';
  return { kind: 'message', phoneNumberId, personId, message: parsed.data, contact, isEcho: false };
}

function readEcho(unread: unknown, phoneNumberId: string): WhatsappUpdate | string {
  const parsed = messageSchema.safeParse(unread);
  if (!parsed.success) return 'malformed-event';
  const personId = parsed.data.to ?? parsed.data.to_user_id;
  if (personId === undefined || personId === null) return 'person-without-id';
  return { kind: 'message', phoneNumberId, personId, message: parsed.data, contact: undefined, isEcho: true };
}

function readStatus(unread: unknown, phoneNumberId: string): WhatsappUpdate | string {
  const parsed = statusSchema.safeParse(unread);
  if (!parsed.success) return 'malformed-event';
  const personId = parsed.data.recipient_id ?? parsed.data.recipient_user_id;
  if (personId === undefined || personId === null) return 'person-without-id';
  return { kind: 'status', phoneNumberId, personId, status: parsed.data };
}

function timeOf(update: WhatsappUpdate): number {
  return (update.kind === 'message' ? update.message.timestamp : update.status.timestamp) ?? 0;
}
