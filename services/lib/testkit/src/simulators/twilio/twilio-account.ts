import { randomBytes } from 'node:crypto';
import { ConversationBook, type SimulatedFile } from '../conversation-book.ts';
import { ServedFiles } from '../served-files.ts';
import type { SimulatorObserver } from '../simulator-event.ts';

/** Message resources kept for look-ups and inspection, newest kept. */
export const MAX_KEPT_MESSAGES = 20_000;
/** Pairs of numbers whose opt-out is remembered. */
const MAX_OPT_OUTS = 20_000;

/** States of a message in the order in which Twilio reports them. */
export type TwilioStatus = 'queued' | 'accepted' | 'sending' | 'sent' | 'delivered' | 'undelivered' | 'failed';

/** A message resource of either direction. */
export interface TwilioMessage {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly direction: 'inbound' | 'outbound-api';
  readonly createdAt: number;
  readonly status: TwilioStatus | 'received';
  readonly errorCode?: number;
  readonly files: readonly SimulatedFile[];
  readonly statusCallback?: string;
  /** Asked for with `SmartEncoded`. */
  readonly smartEncoded?: boolean;
}

/** What the simulated Twilio account knows: its messages, media and who opted out. */
export class TwilioAccount {
  readonly files = new ServedFiles();
  readonly book: ConversationBook;
  readonly now: () => number;
  readonly #messages = new Map<string, TwilioMessage>();
  readonly #optedOut = new Set<string>();
  /** Media that our side deleted: gone from the API; the phone that sent it keeps its own copy. */
  readonly #deletedMedia = new Set<string>();

  constructor(observe: SimulatorObserver, now: () => number) {
    this.now = now;
    this.book = new ConversationBook((message, isNew) =>
      observe({ kind: isNew ? 'message' : 'message-changed', message }),
    );
  }

  put(message: TwilioMessage): void {
    this.#messages.set(message.sid, message);
    if (this.#messages.size > MAX_KEPT_MESSAGES) {
      const [oldest] = this.#messages.keys();
      if (oldest !== undefined) this.#messages.delete(oldest);
    }
  }

  message(sid: string): TwilioMessage | undefined {
    return this.#messages.get(sid);
  }

  /** Newest first. */
  messages(): readonly TwilioMessage[] {
    return [...this.#messages.values()].toReversed();
  }

  setOptedOut(from: string, to: string, optedOut: boolean): void {
    const pair = `${from}>${to}`;
    if (!optedOut) this.#optedOut.delete(pair);
    else if (this.#optedOut.size < MAX_OPT_OUTS) this.#optedOut.add(pair);
  }

  deleteMedia(id: string): void {
    if (this.#deletedMedia.size < MAX_KEPT_MESSAGES) this.#deletedMedia.add(id);
  }

  isMediaDeleted(id: string): boolean {
    return this.#deletedMedia.has(id);
  }

  deletedMedia(): readonly string[] {
    return [...this.#deletedMedia];
  }

  isOptedOut(from: string, to: string): boolean {
    return this.#optedOut.has(`${from}>${to}`);
  }
}

export function newSid(prefix: 'SM' | 'MM' | 'ME'): string {
  return prefix + randomBytes(16).toString('hex');
}
