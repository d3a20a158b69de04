import {
  createAgentClient,
  type AgentClient,
  type Conversation,
  type Item,
  type ProtoPartInput,
  type Result,
  type ThreadUpdate,
  type TokenProvider,
  type Watermark,
  type WorkCommandInput,
  type WorkEvent,
  type WorkStream,
} from '@onethread/rpc';
import { waitFor } from '@onethread/testkit';
import { textOf } from '../item-text.ts';

const WITHIN_MS = 30_000;

type Command = Omit<WorkCommandInput, 'requestId'>;

/** An agent by gRPC, hand in hand with a test: does what it is told, remembers what it sees. */
export class DeskAgent {
  readonly agentId: string;
  readonly #client: AgentClient;
  readonly #stream: WorkStream;
  readonly #results = new Map<string, Result>();
  readonly #threads = new Map<string, ThreadUpdate>();
  readonly #watermarks = new Map<string, Watermark>();
  /** In their newest state. */
  readonly conversations = new Map<string, Conversation>();
  readonly items = new Map<string, Item>();
  readonly events: WorkEvent[] = [];
  /** Why the stream ended, where it did. */
  ended: Error | undefined;
  #requests = 0;

  private constructor(address: string, agentId: string, token: TokenProvider) {
    this.agentId = agentId;
    this.#client = createAgentClient({ address, token });
    this.#stream = this.#client.work();
    this.#stream.on('data', (event: WorkEvent) => this.#take(event));
    this.#stream.on('error', (error) => void (this.ended = error));
    this.#stream.on('end', () => void (this.ended ??= new Error('the stream ended')));
  }

  /** Connects and becomes available. */
  static async connect(address: string, agentId: string, token: TokenProvider): Promise<DeskAgent> {
    const agent = new DeskAgent(address, agentId, token);
    await agent.ask({ hello: { clientId: agentId, clientVersion: 'test/1' } });
    await agent.ask({ setPresence: { presence: 'AVAILABLE' } });
    return agent;
  }

  /** Sends a command and gives its result, whatever it is. */
  async ask(command: Command, requestId = `q${++this.#requests}`): Promise<Result> {
    this.#results.delete(requestId);
    this.#stream.write({ requestId, ...command });
    return await waitFor(
      () => {
        if (this.ended !== undefined) throw this.ended;
        return this.#results.get(requestId);
      },
      { describe: `the result of ${Object.keys(command).join()}`, withinMs: WITHIN_MS },
    );
  }

  /** Sends a command that must succeed. */
  async do(command: Command): Promise<Result> {
    const result = await this.ask(command);
    if (result.code !== 'ok') throw new Error(`${Object.keys(command).join()}: ${result.code}: ${result.message}`);
    return result;
  }

  /** The conversation of this customer, once it looks as asked. */
  async sees(customerId: string, looks: (conversation: Conversation) => boolean = () => true): Promise<Conversation> {
    return await waitFor(
      () => [...this.conversations.values()].find((one) => one.customerId === customerId && looks(one)),
      {
        describe: `${this.agentId} to see the conversation of ${customerId}`,
        withinMs: WITHIN_MS,
      },
    ).catch((error: unknown) => {
      const seen = [...this.conversations.values()].map((one) => [
        one.customerId,
        one.state,
        one.assigneeId,
        one.reservation?.agentId,
        one.explanation,
      ]);
      throw new Error(`${(error as Error).message}; it sees ${JSON.stringify(seen)}`);
    });
  }

  /** Waits until the customer's conversation is offered to this agent, and takes no notice of it beyond that. */
  async offered(customerId: string): Promise<Conversation> {
    return await this.sees(customerId, ({ reservation }) => reservation?.agentId === this.agentId);
  }

  /** Accepts the customer's conversation once it is offered, and follows the thread. */
  async accept(customerId: string): Promise<Conversation> {
    const { conversationId, reservation } = await this.offered(customerId);
    await this.do({ accept: { conversationId, reservationId: reservation?.reservationId ?? '' } });
    await this.do({ follow: { customerId } });
    return await this.sees(customerId, ({ assigneeId }) => assigneeId === this.agentId);
  }

  /** Answers; gives the reply's item id. */
  async reply(conversationId: string, parts: readonly ProtoPartInput[], clientMessageId: string): Promise<string> {
    return (await this.do({ reply: { conversationId, clientMessageId, parts: [...parts] } })).itemId;
  }

  /** A customer's message or a reply with this text in it, once it looks as asked. */
  async item(text: string, looks: (item: Item) => boolean = () => true): Promise<Item> {
    const found = () => [...this.items.values()].find((item) => textOf(item).includes(text));
    return await waitFor(
      () => {
        const item = found();
        return item !== undefined && looks(item) ? item : undefined;
      },
      { describe: `"${text}" in a thread`, withinMs: WITHIN_MS },
    ).catch((error: unknown) => {
      throw new Error(`${(error as Error).message}; it is ${JSON.stringify(found()?.reply ?? found()?.message)}`);
    });
  }

  /** How far a reply got, as a desk shows it: its own status, raised by what its receiver is known to have seen. */
  statusOf(itemId: string): string | undefined {
    const item = this.items.get(itemId);
    const status = item?.reply?.status;
    if (item === undefined || (status !== 'SENT' && status !== 'DELIVERED')) return status;
    const reached = this.#watermarks.get(item.identityId);
    if ((reached?.readUpToUs ?? 0) >= item.atUs) return 'READ';
    return (reached?.deliveredUpToUs ?? 0) >= item.atUs ? 'DELIVERED' : status;
  }

  async status(itemId: string, expected: string): Promise<Item> {
    await waitFor(() => this.statusOf(itemId) === expected, {
      describe: `reply ${itemId} to be ${expected}`,
      withinMs: WITHIN_MS,
    }).catch((error: unknown) => {
      throw new Error(`${(error as Error).message}; it is ${this.statusOf(itemId)}`);
    });
    return this.items.get(itemId) as Item;
  }

  /** Where this agent's view of a followed thread stands. */
  threadOf(customerId: string): ThreadUpdate | undefined {
    return this.#threads.get(customerId);
  }

  /** The device is switched off; the server sees a broken stream. */
  leave(): void {
    this.#stream.end();
    this.#stream.cancel();
    this.#client.close();
  }

  #take(event: WorkEvent): void {
    this.events.push(event);
    for (const conversation of event.welcome?.conversations ?? []) this.#keep(conversation);
    if (event.conversation) this.#keep(event.conversation);
    if (event.result) this.#results.set(event.result.requestId, event.result);
    if (event.ping) this.#stream.write({ requestId: `q${++this.#requests}`, pong: {} });
    if (!event.thread) return;
    this.#threads.set(event.thread.customerId, event.thread);
    for (const watermark of event.thread.watermarks) this.#watermarks.set(watermark.identityId, watermark);
    for (const item of event.thread.items) {
      if (item.rev >= (this.items.get(item.itemId)?.rev ?? 0)) this.items.set(item.itemId, item);
    }
  }

  #keep(conversation: Conversation): void {
    const known = this.conversations.get(conversation.conversationId);
    if (conversation.rev >= (known?.rev ?? 0)) this.conversations.set(conversation.conversationId, conversation);
  }
}

export const words = (text: string): ProtoPartInput => ({ text: { text } });
