import type { AgentId, ConversationId, Entry } from '@onethread/contracts';
import { encodeWorkEvent, RpcError } from '@onethread/rpc';
import { recentMap } from '@onethread/runtime';
import type { AgentChanged, ConversationChanged, StateListener } from '../../live/event-hub.ts';
import type { WaitingPlace } from '../../domain/rules/queue-sight.ts';
import { settingsInForce } from '../../stores/settings-in-force.ts';
import { getAgentById } from '../../use-cases/assignment/list-agents.ts';
import type { ConversationView } from '../../use-cases/reading/conversation-views.ts';
import { audienceOf, isAmong, widened, type Audience } from './audience.ts';
import { encodeAgent, encodeConversation } from './encode-state.ts';
import type { GrpcContext } from './grpc-context.ts';
import type { OpenStream } from './work-streams.ts';

/** Conversations or agents that are read together. */
const BATCH = 100;
/** Between two rounds of reading: what changes meanwhile is read together, not each by itself. */
const REST_MS = 20;
/** How long what only concerns the lists of others may wait, so that a burst costs one message each. */
const OTHERS_DELAY_MS = 100;
/** After telling everybody, at least this many times as long is spent on other things. */
const REST_FACTOR = 4;
const MAX_REMEMBERED = 20_000;
/** What could not be read is read again after so long. */
const RETRY_MS = 500;
/**
 * Conversations and agents that changed and could not be read yet, because the store is slow or away. With more, every
 * stream is sent to connect again: the state that it begins with says it all.
 */
export const MAX_UNREAD_CHANGES = 20_000;
/** Open conversations of one customer whose unread count an agent's reading may change. */
const MAX_HOMES_CONVERSATIONS = 5;

/**
 * Tells agents' streams how conversations and colleagues stand. Both are state with a `rev`, so what changes again while
 * it waits is told once, as it is then. Who holds a conversation, is offered it or follows its thread hears at once, while
 * much changes within 20 ms; the others hear of what waits, and of who takes it, a moment later.
 */
export class StateFanOut implements StateListener {
  readonly #context: GrpcContext;
  readonly #conversations = new Map<ConversationId, Set<AgentId>>();
  readonly #agents = new Set<AgentId>();
  /** What everybody last knew of a conversation: whether it waits and who has it, and where. */
  readonly #shown = recentMap<ConversationId, Shown>(MAX_REMEMBERED);
  /** What everybody last knew of an agent, without `rev`: another tab of theirs is a change, and no news to anybody. */
  readonly #shownAgents = recentMap<AgentId, string>(MAX_REMEMBERED);
  #forOthers = new Map<string, ForOthers>();
  #reading = false;
  #timer: NodeJS.Timeout | undefined;
  #retry: NodeJS.Timeout | undefined;
  #delayMs = OTHERS_DELAY_MS;

  constructor(context: GrpcContext) {
    this.#context = context;
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#retry);
    this.#conversations.clear();
    this.#agents.clear();
  }

