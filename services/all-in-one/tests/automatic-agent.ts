import {
  createAgentClient,
  signToken,
  type Conversation,
  type Item,
  type WorkCommandInput,
  type WorkEvent,
  type WorkStream,
} from '@onethread/rpc';
import type { Seeded } from '@onethread/testkit';

export interface AutomaticAgentOptions {
  readonly address: string;
  readonly tokenSecret: string;
  readonly agentId: string;
  readonly random: Seeded;
  /** Chance that a conversation is resolved after a reply. */
  readonly resolves: number;
}

const TOKEN_SECONDS = 3600;
const RECONNECT_MS = 100;
const REPLY_PREFIX = 're-';

/**
 * An agent by gRPC alone: accepts what is offered, answers each customer's message once, resolves now and then. After a
 * break it connects again and sends what was not answered again, with the same ids.
 */
export class AutomaticAgent {
  readonly #options: AutomaticAgentOptions;
  readonly #held = new Map<string, Conversation>();
  readonly #followed = new Set<string>();
  readonly #cursors = new Map<string, string>();
  readonly #answered = new Set<string>();
  /** Replies that were sent and not yet confirmed, by client message id: sent again after a break. */
  readonly #unconfirmed = new Map<string, WorkCommandInput>();
  readonly #texts = new Map<string, string>();
  /** Texts of replies that the server confirmed. */
  readonly confirmed = new Set<string>();
  /** Highest load over capacity that was ever seen; must stay at or below 1. */
  worstLoad = 0;
  #client: ReturnType<typeof createAgentClient> | undefined;
  #stream: WorkStream | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #requests = 0;

  constructor(options: AutomaticAgentOptions) {
    this.#options = options;
  }

  /** Conversations that it holds now. */
  get holds(): ReadonlySet<string> {
    return new Set(this.#held.keys());
  }
  get unconfirmed(): number {
    return this.#unconfirmed.size;
  }

  start(): void {
    const { address, tokenSecret, agentId } = this.#options;
    const token = () => signToken(tokenSecret, { subject: agentId, role: 'agent', validSeconds: TOKEN_SECONDS });
    this.#client = createAgentClient({ address, token });
    this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#stream?.end();
    this.#client?.close();
  }

  #connect(): void {
    if (this.#stopped || this.#client === undefined) return;
    const stream = this.#client.work();
    this.#stream = stream;
    this.#followed.clear();
    let over = false;
    const again = (): void => {
      if (over) return;
      over = true;
      if (!this.#stopped) this.#timer = setTimeout(() => this.#connect(), RECONNECT_MS);
    };
    stream.on('data', (event: WorkEvent) => this.#take(event));
    stream.on('error', again);
    stream.on('end', again);
    this.#send({ hello: { clientId: this.#options.agentId, clientVersion: 'test/1' } });
    this.#send({ setPresence: { presence: 'AVAILABLE' } });
    for (const command of this.#unconfirmed.values()) stream.write(command);
  }

  #send(command: Omit<WorkCommandInput, 'requestId'>): void {
    this.#stream?.write({ requestId: `q${++this.#requests}`, ...command });
  }

  #take(event: WorkEvent): void {
    switch (event.event) {
      case 'welcome':
        this.#held.clear();
        this.#watchLoad(event.welcome?.me?.load, event.welcome?.me?.capacity);
        for (const conversation of event.welcome?.conversations ?? []) this.#concerns(conversation);
        return;
      case 'conversation':
        if (event.conversation) this.#concerns(event.conversation);
        return;
      case 'agent':
        if (event.agent?.agentId === this.#options.agentId) this.#watchLoad(event.agent.load, event.agent.capacity);
        return;
      case 'thread':
        if (!event.thread) return;
        this.#cursors.set(event.thread.customerId, event.thread.cursor);
        for (const item of event.thread.items) this.#answer(item);
        return;
      case 'result':
        if (event.result) this.#confirm(event.result.requestId, event.result.code, event.result.retryable);
        return;
      case 'ping':
        this.#send({ pong: {} });
        return;
      case 'activity':
      case 'channel':
      case undefined:
    }
  }

  #watchLoad(load = 0, capacity = 0): void {
    if (capacity > 0) this.worstLoad = Math.max(this.worstLoad, load / capacity);
  }

  #concerns(conversation: Conversation): void {
    const { agentId } = this.#options;
    const { conversationId, reservation, assigneeId, customerId } = conversation;
    if (reservation?.agentId === agentId)
      this.#send({ accept: { conversationId, reservationId: reservation.reservationId } });
    if (assigneeId !== agentId) {
      if (this.#held.delete(conversationId)) this.#unfollow(customerId);
      return;
    }
    this.#held.set(conversationId, conversation);
    if (this.#followed.has(customerId)) return;
    this.#followed.add(customerId);
    this.#send({ follow: { customerId, cursor: this.#cursors.get(customerId) ?? '' } });
  }

  #unfollow(customerId: string): void {
    if ([...this.#held.values()].some((other) => other.customerId === customerId)) return;
    this.#followed.delete(customerId);
    // Coming back, the whole page is read again: what was not answered then is answered now.
    this.#cursors.delete(customerId);
    this.#send({ unfollow: { customerId } });
  }

  #answer(item: Item): void {
    const { agentId } = this.#options;
    const held = this.#held.get(item.conversationId);
    if (item.content !== 'message' || held === undefined || this.#answered.has(item.itemId)) return;
    this.#answered.add(item.itemId);
    const asked =
      item.message?.parts
        .map(({ text }) => text?.text ?? '')
        .join('')
        .trim() ?? '';
    const text = `re ${agentId} ${asked}`;
    const clientMessageId = `${REPLY_PREFIX}${item.itemId}`;
    const command: WorkCommandInput = {
      requestId: clientMessageId,
      reply: { clientMessageId, conversationId: item.conversationId, parts: [{ text: { text } }] },
    };
    this.#unconfirmed.set(clientMessageId, command);
    this.#texts.set(clientMessageId, text);
    this.#stream?.write(command);
  }

  #confirm(requestId: string, code: string, retryable: boolean): void {
    const { random, resolves } = this.#options;
    const command = this.#unconfirmed.get(requestId);
    if (command === undefined) return;
    if (code === 'ok' || code === 'held') this.confirmed.add(this.#texts.get(requestId) ?? '');
    else if (retryable) return void this.#stream?.write(command);
    // No longer ours (resolved in between): whoever gets it next answers.
    else this.#answered.delete(requestId.slice(REPLY_PREFIX.length));
    this.#unconfirmed.delete(requestId);
    const conversationId = command.reply?.conversationId ?? '';
    if (this.#isAnswered(conversationId) && random.chance(resolves)) this.#send({ resolve: { conversationId } });
  }

  #isAnswered(conversationId: string): boolean {
    return ![...this.#unconfirmed.values()].some(({ reply }) => reply?.conversationId === conversationId);
  }
}
