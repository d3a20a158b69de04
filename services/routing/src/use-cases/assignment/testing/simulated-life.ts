import type { AgentId, Assign, ConversationId } from '@onethread/contracts';
import { asking, atRest } from '../../../domain/conversation.ts';
import { abilitiesOf } from '../../../stores/agents.ts';
import type { Collections } from '../../../stores/collections.ts';
import type { ConversationDocument } from '../../../stores/documents.ts';
import {
  acceptOffer,
  declineOffer,
  returnToQueue,
  setPresence,
  streamLost,
  streamOpened,
  takeConversation,
} from '../index.ts';
import { newConversation } from './new-documents.ts';
import type { SimulatedProcess, SimulatedWorld } from './simulated-process.ts';
import { AGENTS, POOLS, SUPERVISOR } from './simulated-settings.ts';
import type { SimulatedSettings } from './simulated-settings.ts';

const MAX_CONVERSATIONS = 24;
const QUEUES = ['default', 'default', 'french', 'french', 'quick', 'side'] as const;
const KINDS = [
  { channel: 'chat', live: true, weights: [1, 1, 2] },
  { channel: 'sms', live: true, weights: [1] },
  { channel: 'email', live: false, interruptible: true, weights: [1] },
] as const;

export interface InhabitedWorld extends SimulatedWorld {
  /** The store without faults, for what happens outside of routing. */
  readonly raw: Collections;
  readonly settings: SimulatedSettings;
  wake(conversationId: ConversationId, pool: string): void;
  anyRunning(): SimulatedProcess | undefined;
}

/** What customers and agents do in the simulation, by chance. */
export class SimulatedLife {
  readonly conversations: ConversationId[] = [];
  /** Since when each conversation should be seen to wait. */
  readonly waitingSince = new Map<ConversationId, number>();
  /** Where an agent's stream is. */
  readonly streams = new Map<AgentId, SimulatedProcess>();
  readonly #world: InhabitedWorld;

  constructor(world: InhabitedWorld) {
    this.#world = world;
  }

  async arrive(): Promise<void> {
    if (this.conversations.length >= MAX_CONVERSATIONS) return;
    const now = this.#world.clock.now();
    const arrived = newConversation(`${this.conversations.length}`, now);
    const { weights, ...kind } = this.#world.chance.pick(KINDS);
    const queueId = this.#world.chance.pick(QUEUES);
    const pool = this.#world.settings.poolOf(queueId);
    const weight = this.#world.chance.pick(weights);
    await this.#world.raw.conversations.insert({ ...arrived, ...kind, weight, queueId, pool });
    const { _id: id } = arrived;
    this.conversations.push(id);
    this.waitingSince.set(id, now);
    this.#world.wake(id, pool);
  }

  async agentActs(): Promise<void> {
    const process = this.#world.anyRunning();
    const document = await this.#somebodysConversation();
    if (process === undefined || document === undefined) return;
    const { _id: conversationId, reservation, assigneeId } = document;
    const anyAgent = this.#world.chance.pick(AGENTS)._id;
    const agentId = reservation?.agentId ?? assigneeId ?? anyAgent;
    const offer = { agentId, agentName: 'somebody', conversationId, reservationId: reservation?.id ?? '' };
    const die = this.#world.chance.next();
    if (die < 0.35) background(acceptOffer(process.context, offer));
    else if (die < 0.4) background(acceptOffer(process.context, { ...offer, agentId: anyAgent }));
    else if (die < 0.5) background(declineOffer(process.context, offer));
    else if (die < 0.62) background(takeConversation(process.context, { agentId: anyAgent, conversationId }));
    else if (die < 0.7) background(returnToQueue(process.context, { agentId, conversationId }));
    else this.#handOver(process, document, agentId, anyAgent);
  }