  onConversation({ conversationId, agentIds }: ConversationChanged): void {
    if (this.#context.streams.size === 0) return;
    this.#note(conversationId, agentIds);
    void this.#work();
  }

  #note(conversationId: ConversationId, concerned: Iterable<AgentId>): void {
    const known = this.#conversations.get(conversationId) ?? new Set();
    for (const agentId of concerned) known.add(agentId);
    this.#conversations.set(conversationId, known);
    if (this.#conversations.size > MAX_UNREAD_CHANGES) this.#startAnew();
  }

  onAgent({ agentId }: AgentChanged): void {
    if (this.#context.streams.size === 0) return;
    this.#agents.add(agentId);
    if (this.#agents.size > MAX_UNREAD_CHANGES) this.#startAnew();
    void this.#work();
  }

  #startAnew(): void {
    this.#conversations.clear();
    this.#agents.clear();
    for (const stream of this.#context.streams.welcomed())
      stream.close(new RpcError('exhausted', 'too much changed at once: connect again'), { byUs: true });
  }

  onEntry({ body, customerId }: Entry): void {
    if (body.kind !== 'agent-read' || this.#context.streams.size === 0) return;
    const { conversations } = this.#context.useCases.collections;
    const query = {
      index: 'by_home',
      equals: [customerId],
      order: 'descending',
      limit: MAX_HOMES_CONVERSATIONS,
    } as const;
    conversations.find(query).then(
      ({ documents }) => {
        for (const { _id, assigneeId } of documents)
          this.onConversation({
            version: 1,
            type: 'conversation',
            conversationId: _id,
            rev: 0,
            agentIds: assigneeId === undefined ? [] : [assigneeId],
          });
      },
      (error: unknown) => this.#failed(error),
    );
  }

  async #work(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    try {
      while (this.#conversations.size > 0 || this.#agents.size > 0) {
        await this.#tellConversations();
        await this.#tellAgents();
        await rested();
      }
    } catch (error) {
      // An offer that is told to nobody would be missed: what was not read is read again.
      this.#failed(error);
      clearTimeout(this.#retry);
      this.#retry = setTimeout(() => void this.#work(), RETRY_MS).unref();
    } finally {
      this.#reading = false;
    }
  }

  async #tellConversations(): Promise<void> {
    const batch = [...this.#conversations].slice(0, BATCH);
    if (batch.length === 0) return;
    for (const [id] of batch) this.#conversations.delete(id);
    const concerned = new Map(batch);
    const views = await this.#context.views.read(batch.map(([id]) => id)).catch((error: unknown) => {
      for (const [id, agentIds] of batch) this.#note(id, agentIds);
      throw error;
    });
    for (const view of views) this.#tellConversation(view, concerned.get(view.document._id) ?? new Set());
  }

  #tellConversation(view: ConversationView, concerned: ReadonlySet<AgentId>): void {
    const { streams } = this.#context;
    const { document } = view;
    const message = encodeWorkEvent({ conversation: encodeConversation(view) });
    const tell = (stream: OpenStream): void => stream.sendConversation(document, message);
    const told = new Set(concerned);
    if (document.assigneeId !== undefined) told.add(document.assigneeId);
    if (document.reservation !== undefined) told.add(document.reservation.agentId);
    for (const agentId of told) for (const stream of streams.ofAgent(agentId)) if (stream.welcomed) tell(stream);
    const said = [document.state, document.assigneeId, document.reservation?.id, document.waitingSince].join(' ');
    const shown = this.#shown.get(document._id);
    const { queueId, pool } = document;
    this.#shown.set(document._id, { said, place: { queueId, pool } });
    const isNews = shown?.said !== said || document.waitingSince !== undefined;
    const audience = audienceOf(document, shown?.place, isNews);
    if (isNews) return this.#later(document._id, { tell, told, audience });
    for (const stream of streams.welcomed()) if (!told.has(stream.agentId) && isAmong(audience, stream)) tell(stream);
  }

  async #tellAgents(): Promise<void> {
    const batch = [...this.#agents].slice(0, BATCH);
    for (const agentId of batch) {
      this.#agents.delete(agentId);
      const agent = await getAgentById(this.#context.useCases, agentId).catch((error: unknown) => {
        this.#agents.add(agentId);
        throw error;
      });
      if (agent === undefined) continue;
      if (agent.disabled)
        for (const stream of this.#context.streams.ofAgent(agentId))
          stream.close(new RpcError('unauthenticated', 'this agent was disabled'));
      const { rev: _, ...shown } = encodeAgent(agent);
      const said = JSON.stringify(shown);
      const { version } = await settingsInForce(this.#context.useCases);
      for (const stream of this.#context.streams.ofAgent(agentId)) void stream.renew(version, agent);
      if (this.#shownAgents.get(agentId) === said) continue;
      this.#shownAgents.set(agentId, said);
      const message = encodeWorkEvent({ agent: encodeAgent(agent) });
      for (const stream of this.#context.streams.ofAgent(agentId)) if (stream.welcomed) stream.send(message);
      const tell = (stream: OpenStream): void => stream.send(message);
      this.#later(`agent ${agentId}`, { tell, told: new Set([agentId]), audience: 'everybody' });
    }
  }

  #later(key: string, change: ForOthers): void {
    const audience = widened(change.audience, this.#forOthers.get(key)?.audience);
    this.#forOthers.set(key, { ...change, audience });
    this.#timer ??= setTimeout(() => this.#tellOthers(), this.#delayMs);
  }

  #tellOthers(): void {
    this.#timer = undefined;
    const began = performance.now();
    const changes = [...this.#forOthers.values()];
    this.#forOthers = new Map();
    for (const stream of this.#context.streams.welcomed())
      for (const { tell, told, audience } of changes)
        if (!told.has(stream.agentId) && isAmong(audience, stream)) tell(stream);
    this.#delayMs = Math.max(OTHERS_DELAY_MS, REST_FACTOR * (performance.now() - began));
  }

  #failed(error: unknown): void {
    this.#context.useCases.logger.warn({ err: error }, 'state not told to streams');
  }
}

function rested(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, REST_MS).unref();
  });
}

/** What was told of a conversation last. */
interface Shown {
  readonly said: string;
  readonly place: WaitingPlace;
}

/** What waits to be told to those whom it does not concern at once. */
interface ForOthers {
  readonly tell: (stream: OpenStream) => void;
  /** Who was told at once. */
  readonly told: ReadonlySet<AgentId>;
  readonly audience: Audience;
}
