import { waitFor, type WaitOptions } from '../../wait-for.ts';
import { normalMailAddress, type ReceivedMail } from './received-mail.ts';

/** Mails kept in all mailboxes together; the oldest are forgotten first. */
export const MAX_KEPT_MAILS = 50_000;
/** Bytes of those. */
export const MAX_KEPT_MAIL_BYTES = 256 * 1024 * 1024;
/** Message-IDs whose arrivals are counted, newest kept. */
const MAX_COUNTED = 100_000;

/** What arrived for whom. A mail that arrives again under the same Message-ID is counted, and stands once. */
export class Mailboxes {
  readonly #mailboxes = new Map<string, Map<string, ReceivedMail>>();
  readonly #arrivals = new Map<string, number>();
  readonly #listeners = new Set<() => void>();
  /** In the order of arrival: what is forgotten first stands first. */
  #order: { readonly address: string; readonly mail: ReceivedMail }[] = [];
  #forgotten = 0;
  #bytes = 0;

  /** Tells for which of its recipients the mail is new. */
  add(mail: ReceivedMail): readonly string[] {
    this.#count(mail.messageId);
    const newTo = [...new Set(mail.envelope.to.map(normalMailAddress))].filter((address) => this.#put(address, mail));
    this.#forget();
    for (const listener of this.#listeners) listener();
    return newTo;
  }

  /** Oldest first; empty for an address that never received anything. */
  of(address: string): readonly ReceivedMail[] {
    return [...(this.#mailboxes.get(normalMailAddress(address))?.values() ?? [])];
  }

  find(messageId: string): ReceivedMail | undefined {
    for (const mailbox of this.#mailboxes.values()) {
      const found = mailbox.get(messageId);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  arrivalsOf(messageId: string): number {
    return this.#arrivals.get(messageId) ?? 0;
  }

  /** Waits for a mail that the mailbox has or receives. Throws `WaitTimeoutError`. */
  waitFor(address: string, matches: (mail: ReceivedMail) => boolean, options: WaitOptions): Promise<ReceivedMail> {
    return waitFor(() => this.of(address).find(matches), {
      ...options,
      wakeBy: (wake) => {
        this.#listeners.add(wake);
        return () => this.#listeners.delete(wake);
      },
    });
  }

  #put(address: string, mail: ReceivedMail): boolean {
    const mailbox = this.#mailboxes.get(address) ?? new Map<string, ReceivedMail>();
    if (mailbox.has(mail.messageId)) return false;
    this.#mailboxes.set(address, mailbox.set(mail.messageId, mail));
    this.#order.push({ address, mail });
    this.#bytes += mail.raw.length;
    return true;
  }

  #count(messageId: string): void {
    this.#arrivals.set(messageId, this.arrivalsOf(messageId) + 1);
    const [oldest] = this.#arrivals.keys();
    if (this.#arrivals.size > MAX_COUNTED && oldest !== undefined) this.#arrivals.delete(oldest);
  }

  #forget(): void {
    while (this.#order.length - this.#forgotten > MAX_KEPT_MAILS || this.#bytes > MAX_KEPT_MAIL_BYTES) {
      const oldest = this.#order[this.#forgotten];
      if (oldest === undefined) return;
      this.#forgotten += 1;
      this.#bytes -= oldest.mail.raw.length;
      const mailbox = this.#mailboxes.get(oldest.address);
      mailbox?.delete(oldest.mail.messageId);
      if (mailbox?.size === 0) this.#mailboxes.delete(oldest.address);
    }
    // Cutting in large steps keeps forgetting cheap.
    if (this.#forgotten > this.#order.length / 2) {
      this.#order = this.#order.slice(this.#forgotten);
      this.#forgotten = 0;
    }
  }
}
