import type { AgentId, ConversationId } from '@onethread/contracts';
import { encodeWorkEvent, type EncodedMessage } from '@onethread/rpc';
import type { Onlooker, WaitingPlace } from '../../domain/rules/queue-sight.ts';
import type { AgentDocument, ConversationDocument } from '../../stores/documents.ts';
import type { GrpcContext } from './grpc-context.ts';
import { standingOf, welcome, type Beginning } from './welcome.ts';

/** State changes that wait for one welcome. */
const MAX_HELD_BACK = 5000;

export interface ToldStateParts {
  readonly context: GrpcContext;
  readonly agentId: AgentId;
  readonly write: (message: EncodedMessage) => void;
  /** More changed while a welcome was made than is held back. */
  readonly onTooMuch: () => void;
}

/** What one stream was told of conversations and colleagues: all of it at the beginning, then what changes. */
export class ToldState {
  readonly #parts: ToldStateParts;
  /** What this agent has or is offered, as it was told last: no more than an agent holds. */
  readonly #own = new Set<ConversationId>();
  #begun: Beginning | undefined;
  #beginning: Promise<unknown> = Promise.resolve();
  #heldBack: EncodedMessage[] | undefined;
  #isHeard = false;

  constructor(parts: ToldStateParts) {
    this.#parts = parts;
  }

  /** Changes are of use to it: it has its state, or gets it before them. */
  get isHeard(): boolean {
    return this.#isHeard;
  }

  /** State that changes while a welcome is being made follows it: what was read for the welcome may be older. */
  send(message: EncodedMessage): void {
    if (this.#heldBack === undefined) this.#parts.write(message);
    else if (this.#heldBack.length < MAX_HELD_BACK) this.#heldBack.push(message);
    else this.#parts.onTooMuch();
  }

  sendConversation(document: ConversationDocument, message: EncodedMessage): void {
    this.#noteOwn(document);
    this.send(message);
  }

  /** By which the state was chosen. */
  get settingsVersion(): number | undefined {
    return this.#begun?.settingsVersion;
  }

  hasOwn(conversationId: ConversationId): boolean {
    return this.#own.has(conversationId);
  }

  sees(place: WaitingPlace): boolean {
    return this.#begun?.sight.sees(place) ?? false;
  }

  /** Tells the whole state of an agent as `read` finds them. */
  begin(read: () => Promise<AgentDocument>): Promise<void> {
    return this.#inTurn(() => this.#tell(read));
  }

  /** The same where the state was chosen by something that is no longer so. False: it still is. */
  beginAnew(settingsVersion: number, agent: Onlooker, read: () => Promise<AgentDocument>): Promise<boolean> {
    return this.#inTurn(async () => {
      const isOutdated = this.#begun !== undefined && this.#begun.standing !== standingOf(settingsVersion, agent);
      if (isOutdated) await this.#tell(read);
      return isOutdated;
    });
  }

  /** One beginning after another, so that the last is the newest. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#beginning.then(work);
    this.#beginning = done.catch(() => {});
    return done;
  }

  async #tell(read: () => Promise<AgentDocument>): Promise<void> {
    // From here on changes are heard of, so that none falls between the state and the first change.
    this.#heldBack ??= [];
    this.#isHeard = true;
    try {
      const begun = await welcome(this.#parts.context, await read());
      this.#begun = begun;
      for (const { document } of begun.conversations) this.#noteOwn(document);
      this.#parts.write(encodeWorkEvent({ welcome: begun.message }));
    } finally {
      // Where it was told before, what it has is good enough to go on with.
      if (this.#begun !== undefined) this.#release();
    }
  }

  #release(): void {
    const heldBack = this.#heldBack ?? [];
    this.#heldBack = undefined;
    for (const message of heldBack) this.#parts.write(message);
  }

  #noteOwn({ _id, assigneeId, reservation }: ConversationDocument): void {
    const { agentId } = this.#parts;
    if (assigneeId === agentId || reservation?.agentId === agentId) this.#own.add(_id);
    else this.#own.delete(_id);
  }
}
