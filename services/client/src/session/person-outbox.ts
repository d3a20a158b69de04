import type { Connection } from '../connection/connection.ts';
import type { ServerFrame, VisitorCredentials } from '../protocol.ts';
import { openOutbox, type Outbox, type Outgoing, type OutgoingFile } from '../thread/outbox.ts';
import { createOutboxSender, type Attempt, type OutboxSender } from '../thread/outbox-sender.ts';
import { UnderWay } from '../thread/under-way.ts';
import type { Device } from './device.ts';
import { SignIn } from './sign-in.ts';

export interface PersonOutboxParts {
  readonly device: Device;
  readonly person: string;
  /** A user, who may bring what a visitor of this device wrote. */
  readonly isUser: boolean;
  /** Messages that could not be sent any more have gone. */
  readonly lost: () => void;
  readonly connection: () => Connection;
  readonly changed: () => void;
}

/** What one person wrote on this device, until it stands in the thread. */
export class PersonOutbox {
  readonly #parts: PersonOutboxParts;
  readonly #outbox: Outbox;
  readonly #sender: OutboxSender;
  readonly #underWay: UnderWay;
  readonly #signIn: SignIn | undefined;
  readonly #stopListening: () => void;

  constructor(parts: PersonOutboxParts) {
    const { device, person } = parts;
    const { storage } = device;
    this.#parts = parts;
    this.#outbox = openOutbox({ ...device, person });
    if (parts.isUser) this.#signIn = new SignIn({ storage, user: person, outbox: this.#outbox, lost: parts.lost });
    this.#underWay = new UnderWay(() => parts.connection().restart());
    this.#sender = createOutboxSender({
      outbox: this.#outbox,
      lock: (name, work) => device.lock(`${name}/${person}`, work),
      canSend: () => parts.connection().state === 'live',
      attempt: (message) => this.#attempt(message),
      changed: () => this.#changed(),
    });
    this.#stopListening = storage.onChange((key) => {
      if (this.#outbox.owns(key)) this.flush();
    });
  }

  all(): readonly Outgoing[] {
    return this.#outbox.all();
  }

  /** Kept, and sent by the next `flush`. False when too many messages wait already. */
  add(text: string, files: readonly OutgoingFile[]): boolean {
    return this.#outbox.add(text, files) !== undefined;
  }

  retry(cid: string): void {
    this.#outbox.retry(cid);
    this.flush();
  }

  discard(cid: string): void {
    this.#outbox.remove(cid);
    this.#changed();
  }

  /** Shows what there is and sends what can be sent. */
  flush(): void {
    this.#changed();
    this.kick();
  }

  kick(): void {
    this.#sender.kick();
  }

  /** The visitor whom the next hello brings along. */
  bring(): VisitorCredentials | undefined {
    const from = this.#signIn?.bring();
    this.#changed();
    return from;
  }

  welcomed(joined: boolean | undefined): void {
    this.#signIn?.welcomed(joined);
    this.#changed();
  }

  answered(frame: Extract<ServerFrame, { type: 'accepted' | 'refused' }>): void {
    if (frame.type === 'accepted') return this.#underWay.settle({ outcome: 'accepted' }, frame.cid);
    const slower = frame.code === 'too-many';
    this.#underWay.settle(slower ? { outcome: 'slower' } : { outcome: 'refused', message: frame.message }, frame.cid);
  }

  /** It stands in the thread. */
  arrived(cid: string): void {
    this.#outbox.remove(cid);
    this.#underWay.settle({ outcome: 'accepted' }, cid);
  }

  disconnected(): void {
    this.#underWay.settle({ outcome: 'later' });
  }

  stop(): void {
    this.#sender.stop();
    this.#stopListening();
  }

  /** Says how many messages could not be handed over. */
  moveTo(person: string): number {
    return this.#outbox.moveTo(person);
  }

  #attempt({ cid, text, files, as }: Outgoing): Promise<Attempt> {
    const connection = this.#parts.connection();
    if (as !== undefined && this.#signIn?.joined !== true) {
      // Another tab brought the visitor; this one says hello again with the same proof.
      connection.restart();
      return Promise.resolve({ outcome: 'later' });
    }
    const answer = this.#underWay.begin(cid);
    const uploadIds = files.map(({ uploadId }) => uploadId);
    const sent = connection.send({ type: 'message', cid, text, uploadIds, ...(as === undefined ? {} : { as }) });
    if (!sent) this.#underWay.settle({ outcome: 'later' });
    return answer;
  }

  #changed(): void {
    this.#signIn?.outgoingChanged();
    this.#parts.changed();
  }
}
