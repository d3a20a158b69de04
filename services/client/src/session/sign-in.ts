import type { VisitorCredentials } from '../protocol.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';
import { addLost, forgetJoining, joiningVisitor } from '../people/signed-in.ts';
import type { Outbox } from '../thread/outbox.ts';

export interface SignInParts {
  readonly storage: DeviceStorage;
  readonly user: string;
  readonly outbox: Outbox;
  readonly lost: () => void;
}

/**
 * Brings the visitor of this device to the user who signed in. Each hello carries the visitor's proof until the server has
 * joined them and has all that the visitor wrote, which is sent as theirs: what was under way is recognised by its id.
 * A visitor who cannot be joined is somebody else: their unsent messages are never sent, and the person is told so.
 */
export class SignIn {
  readonly #parts: SignInParts;
  #brought: VisitorCredentials | undefined;
  #joined = false;

  constructor(parts: SignInParts) {
    this.#parts = parts;
  }

  /** On this connection: what the visitor wrote may be sent. */
  get joined(): boolean {
    return this.#joined;
  }

  /** For the next hello. */
  bring(): VisitorCredentials | undefined {
    const { storage, user } = this.#parts;
    this.#joined = false;
    this.#brought = joiningVisitor(storage, user);
    if (this.#brought === undefined) this.#drop();
    return this.#brought;
  }

  welcomed(joined: boolean | undefined): void {
    const { storage, user, outbox } = this.#parts;
    if (this.#brought === undefined || joined === undefined) return;
    outbox.adopt(`visitor.${this.#brought.id}`);
    this.#joined = joined;
    if (joined) return;
    forgetJoining(storage, user, this.#brought.id);
    this.#drop();
  }

  outgoingChanged(): void {
    const { storage, user, outbox } = this.#parts;
    if (!this.#joined || this.#brought === undefined || outbox.waitsAsVisitor()) return;
    forgetJoining(storage, user, this.#brought.id);
    this.#brought = undefined;
  }

  #drop(): void {
    const count = this.#parts.outbox.dropAsVisitor();
    if (count === 0) return;
    addLost(this.#parts.storage, count);
    this.#parts.lost();
  }
}
