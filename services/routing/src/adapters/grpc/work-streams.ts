import type { AgentId, ConversationId, CustomerId } from '@onethread/contracts';
import { RpcError, type EncodedMessage } from '@onethread/rpc';
import type { Onlooker, WaitingPlace } from '../../domain/rules/queue-sight.ts';
import type { ConversationDocument } from '../../stores/documents.ts';
import type { AgentStream } from '../../use-cases/assignment/agent-streams.ts';

/** An agent's open stream, as those see it who have something to tell it. */
export interface OpenStream {
  readonly agentId: AgentId;
  /** As presence calls it. */
  readonly name: AgentStream;
  /** Has said hello and got its state: later changes make sense to it. */
  readonly welcomed: boolean;
  send(message: EncodedMessage): void;
  /** A conversation as it is now; remembers whether this agent has it or is offered it. */
  sendConversation(document: ConversationDocument, message: EncodedMessage): void;
  follows(customerId: CustomerId): boolean;
  /** Whether this agent was told last to have this conversation, or to be offered it. */
  hasOwn(conversationId: ConversationId): boolean;
  /** Whether this agent is shown what waits there. */
  sees(place: WaitingPlace): boolean;
  /**
   * Begins anew with the whole state where what it was chosen by is no longer so: the settings' version, and the agent's role,
   * pool and teams (read if not given). False where nothing was to be done. Never throws: what could not be done is done at the
   * next call.
   */
  renew(settingsVersion: number, agent?: Onlooker): Promise<boolean>;
  tick(now: number): void;
  /** `byUs`: it is sent elsewhere, through no fault of its connection. */
  close(error: RpcError, options?: { readonly byUs?: boolean }): void;
}

/** Most agents' streams of one process. */
export const MAX_STREAMS = 2000;
/** Most devices of one agent. */
export const MAX_STREAMS_PER_AGENT = 20;

/** The agents' streams of this process. */
export class WorkStreams {
  readonly #streams = new Set<OpenStream>();
  readonly #byAgent = new Map<AgentId, Set<OpenStream>>();
  #closed = false;

  /** Throws `RpcError`: exhausted above the limits, unavailable while the process stops. */
  add(stream: OpenStream): void {
    const { agentId } = stream;
    if (this.#closed) throw leaving();
    if (this.#streams.size >= MAX_STREAMS) throw new RpcError('exhausted', 'this replica is full: connect again');
    const own = this.#byAgent.get(agentId) ?? new Set();
    if (own.size >= MAX_STREAMS_PER_AGENT)
      throw new RpcError('exhausted', `an agent has at most ${MAX_STREAMS_PER_AGENT} streams`);
    this.#streams.add(stream);
    this.#byAgent.set(agentId, own.add(stream));
  }

  remove(stream: OpenStream): void {
    this.#streams.delete(stream);
    const own = this.#byAgent.get(stream.agentId);
    if (own?.delete(stream) === true && own.size === 0) this.#byAgent.delete(stream.agentId);
  }

  get size(): number {
    return this.#streams.size;
  }

  /** Those that have got their state. A copy: streams may close while they are told something. */
  welcomed(): readonly OpenStream[] {
    return [...this.#streams].filter((stream) => stream.welcomed);
  }

  /** What presence should say of this replica. */
  *open(): Iterable<AgentStream> {
    for (const { welcomed, name } of this.#streams) if (welcomed) yield name;
  }

  ofAgent(agentId: AgentId): readonly OpenStream[] {
    return [...(this.#byAgent.get(agentId) ?? [])];
  }

  tick(now: number): void {
    for (const stream of this.#streams) stream.tick(now);
  }

  /** Tells every client to connect elsewhere, and takes no more. */
  closeAll(): void {
    this.#closed = true;
    for (const stream of this.#streams) stream.close(leaving(), { byUs: true });
  }
}

function leaving(): RpcError {
  return new RpcError('unavailable', 'this replica stops: connect again');
}
