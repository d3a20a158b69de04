import { randomBytes } from 'node:crypto';
import { ConversationBook, type SimulatedFile } from '../conversation-book.ts';
import { Newest } from '../newest.ts';
import { ServedFiles, type FileContent } from '../served-files.ts';
import type { SimulatorObserver } from '../simulator-event.ts';

/** People remembered by the number; the first ones are forgotten first. */
const MAX_PEOPLE = 10_000;
/** Accepted calls kept for inspection. */
const MAX_KEPT_CALLS = 10_000;
const WINDOW_MS = 24 * 3600 * 1000;

export interface WhatsappPerson {
  /** Digits of the phone; absent for somebody who shows only a user name. */
  readonly waId?: string;
  /** Business-scoped user id. */
  readonly userId: string;
  readonly name: string;
  readonly username?: string;
  /** Last word to the number; the 24-hour window counts from here. */
  lastWroteAt: number;
}

/** A message that was accepted, as the receiving person's phone knows it. */
export interface AcceptedWhatsapp {
  readonly wamid: string;
  /** Phone or user id, as it was called. */
  readonly to: string;
  readonly at: number;
  readonly type: string;
  readonly text?: string;
  readonly template?: { readonly name: string; readonly language: string; readonly parameters: readonly string[] };
  readonly file?: SimulatedFile;
  /** `biz_opaque_callback_data`. */
  readonly callbackData?: string;
}

/** What our side showed a person: that it has read, or types. */
export interface ShownWhatsapp {
  readonly messageId: string;
  readonly typing: boolean;
}

/** The number's state at the simulated Meta: people, conversations, media. */
export class WhatsappNumber {
  readonly people = new Map<string, WhatsappPerson>();
  /** Media by their ids, both ways. */
  readonly media = new ServedFiles();
  readonly accepted = new Newest<AcceptedWhatsapp>(MAX_KEPT_CALLS);
  readonly shown = new Newest<ShownWhatsapp>(MAX_KEPT_CALLS);
  readonly uploaded = new Newest<string>(MAX_KEPT_CALLS);
  readonly templates = new Set<string>();
  readonly book: ConversationBook;
  readonly now: () => number;
  readonly #origin: () => string;

  constructor(observe: SimulatorObserver, now: () => number, origin: () => string) {
    this.now = now;
    this.#origin = origin;
    this.book = new ConversationBook((message, isNew) =>
      observe({ kind: isNew ? 'message' : 'message-changed', message }),
    );
  }

  /** `id`: the phone's digits, or a user id with letters for somebody without a phone. */
  addPerson(id: string, given: { readonly name?: string; readonly username?: string } = {}): WhatsappPerson {
    const known = this.people.get(id);
    if (known !== undefined) return known;
    const isPhone = /^\d+$/.test(id);
    const person: WhatsappPerson = {
      ...(isPhone ? { waId: id, userId: `GB.${id.slice(-10)}` } : { userId: id }),
      name: given.name ?? 'Customer',
      ...(given.username === undefined ? {} : { username: given.username }),
      lastWroteAt: this.now(),
    };
    this.people.set(id, person);
    if (this.people.size > MAX_PEOPLE) {
      const [first] = this.people.keys();
      if (first !== undefined) this.people.delete(first);
    }
    return person;
  }

  /** Somebody wrote: known from now on, and the window starts anew. */
  wrote(id: string): WhatsappPerson {
    const person = this.addPerson(id);
    person.lastWroteAt = this.now();
    return person;
  }

  windowIsOpen(person: WhatsappPerson): boolean {
    return this.now() - person.lastWroteAt <= WINDOW_MS;
  }

  keep(file: FileContent): { readonly id: string; readonly file: SimulatedFile } {
    const id = this.media.add(file, String(Math.floor(1e15 + Math.random() * 8e15)));
    return { id, file: this.shownFile(id, file) };
  }

  /** As the person's phone has it, which needs no token to look at it. */
  shownFile(id: string, { name, contentType, bytes }: FileContent): SimulatedFile {
    return { name, contentType, size: bytes.length, url: `${this.#origin()}/cdn/${id}` };
  }
}

export function newWamid(): string {
  return `wamid.${randomBytes(24).toString('base64')}`;
}
