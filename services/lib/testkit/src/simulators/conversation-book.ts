/** Customers of one simulator that are remembered; the one who was silent longest is forgotten first. */
export const MAX_CUSTOMERS = 2000;
/** Messages remembered per customer, newest kept. */
export const MAX_MESSAGES_PER_CUSTOMER = 1000;
/** Messages remembered in all. */
export const MAX_MESSAGES = 50_000;

export interface SimulatedFile {
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  /** Where the simulator serves the bytes. */
  readonly url?: string;
}

/** One message as the customer's phone, app or mailbox shows it. */
export interface SimulatedMessage {
  /** The provider's id: mid, MessageSid, Message-ID. */
  readonly id: string;
  readonly customer: string;
  readonly direction: 'from-customer' | 'to-customer';
  /** Epoch ms. */
  readonly at: number;
  readonly text?: string;
  readonly html?: string;
  readonly subject?: string;
  readonly files: readonly SimulatedFile[];
  /** Customer's messages: `delivering`, `accepted` by our side, `given-up`. Ours: `sent`, `delivered`, `read`, `failed`. */
  readonly state: 'delivering' | 'accepted' | 'given-up' | 'sent' | 'delivered' | 'read' | 'failed';
  /** Of a reply: what the sender put there to know it again (Messenger metadata, Message-ID, status callback). */
  readonly reference?: string;
}

export interface SimulatedConversation {
  readonly customer: string;
  readonly messages: readonly SimulatedMessage[];
}

/** What all customers of a simulator wrote and received, bounded. */
export class ConversationBook {
  readonly #conversations = new Map<string, SimulatedMessage[]>();
  readonly #changed: (message: SimulatedMessage, isNew: boolean) => void;
  #total = 0;

  constructor(changed: (message: SimulatedMessage, isNew: boolean) => void) {
    this.#changed = changed;
  }

  add(message: SimulatedMessage): void {
    const messages = this.#conversations.get(message.customer) ?? [];
    // Moved to the end: the map's order is the order of the last word.
    this.#conversations.delete(message.customer);
    this.#conversations.set(message.customer, messages);
    messages.push(message);
    this.#total += 1;
    if (messages.length > MAX_MESSAGES_PER_CUSTOMER) {
      messages.shift();
      this.#total -= 1;
    }
    this.#forgetOldest();
    this.#changed(message, true);
  }

  update(customer: string, id: string, change: Partial<Pick<SimulatedMessage, 'state' | 'text'>>): void {
    const messages = this.#conversations.get(customer);
    const place = messages?.findLastIndex((message) => message.id === id) ?? -1;
    const message = messages?.[place];
    if (messages === undefined || message === undefined) return;
    const changed = { ...message, ...change };
    messages[place] = changed;
    this.#changed(changed, false);
  }

  /** Oldest first; empty for somebody unknown. */
  messagesOf(customer: string): readonly SimulatedMessage[] {
    return [...(this.#conversations.get(customer) ?? [])];
  }

  /** The conversation with the latest word last. */
  list(): readonly SimulatedConversation[] {
    return [...this.#conversations].map(([customer, messages]) => ({ customer, messages: [...messages] }));
  }

  #forgetOldest(): void {
    while (this.#conversations.size > MAX_CUSTOMERS || (this.#total > MAX_MESSAGES && this.#conversations.size > 1)) {
      const [oldest] = this.#conversations;
      if (oldest === undefined) return;
      this.#conversations.delete(oldest[0]);
      this.#total -= oldest[1].length;
    }
  }
}
