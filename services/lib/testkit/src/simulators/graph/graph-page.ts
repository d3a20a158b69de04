import { randomBytes } from 'node:crypto';
import { ConversationBook, type SimulatedFile } from '../conversation-book.ts';
import { Newest } from '../newest.ts';
import { ServedFiles, type FileContent } from '../served-files.ts';
import type { SimulatorObserver } from '../simulator-event.ts';

/** People remembered by the Page; the first ones are forgotten first. */
export const MAX_PEOPLE = 10_000;
/** Accepted Send API calls kept for inspection. */
export const MAX_KEPT_CALLS = 10_000;
/** Uploaded attachments remembered. */
export const MAX_UPLOADS = 1_000;
const HUMAN_AGENT_WINDOW_MS = 7 * 24 * 3600 * 1000;
const WINDOW_MS = 24 * 3600 * 1000;

export interface GraphPerson {
  readonly psid: string;
  readonly firstName: string;
  readonly lastName: string;
  /** What the person shows of themselves. */
  picture?: SimulatedFile;
  /** Last word to the Page; the 24-hour window counts from here. */
  lastWroteAt: number;
}

/** A Send API call that was accepted, as the receiving person's phone knows it. */
export interface AcceptedMessage {
  readonly mid: string;
  readonly psid: string;
  readonly at: number;
  readonly messagingType: string;
  readonly tag?: string;
  readonly text?: string;
  readonly attachmentType?: string;
  readonly file?: SimulatedFile;
  readonly metadata?: string;
}

/** The Page's state at the simulated Facebook: people, conversations, files. */
export class GraphPage {
  /** Files that were uploaded for sending, by their attachment ids. */
  readonly uploads = new Map<string, { readonly type: string; readonly file: SimulatedFile }>();
  /** Actions that our side showed people, oldest first. */
  readonly actions = new Newest<{ readonly psid: string; readonly action: string }>(MAX_KEPT_CALLS);
  readonly people = new Map<string, GraphPerson>();
  readonly files = new ServedFiles();
  readonly accepted = new Newest<AcceptedMessage>(MAX_KEPT_CALLS);
  readonly book: ConversationBook;
  readonly now: () => number;

  constructor(observe: SimulatorObserver, now: () => number) {
    this.now = now;
    this.book = new ConversationBook((message, isNew) =>
      observe({ kind: isNew ? 'message' : 'message-changed', message }),
    );
  }

  addPerson(person: { psid?: string; firstName?: string; lastName?: string } = {}): GraphPerson {
    const psid = person.psid ?? newPsid();
    const known = this.people.get(psid);
    if (known !== undefined) return known;
    const { firstName = 'Customer', lastName = psid.slice(-4) } = person;
    const added: GraphPerson = { psid, firstName, lastName, lastWroteAt: this.now() };
    this.people.set(psid, added);
    if (this.people.size > MAX_PEOPLE) {
      const [first] = this.people.keys();
      if (first !== undefined) this.people.delete(first);
    }
    return added;
  }

  /** Somebody wrote: known from now on, and the reply window starts anew. */
  wrote(psid: string): void {
    this.addPerson({ psid }).lastWroteAt = this.now();
  }

  /** `humanAgent`: the wider window of a person's answer. */
  windowIsOpen(person: GraphPerson, humanAgent = false): boolean {
    return this.now() - person.lastWroteAt <= (humanAgent ? HUMAN_AGENT_WINDOW_MS : WINDOW_MS);
  }

  /** Remembers an uploaded file, the first ones are forgotten first; tells its attachment id. */
  upload(type: string, file: SimulatedFile): string {
    const id = newPsid();
    this.uploads.set(id, { type, file });
    if (this.uploads.size > MAX_UPLOADS) {
      const [first] = this.uploads.keys();
      if (first !== undefined) this.uploads.delete(first);
    }
    return id;
  }

  serve(file: FileContent, origin: string): SimulatedFile {
    const id = this.files.add(file);
    return {
      name: file.name,
      contentType: file.contentType,
      size: file.bytes.length,
      url: `${origin}/attachments/${id}/${encodeURIComponent(file.name)}`,
    };
  }
}

export function newMid(): string {
  return `m_${randomBytes(36).toString('base64url')}`;
}

function newPsid(): string {
  return `${2 + Math.floor(Math.random() * 8)}${Array.from({ length: 15 }, () => Math.floor(Math.random() * 10)).join('')}`;
}
