import { createRpcServer, RpcError, signToken, toGrpcStatus, verifyToken } from '@onethread/rpc';
import type {
  AgentInput,
  ChannelInfoInput,
  ConversationInput,
  IdentityInput,
  ItemInput,
  ProtoPartInput,
  QueueInput,
  RpcServer,
  TokenClaims,
  WorkCommand,
  WorkEventInput,
} from '@onethread/rpc';
import { assignmentHandlers, ScriptedAssignment, settingsHandlers } from './scripted-assignment.ts';
import { ScriptedCommands } from './scripted-commands.ts';
import { adminHandlers, historyHandlers } from './scripted-handlers.ts';
import { identityHandlers } from './scripted-identity-handlers.ts';
import { ScriptedIdentity } from './scripted-identity.ts';
import { ScriptedOperations } from './scripted-operations.ts';
import { ScriptedThread } from './scripted-thread.ts';

type AgentHandlers = NonNullable<Parameters<typeof createRpcServer>[1]['agent']>;
type WorkCall = Parameters<AgentHandlers['Work']>[0];

/** An agent's stream, from its hello on. */
export interface OpenStream {
  readonly call: WorkCall;
  readonly agentId: string;
  clientId: string;
  readonly follows: Set<string>;
}

/** A real gRPC server that speaks routing's protos and does what a test says. */
export class ScriptedRouting {
  readonly agents = new Map<string, AgentInput & { disabled?: boolean }>();
  readonly conversations = new Map<string, ConversationInput>();
  readonly threads = new Map<string, ScriptedThread>();
  /** Of all threads. */
  readonly items = new Map<string, ItemInput>();
  readonly channels: ChannelInfoInput[] = [];
  readonly queues: QueueInput[] = [{ queueId: 'q1', name: 'Support', pool: 'main', served: true }];
  readonly allowedFiles = new Set<string>();
  readonly operations = new ScriptedOperations();
  readonly identity = new ScriptedIdentity(this);
  readonly assignment = new ScriptedAssignment();
  /** Searches that wait until they are let go. */
  readonly heldSearches = new Map<string, Promise<void>>();
  readonly searches: string[] = [];
  searchCompleteSinceMs = 0;
  /** Everything that came over agents' streams. */
  readonly commands: WorkCommand[] = [];
  readonly streams = new Set<OpenStream>();
  /** Kinds of commands that are carried out, and whose results are lost. */
  readonly loseResultsOf = new Set<string>();
  /** Kinds of commands that are refused, with the result's code. */
  readonly refuse = new Map<
    string,
    { readonly code: string; readonly message: string; readonly retryable?: boolean }
  >();
  /** What becomes of replies, step by step. */
  deliver: readonly ('SENDING' | 'SENT' | 'DELIVERED' | 'READ' | 'FAILED' | 'UNKNOWN')[] = ['SENT'];
  holdReplies = false;
  address = '';
  readonly #secret: string;
  readonly #commands = new ScriptedCommands(this);
  #server: RpcServer | undefined;
  #clockUs = (Date.now() - 3600_000) * 1000;

  constructor(secret: string) {
    this.#secret = secret;
  }

  async start(port = 0): Promise<void> {
    this.#server = createRpcServer(
      { port },
      {
        agent: { Work: (call) => void this.#work(call) },
        history: historyHandlers(this),
        identity: identityHandlers(this),
        admin: adminHandlers(this),
        assignment: assignmentHandlers(this),
        settings: settingsHandlers(this),
      },
    );
    this.address = `127.0.0.1:${await this.#server.start()}`;
    this.#server.setServing(true);
  }

  async stop(): Promise<void> {
    await this.#server?.stop(0);
    this.streams.clear();
  }

