import type { AgentId } from '@onethread/contracts';
import type { AssignmentPolicy } from '../domain/assignment/policy.ts';
import type { AgentState, WaitingConversation } from '../domain/assignment/terms.ts';
import type { CarriedHold } from './traffic.ts';

type Cost = Pick<WaitingConversation, 'weight' | 'channel' | 'interruptible'>;

/** An agent in a simulation: there as recorded, loaded as it comes. */
export class SimulatedAgent {
  readonly #agentId: AgentId;
  readonly #policy: AssignmentPolicy;
  readonly #channelLoad: Record<string, number> = {};
  #state: AgentState | undefined;
  #load = 0;
  #interruptibleLoad = 0;
  #lastAssignedAt = 0;
  /** Of what was held before the recording began. */
  #carried: { load: number; interruptibleLoad: number } | undefined;

  constructor(agentId: AgentId, policy: AssignmentPolicy) {
    this.#agentId = agentId;
    this.#policy = policy;
  }

  get mayKeepOffers(): boolean {
    return this.#state?.availability === 'available' || this.#state?.availability === 'busy';
  }

  /** Absent: no longer of the pool. */
  change(state: AgentState | undefined): void {
    if (state !== undefined && this.#carried === undefined) this.#carryOn(state);
    this.#state = state;
    this.#tell();
  }

  take(conversation: Cost, now: number): void {
    this.#lastAssignedAt = now;
    this.#add(conversation, conversation.weight);
  }

  giveBack(conversation: Cost): void {
    this.#add(conversation, -conversation.weight);
  }

  /** Never more than was there: where the weight is not recorded, one unit. */
  giveBackCarried({ weight = 1, channel = '', interruptible = false }: CarriedHold): void {
    if (this.#carried === undefined) return;
    const kind = interruptible ? 'interruptibleLoad' : 'load';
    const given = Math.min(weight, this.#carried[kind]);
    this.#carried[kind] -= given;
    this.#add({ channel, interruptible }, -given);
  }

  #carryOn({ load, interruptibleLoad, channelLoad, lastAssignedAt }: AgentState): void {
    this.#carried = { load, interruptibleLoad };
    this.#load = load;
    this.#interruptibleLoad = interruptibleLoad;
    Object.assign(this.#channelLoad, channelLoad);
    this.#lastAssignedAt = lastAssignedAt;
  }

  #add({ channel, interruptible }: Omit<Cost, 'weight'>, weight: number): void {
    if (interruptible) this.#interruptibleLoad += weight;
    else this.#load += weight;
    this.#channelLoad[channel] = Math.max((this.#channelLoad[channel] ?? 0) + weight, 0);
    this.#tell();
  }

  #tell(): void {
    if (this.#state === undefined) return this.#policy.removeAgent(this.#agentId);
    this.#policy.setAgent({
      ...this.#state,
      load: this.#load,
      interruptibleLoad: this.#interruptibleLoad,
      channelLoad: { ...this.#channelLoad },
      lastAssignedAt: this.#lastAssignedAt,
    });
  }
}
