import type { ServerDuplexStream } from '@grpc/grpc-js';
import { encodeWorkEvent, RpcError } from '@onethread/rpc';
import type {
  EncodedMessage,
  ResultInput,
  RpcErrorCode,
  TokenClaims,
  WorkCommand,
  WorkEventInput,
} from '@onethread/rpc';
import { identityIdOfCustomer } from '@onethread/contracts';
import type { AgentId, ConversationId, CustomerId } from '@onethread/contracts';
import type { Onlooker, WaitingPlace } from '../../domain/rules/queue-sight.ts';
import { ThreadSession } from '../../live/thread-session.ts';
import type { AgentDocument, ConversationDocument } from '../../stores/documents.ts';
import { streamLost, streamOpened, type AgentStream } from '../../use-cases/assignment/agent-streams.ts';
import { agentThread } from './agent-thread.ts';
import { COMMAND_BURST, COMMANDS_PER_SECOND, MAX_COMMANDS_IN_FLIGHT } from './command-limits.ts';
import { MAX_REQUEST_ID_LENGTH, MAX_THREADS_PER_STREAM, RateLimit, TypingPace } from './command-limits.ts';
import type { CommandResult, CommandSession } from './commands/command.ts';
import { orderKey, runCommand } from './commands/commands.ts';
import { toRpcError } from './failures.ts';
import type { GrpcContext } from './grpc-context.ts';
import { OrderedLanes } from '../../ordered-lanes.ts';
import { StreamWriter } from './stream-writer.ts';
import { ToldState } from './told-state.ts';
import { HEARTBEAT_MS, onlookerOf } from './welcome.ts';
import type { OpenStream } from './work-streams.ts';

export type WorkCall = ServerDuplexStream<WorkCommand, WorkEventInput>;

/** A stream that says nothing for so many heartbeats is closed. */
const MISSED_HEARTBEATS = 3;

/** What an agent's client reads in a `result`, for each code that a failure may have. */
const RESULT_CODE: Readonly<Record<RpcErrorCode, string>> = {
  invalid: 'invalid',
  unauthenticated: 'forbidden',
  forbidden: 'forbidden',
  'not-found': 'not-found',
  conflict: 'conflict',
  taken: 'taken',
  expired: 'expired',
  'at-capacity': 'at-capacity',
  refused: 'invalid',
  blocked: 'blocked',
  exhausted: 'unavailable',
  unavailable: 'unavailable',
  deadline: 'unavailable',
  cancelled: 'unavailable',
  unimplemented: 'invalid',
  internal: 'unavailable',
};

/** One device of one agent: takes commands, answers each, and is told what changes. */
export class WorkStream implements OpenStream {
  readonly agentId: AgentId;
  readonly name: AgentStream;
  readonly #context: GrpcContext;
  readonly #call: WorkCall;
  readonly #claims: TokenClaims;
  readonly #writer: StreamWriter;
  readonly #told: ToldState;
  readonly #threads = new Map<string, ThreadSession>();
  readonly #lanes = new OrderedLanes();
  readonly #rate: RateLimit;
  readonly #typing = new TypingPace();
  #agent: AgentDocument;
  #inFlight = 0;
  #heardAt: number;
  /** Below every count: what was begun just before the first heartbeat is not stuck. */
  #sentBefore = -1;
  #closed = false;
  #opening: Promise<unknown> | undefined;
  #greeting: Promise<CommandResult> | undefined;

