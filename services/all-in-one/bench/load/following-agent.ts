import {
  createAgentClient,
  signToken,
  type AgentClient,
  type Conversation,
  type WorkCommandInput,
  type WorkEvent,
  type WorkStream,
} from '@onethread/rpc';
import { SECRETS } from '../../tests/world.ts';

const TOKEN_SECONDS = 3600;
const RECONNECT_MS = 20;

export interface FollowingAgentOptions {
  readonly address: string;
  readonly agentId: string;
  /** Told of the text of every customer's message that its stream shows. */
  readonly onMessage: (text: string) => void;
  /** Only looks on: away, so that nothing is offered. Default false. */
  readonly idle?: boolean;
}

/** An agent who accepts every offer and follows the thread of each conversation it holds. Connects again after a break. */
export class FollowingAgent {
  readonly #options: FollowingAgentOptions;
  readonly #client: AgentClient;
  readonly #followed = new Set<string>();
  #stream: WorkStream | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #requests = 0;
  /** How often it was welcomed: once, and once more after every break. */
  welcomes = 0;

  constructor(options: FollowingAgentOptions) {
    const { address, agentId } = options;
    this.#options = options;
    this.#client = createAgentClient({
      address,
      token: () => signToken(SECRETS.tokens, { subject: agentId, role: 'agent', validSeconds: TOKEN_SECONDS }),
    });
    this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#stream?.end();
    this.#client.close();
  }

  #connect(): void {
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
    this.#send({ hello: { clientId: this.#options.agentId, clientVersion: 'bench/1' } });
    if (this.#options.idle !== true) this.#send({ setPresence: { presence: 'AVAILABLE' } });
  }

  #send(command: Omit<WorkCommandInput, 'requestId'>): void {
    this.#stream?.write({ requestId: `q${++this.#requests}`, ...command });
  }

  #take({ event, welcome, conversation, thread }: WorkEvent): void {
    if (event === 'thread') {
      for (const { message } of thread?.items ?? []) {
        if (message) this.#options.onMessage(message.parts[0]?.text?.text ?? '');
      }
    } else if (event === 'conversation') {
      if (conversation) this.#concerns(conversation);
    } else if (event === 'welcome') {
      this.welcomes += 1;
      for (const one of welcome?.conversations ?? []) this.#concerns(one);
    } else if (event === 'ping') this.#send({ pong: {} });
  }

  #concerns({ conversationId, reservation, assigneeId, customerId }: Conversation): void {
    const { agentId } = this.#options;
    if (reservation?.agentId === agentId)
      this.#send({ accept: { conversationId, reservationId: reservation.reservationId } });
    if (assigneeId !== agentId || this.#followed.has(customerId)) return;
    this.#followed.add(customerId);
    this.#send({ follow: { customerId } });
  }
}