  /** Throws `RpcError` where the caller is nobody. */
  async caller(metadata: { get(name: string): unknown[] }): Promise<TokenClaims> {
    const claims = await verifyToken([this.#secret], String(metadata.get('authorization')[0]).replace('Bearer ', ''));
    if (this.agents.get(claims.subject)?.disabled === true) throw new RpcError('unauthenticated', 'disabled');
    return claims;
  }

  invite(agentId: string): Promise<string> {
    return signToken(this.#secret, { subject: agentId, role: 'invite', validSeconds: 3600 });
  }

  addAgent(agentId: string, change: Partial<AgentInput> = {}): void {
    const agent = { agentId, name: agentId, email: `${agentId}@localhost`, role: 'agent', presence: 'AWAY' } as const;
    this.agents.set(agentId, { ...agent, connected: false, capacity: 10, load: 0, rev: 1, ...change });
  }

  addConversation(
    conversationId: string,
    identities: IdentityInput[],
    change: Partial<ConversationInput> = {},
  ): ScriptedThread {
    const customerId = change.customerId ?? `c_${conversationId}`;
    const own = identities.map((one) => ({ ...one, customerId: one.customerId || customerId }));
    const thread = this.threads.get(customerId) ?? new ScriptedThread(customerId, own, this.items);
    this.threads.set(customerId, thread);
    this.identity.add(own);
    const now = Date.now();
    const times = { openedAtMs: now - 60_000, lastActivityMs: now - 60_000, waitingSinceMs: now - 60_000 };
    const last = identities.at(-1) ?? null;
    this.conversations.set(conversationId, {
      conversationId,
      rev: 1,
      customerId,
      customerName: last?.name ?? '',
      state: 'OPEN',
      lastIdentity: last,
      ...times,
      ...change,
    });
    return thread;
  }

  /** The next instant of the threads' clock. */
  nextUs(): number {
    return (this.#clockUs += 1000);
  }

  setClock(ms: number): void {
    this.#clockUs = ms * 1000;
  }

  put(conversationId: string, item: Partial<ItemInput>): void {
    const conversation = this.conversation(conversationId);
    const customerId = conversation.customerId ?? '';
    const written = {
      itemId: `item-${this.#clockUs}`,
      atUs: this.nextUs(),
      conversationId,
      customerId,
      identityId: conversation.lastIdentity?.identityId ?? '',
      channel: conversation.lastIdentity?.channel ?? '',
      ...item,
    };
    const stored = { ...written, rev: Number(this.items.get(written.itemId)?.rev ?? 0) + 1 };
    this.items.set(stored.itemId, stored);
    for (const thread of this.threads.values()) {
      if (!thread.shows(stored)) continue;
      const before = thread.cursor;
      thread.noteChange(stored);
      this.send({ thread: thread.since(before) }, (stream) => stream.follows.has(thread.customerId));
    }
  }

  /** A customer's thread, begun where there was none. */
  threadOf(customerId: string): ScriptedThread {
    const thread = this.threads.get(customerId) ?? new ScriptedThread(customerId, [], this.items);
    this.threads.set(customerId, thread);
    return thread;
  }

  customerWrites(
    conversationId: string,
    parts: ProtoPartInput[],
    change: Partial<NonNullable<ItemInput['message']>> = {},
  ): void {
    this.put(conversationId, { message: { parts, ...change } });
    const preview = parts
      .map((part) => part.text?.text ?? part.file?.name ?? '')
      .join(' ')
      .slice(0, 200);
    const unread = (this.conversation(conversationId).unread ?? 0) + 1;
    this.change(conversationId, {
      preview,
      previewFromCustomer: true,
      unread,
      lastActivityMs: Math.floor(this.#clockUs / 1000),
    });
  }

  offer(conversationId: string, agentId: string, forMs: number): void {
    this.change(conversationId, {
      reservation: { reservationId: `r-${conversationId}`, agentId, untilMs: Date.now() + forMs },
    });
  }

  change(conversationId: string, change: Partial<ConversationInput>): void {
    const known = this.conversation(conversationId);
    const conversation = { ...known, ...change, rev: Number(known.rev) + 1 };
    this.conversations.set(conversationId, conversation);
    this.send({ conversation });
  }

  changeAgent(agentId: string, change: Partial<AgentInput>): void {
    const known = this.agents.get(agentId) as AgentInput;
    const agent = { ...known, ...change, rev: Number(known.rev) + 1 };
    this.agents.set(agentId, agent);
    this.send({ agent });
  }

  send(event: WorkEventInput, to: (stream: OpenStream) => boolean = () => true): void {
    for (const stream of this.streams) if (to(stream)) stream.call.write(event);
  }

  /** Breaks all agents' streams as a dying replica does. */
  breakStreams(): void {
    for (const { call } of this.streams) {
      call.emit('error', toGrpcStatus(new RpcError('unavailable', 'going away')));
    }
    this.streams.clear();
  }

  conversation(id: string): ConversationInput {
    const conversation = this.conversations.get(id);
    if (conversation === undefined) throw new RpcError('not-found', 'no such conversation');
    return conversation;
  }

  async #work(call: WorkCall): Promise<void> {
    try {
      const stream: OpenStream = {
        call,
        agentId: (await this.caller(call.metadata)).subject,
        clientId: '',
        follows: new Set(),
      };
      call.on('data', (command: WorkCommand) => this.#take(stream, command));
      call.on('end', () => {
        this.streams.delete(stream);
        call.end();
      });
      call.on('cancelled', () => this.streams.delete(stream));
      call.on('error', () => this.streams.delete(stream));
    } catch (error) {
      call.emit('error', toGrpcStatus(error));
    }
  }

  #take(stream: OpenStream, command: WorkCommand): void {
    this.commands.push(command);
    if (command.hello) {
      stream.clientId = command.hello.clientId;
      this.streams.add(stream);
      stream.call.write({ welcome: this.#welcome(stream.agentId) });
      return;
    }
    const kind = command.command ?? '';
    const refusal = this.refuse.get(kind);
    const itemId = refusal === undefined ? this.#commands.carryOut(stream, command) : '';
    if (command.requestId === '' || this.loseResultsOf.has(kind)) return;
    const held = kind === 'reply' && this.holdReplies;
    const result = refusal ?? { code: held ? 'held' : 'ok', message: '', retryable: false };
    stream.call.write({ result: { requestId: command.requestId, itemId, ...result } });
  }

  #welcome(agentId: string): NonNullable<WorkEventInput['welcome']> {
    const conversations = [...this.conversations.values()].filter((one) => one.state !== 'RESOLVED');
    const colleagues = [...this.agents.values()].filter((one) => one.agentId !== agentId);
    const me = this.agents.get(agentId) ?? null;
    return {
      me,
      conversations,
      colleagues,
      channels: this.channels,
      queues: this.queues,
      ageUnitMs: 60_000,
      heartbeatMs: 10_000,
      serverTimeMs: Date.now(),
    };
  }
}