  constructor(context: GrpcContext, call: WorkCall, agent: AgentDocument, claims: TokenClaims) {
    this.#context = context;
    this.#call = call;
    this.#agent = agent;
    this.#claims = claims;
    this.agentId = agent._id;
    this.#writer = new StreamWriter(call, () => this.close(tooSlow()));
    this.#told = new ToldState({
      context,
      agentId: agent._id,
      write: (message) => this.#writer.send(message),
      onTooMuch: () => this.close(tooSlow()),
    });
    const now = context.useCases.now();
    this.#heardAt = now;
    this.#rate = new RateLimit(COMMANDS_PER_SECOND, COMMAND_BURST, now);
    this.name = { agentId: agent._id, replicaId: context.replicaId, streamId: context.useCases.newId() };
  }

  get welcomed(): boolean {
    return this.#told.isHeard;
  }

  send(message: EncodedMessage): void {
    this.#told.send(message);
  }

  sendConversation(document: ConversationDocument, message: EncodedMessage): void {
    this.#told.sendConversation(document, message);
  }

  hasOwn(conversationId: ConversationId): boolean {
    return this.#told.hasOwn(conversationId);
  }

  sees(place: WaitingPlace): boolean {
    return this.#told.sees(place);
  }

  async renew(settingsVersion: number, agent?: Onlooker): Promise<boolean> {
    try {
      if (this.#closed || !this.welcomed) return false;
      if (agent === undefined && this.#told.settingsVersion === settingsVersion) return false;
      const known = agent ?? onlookerOf(await this.#readAgent());
      return await this.#told.beginAnew(settingsVersion, known, () => this.#readAgent());
    } catch (error) {
      this.#context.useCases.logger.warn({ err: error }, 'a stream goes on with older settings for now');
      return false;
    }
  }

  follows(customerId: CustomerId): boolean {
    return this.#threads.has(customerId);
  }

  /** Once a heartbeat: asks for a sign of life, and closes what is silent, stuck or no longer allowed. */
  tick(now: number): void {
    const { sent, pendingBytes } = this.#writer;
    const stuck = pendingBytes > 0 && sent === this.#sentBefore;
    this.#sentBefore = sent;
    if (now >= this.#claims.expiresAt * 1000)
      return this.close(new RpcError('unauthenticated', 'the token has expired: connect with a fresh one'));
    if (now - this.#heardAt > MISSED_HEARTBEATS * HEARTBEAT_MS)
      return this.close(new RpcError('deadline', `silent for ${MISSED_HEARTBEATS} heartbeats`));
    if (stuck) return this.close(tooSlow());
    this.#writer.send(encodeWorkEvent({ ping: { serverTimeMs: now } }));
  }

  onCommand(command: WorkCommand): void {
    if (this.#closed) return;
    const now = this.#context.useCases.now();
    this.#heardAt = now;
    if (command.command === 'pong') return this.#answer(command.requestId, {});
    this.#inFlight += 1;
    if (this.#inFlight >= MAX_COMMANDS_IN_FLIGHT) this.#call.pause();
    const allowed = this.#rate.take(now);
    void this.#lanes.run(orderKey(command), async () => {
      const result = allowed ? await this.#do(command) : this.#slowDown();
      this.#answer(command.requestId, result);
      this.#inFlight -= 1;
      if (this.#inFlight < MAX_COMMANDS_IN_FLIGHT && !this.#closed) this.#call.resume();
    });
  }

  /** Ends the stream, for a reason or (without one) because its client is gone or done; `byUs`: it is sent elsewhere. Repeatable. */
  close(reason?: RpcError, { byUs = false }: { readonly byUs?: boolean } = {}): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#context.streams.remove(this);
    for (const session of this.#threads.values()) session.close();
    this.#threads.clear();
    this.#writer.close(reason);
    if (this.#opening === undefined) return;
    const { closing } = this.#context;
    const lost = this.#sayLost(this.#opening, byUs);
    closing.add(lost);
    void lost.finally(() => closing.delete(lost));
  }

  /** Not before it was said to be open. If it cannot be said, this replica's lease and the owner's audit tell later. */
  async #sayLost(opening: Promise<unknown>, byUs: boolean): Promise<void> {
    const { useCases } = this.#context;
    try {
      await opening;
      await streamLost(useCases, this.name, { byUs });
    } catch (error) {
      useCases.logger.warn({ err: error }, 'loss of a stream not written');
    }
  }

  async #do(command: WorkCommand): Promise<CommandResult> {
    try {
      if (command.requestId.length > MAX_REQUEST_ID_LENGTH)
        throw new RpcError('invalid', `request_id is at most ${MAX_REQUEST_ID_LENGTH} characters`);
      if (command.command === 'hello') return await (this.#greeting = this.#hello());
      // A client need not wait for the welcome before it goes on.
      await this.#greeting;
      if (!this.welcomed) throw new RpcError('invalid', 'say hello first');
      return await runCommand(this.#session(), command);
    } catch (error) {
      const told = toRpcError(error, this.#context, command.command ?? 'command');
      return { code: RESULT_CODE[told.code], message: told.message, retryable: told.retryable };
    }
  }

  /** Said again on the same stream it brings the state again. */
  async #hello(): Promise<CommandResult> {
    const { useCases } = this.#context;
    if (!this.#closed) this.#opening ??= streamOpened(useCases, this.name);
    await this.#opening;
    await this.#told.begin(() => this.#readAgent());
    return {};
  }

  async #readAgent(): Promise<AgentDocument> {
    this.#agent = (await this.#context.useCases.collections.agents.get(this.agentId)) ?? this.#agent;
    return this.#agent;
  }

  #session(): CommandSession {
    return {
      context: this.#context,
      agent: this.#agent,
      sees: (place) => this.sees(place),
      follow: (customerId, cursor) => this.#follow(customerId as CustomerId, cursor),
      unfollow: (customerId) => this.#unfollow(customerId),
      mayTellTyping: (conversationId) => this.#typing.mayTell(conversationId, this.#context.useCases.now()),
    };
  }

  async #follow(customerId: CustomerId, cursor: string): Promise<void> {
    const { reading, live, useCases } = this.#context;
    if (!this.#threads.has(customerId) && this.#threads.size >= MAX_THREADS_PER_STREAM)
      throw new RpcError('invalid', `at most ${MAX_THREADS_PER_STREAM} threads a stream: unfollow one first`);
    const identity = await useCases.collections.identities.get(identityIdOfCustomer(customerId));
    if (identity?.customerId !== customerId) throw new RpcError('not-found', 'there is no such customer');
    this.#unfollow(customerId);
    if (this.#closed) return;
    const onLost = (error: unknown): void => this.close(toRpcError(error, this.#context, 'follow'));
    const parts = { context: this.#context, writer: this.#writer, agentId: this.agentId, customerId, onLost };
    const session = new ThreadSession({ context: reading, ...live }, customerId, agentThread(parts));
    this.#threads.set(customerId, session);
    try {
      await session.open(cursor);
    } catch (error) {
      this.#unfollow(customerId);
      throw error;
    }
  }

  #unfollow(customerId: string): void {
    this.#threads.get(customerId)?.close();
    this.#threads.delete(customerId);
  }

  #slowDown(): CommandResult {
    this.#context.refused('too-many-commands');
    return { code: 'unavailable', message: `at most ${COMMANDS_PER_SECOND} commands a second`, retryable: true };
  }

  #answer(requestId: string, { code = 'ok', message = '', itemId = '', retryable = false }: CommandResult): void {
    if (requestId === '') return;
    const result: ResultInput = {
      requestId: requestId.slice(0, MAX_REQUEST_ID_LENGTH),
      code,
      message,
      itemId,
      retryable,
    };
    this.#writer.send(encodeWorkEvent({ result }));
  }
}

function tooSlow(): RpcError {
  return new RpcError('exhausted', 'too slow: connect again and resume from the last cursors');
}
