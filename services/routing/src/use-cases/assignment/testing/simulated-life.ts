import type { AgentId, ConversationId } from '@onethread/contracts';
import { asking, atRest } from '../../../domain/conversation.ts';
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

export const AGENTS = [1, 2, 2, 3].map((capacity, index) => ({ agentId: `agent${index}` as AgentId, capacity }));
const MAX_CONVERSATIONS = 14;

export interface InhabitedWorld extends SimulatedWorld {
  /** The store without faults, for what happens outside of routing. */
  readonly raw: Collections;
  wake(conversationId: ConversationId): void;
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
    const weight = this.#world.chance.pick([1, 1, 2]);
    await this.#world.raw.conversations.insert({ ...arrived, weight, live: this.#world.chance.chance(0.7) });
    const { _id: id } = arrived;
    this.conversations.push(id);
    this.waitingSince.set(id, now);
    this.#world.wake(id);
  }

  async agentActs(): Promise<void> {
    const process = this.#world.anyRunning();
    const document = await this.#anyConversation();
    if (process === undefined || document === undefined) return;
    const { _id: conversationId, reservation, assigneeId } = document;
    const anyAgent = this.#world.chance.pick(AGENTS).agentId;
    const agentId = reservation?.agentId ?? assigneeId ?? anyAgent;
    const offer = { agentId, agentName: 'somebody', conversationId, reservationId: reservation?.id ?? '' };
    const die = this.#world.chance.next();
    if (die < 0.45) background(acceptOffer(process.context, offer));
    else if (die < 0.5) background(acceptOffer(process.context, { ...offer, agentId: anyAgent }));
    else if (die < 0.6) background(declineOffer(process.context, offer));
    else if (die < 0.8) background(takeConversation(process.context, { agentId: anyAgent, conversationId }));
    else background(returnToQueue(process.context, { agentId, conversationId }));
  }

  /** What history's projection does. */
  async stateChanges(): Promise<void> {
    const document = await this.#anyConversation();
    if (document === undefined) return;
    const stateAt = this.#world.clock.now() * 1000;
    const preview = this.#world.newId();
    const next =
      document.state !== 'open'
        ? asking<ConversationDocument>({ ...document, state: 'open', stateAt }, this.#world.clock.now())
        : this.#world.chance.chance(0.5)
          ? atRest<ConversationDocument>({ ...document, state: 'resolved', stateAt }, 'Resolved.')
          : { ...document, preview };
    const { outcome } = await this.#world.raw.conversations.replace(next);
    if (outcome !== 'applied') return;
    if (document.state !== 'open' && next.waitingSince !== undefined)
      this.waitingSince.set(next._id, next.waitingSince);
    if (this.#world.chance.chance(0.9)) this.#world.wake(next._id);
  }

  async presenceChanges(): Promise<void> {
    const process = this.#world.anyRunning();
    if (process === undefined) return;
    const { agentId } = this.#world.chance.pick(AGENTS);
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

  async #anyConversation(): Promise<ConversationDocument | undefined> {
    if (this.conversations.length === 0) return undefined;
    return await this.#world.raw.conversations.get(this.#world.chance.pick(this.conversations));
  }
}

export function background(work: Promise<unknown>): void {
  // Who asked may be told that it failed: it would ask again.
  work.catch(() => {});
}