  /** Somebody hands it over, or a supervisor gives it away; who may not is refused. Some say it twice. */
  #handOver(process: SimulatedProcess, document: ConversationDocument, holder: AgentId, anyAgent: AgentId): void {
    const { chance } = this.#world;
    const to = chance.chance(0.3) ? { toQueueId: chance.pick(QUEUES) } : { toAgentId: anyAgent };
    const request = { version: 1, type: 'assign', pool: document.pool, conversationId: document._id } as const;
    const requestId = this.#world.newId();
    const ask = (how: Assign['how'], rest: Partial<Assign>) => {
      const asked: Assign = { ...request, by: SUPERVISOR, how, requestId, ...rest };
      background(process.context.askOwner(asked));
      if (chance.chance(0.2)) background((this.#world.anyRunning() ?? process).context.askOwner(asked));
    };
    const die = chance.next();
    if (die < 0.5) ask('transfer', { by: holder, ...to });
    else if (die < 0.8) ask('assign', { ...to, beyondCapacity: chance.chance(0.3) });
    else ask('take-over', {});
  }

  /** An administrator changes how much somebody may hold or where they work, or locks them out for a while. */
  async agentChanges(): Promise<void> {
    const process = this.#world.anyRunning();
    const { chance } = this.#world;
    const present = await this.#world.raw.agents.get(chance.pick(AGENTS)._id);
    if (process === undefined || present === undefined) return;
    const { _id: agentId, name, email, role, pool } = present;
    const request = { version: 1, pool, requestId: this.#world.newId(), agentId } as const;
    if (present.disabled || chance.chance(0.2)) {
      const disabled = !present.disabled;
      background(process.context.askOwner({ ...request, type: 'set-agent-disabled', disabled }));
      return;
    }
    const capacity = chance.between(1, 3);
    // Who holds something is refused.
    const leaves = present.holds.length === 0 ? 0.8 : 0.1;
    const abilities = { ...abilitiesOf(present), capacity, pool: chance.chance(leaves) ? chance.pick(POOLS) : pool };
    background(process.context.askOwner({ ...request, type: 'put-agent', name, email, role, capacity, abilities }));
  }

  /** What history's projection does. */
  async stateChanges(): Promise<void> {
    const document = await this.#anyConversation();
    if (document === undefined) return;
    const now = this.#world.clock.now();
    // Entries of a stream rise in time, whatever the clock does.
    const stateAt = Math.max(document.stateAt + 1, now * 1000);
    const touched = { ...document, lastActivityAt: Math.max(now, document.lastActivityAt) };
    const next =
      document.state !== 'open'
        ? asking<ConversationDocument>({ ...touched, state: 'open', stateAt }, now)
        : this.#world.chance.chance(0.4)
          ? atRest<ConversationDocument>({ ...document, state: 'resolved', stateAt }, 'Resolved.')
          : asking<ConversationDocument>(touched, now);
    const { outcome } = await this.#world.raw.conversations.replace(next);
    if (outcome !== 'applied') return;
    if (document.waitingSince === undefined && next.waitingSince !== undefined)
      this.waitingSince.set(next._id, next.waitingSince);
    if (this.#world.chance.chance(0.9)) this.#world.wake(next._id, next.pool);
  }

  async presenceChanges(): Promise<void> {
    const process = this.#world.anyRunning();
    if (process === undefined) return;
    const { _id: agentId } = this.#world.chance.pick(AGENTS);
    const stream = this.streams.get(agentId);
    if (stream?.state === 'running' && this.#world.chance.chance(0.3)) {
      this.streams.delete(agentId);
      background(streamLost(stream.context, { agentId, replicaId: stream.replicaId }));
    } else if (stream === undefined) {
      this.streams.set(agentId, process);
      background(streamOpened(process.context, { agentId, replicaId: process.replicaId }));
      background(setPresence(process.context, { agentId, presence: 'available' }));
    } else {
      const presence = this.#world.chance.pick([
        'available',
        'available',
        'available',
        'busy',
        'away',
        'offline',
      ] as const);
      background(setPresence(process.context, { agentId, presence }));
    }
  }

  /** Mostly one that somebody has or is being offered. */
  async #somebodysConversation(): Promise<ConversationDocument | undefined> {
    if (this.conversations.length === 0) return undefined;
    const present = await this.#world.raw.conversations.getMany(this.conversations);
    const held = present.filter(({ reservation, assigneeId }) => (reservation?.agentId ?? assigneeId) !== undefined);
    return held.length > 0 && this.#world.chance.chance(0.7) ? this.#world.chance.pick(held) : this.#anyConversation();
  }

  async #anyConversation(): Promise<ConversationDocument | undefined> {
    if (this.conversations.length === 0) return undefined;
    return await this.#world.raw.conversations.get(this.#world.chance.pick(this.conversations));
  }
}

export function background(work: Promise<unknown>): void {
  // Who asked may be told that it failed: it would ask again.
  work.catch(() => {});
}
