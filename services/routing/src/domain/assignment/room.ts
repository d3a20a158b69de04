import type { AgentState, WaitingConversation, Weights } from './terms.ts';

/** What a conversation asks of an agent's room. */
export type Demand = Pick<WaitingConversation, 'weight' | 'channel' | 'interruptible'>;

/** Load and capacity of one kind of work. */
export interface Work {
  readonly load: number;
  readonly capacity: number;
}

export function workOf(state: AgentState, interruptible: boolean): Work {
  return interruptible
    ? { load: state.interruptibleLoad, capacity: state.interruptibleCapacity }
    : { load: state.load, capacity: state.capacity };
}

export function hasRoomOnChannel(state: AgentState, { weight, channel }: Demand): boolean {
  const limit = weightOn(state.channels, channel);
  return limit === undefined || (weightOn(state.channelLoad, channel) ?? 0) + weight <= limit;
}

/** Capacity 0 is no room, whatever is said to be held. */
export function hasRoom(state: AgentState, { weight, interruptible }: Demand): boolean {
  const { load, capacity } = workOf(state, interruptible);
  return capacity > 0 && load + weight <= capacity;
}

/** Whether there would be room if nothing else were held. */
export function couldEverHold(state: AgentState, { weight, channel, interruptible }: Demand): boolean {
  return weight <= workOf(state, interruptible).capacity && weight <= (weightOn(state.channels, channel) ?? Infinity);
}

/** The agent once it holds this too, given at `now`. */
export function withHeld(state: AgentState, { weight, channel, interruptible }: Demand, now: number): AgentState {
  return {
    ...state,
    load: interruptible ? state.load : state.load + weight,
    interruptibleLoad: interruptible ? state.interruptibleLoad + weight : state.interruptibleLoad,
    channelLoad: { ...state.channelLoad, [channel]: (weightOn(state.channelLoad, channel) ?? 0) + weight },
    // A clock that went back must not make an agent the longest idle who was given something just now.
    lastAssignedAt: Math.max(state.lastAssignedAt, now),
  };
}

/** All that an agent holds, as a team's limit counts it. */
export function heldByAll(state: AgentState): number {
  return state.load + state.interruptibleLoad;
}

/** Names come from outside: one such as "constructor" is no more than a name. */
function weightOn(weights: Weights, channel: string): number | undefined {
  return Object.hasOwn(weights, channel) ? weights[channel] : undefined;
}
