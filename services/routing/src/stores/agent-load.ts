import type { Load } from '../domain/assignment/terms.ts';
import { abilitiesOf } from './agents.ts';
import type { AgentDocument, Hold } from './documents.ts';

/** What all these cost together, by kind of work and by channel. */
export function loadOf(holds: Iterable<Pick<Hold, 'weight' | 'channel' | 'interruptible'>>): Load {
  let load = 0;
  let interruptibleLoad = 0;
  const channelLoad = new Map<string, number>();
  for (const { weight, channel = '', interruptible = false } of holds) {
    if (interruptible) interruptibleLoad += weight;
    else load += weight;
    channelLoad.set(channel, (channelLoad.get(channel) ?? 0) + weight);
  }
  return { load, interruptibleLoad, channelLoad: Object.fromEntries(channelLoad) };
}

/** A limit of an agent's, and what is held against it. */
export interface AgentLimit {
  /** Empty for work that is not interruptible; else in words what it is a limit of. */
  readonly limit: string;
  readonly held: number;
  readonly most: number;
}

/** Whether one more fits beside what is held: within the capacity of its kind and the limit of its channel. */
export function hasRoomFor(agent: AgentDocument, held: readonly Hold[], more: Hold): boolean {
  const { interruptible = false, channel = '' } = more;
  const concerned = [interruptible ? INTERRUPTIBLE : '', ofChannel(channel)];
  return exceeded({ ...agent, holds: [...held, more] }).every(({ limit }) => !concerned.includes(limit));
}

/**
 * Limits that an agent's holds exceed, beyond those that are meant to be exceeded. None in an agent in order: nothing is
 * added where it does not fit, and what is held on purpose is marked.
 */
export function exceededLimits(agent: AgentDocument): readonly AgentLimit[] {
  return exceeded({ ...agent, holds: agent.holds.filter(({ beyond }) => beyond === undefined) });
}

/** Whether all that is held fits into the agent's limits. */
export function isWithinLimits(agent: AgentDocument): boolean {
  return exceeded(agent).length === 0;
}

const INTERRUPTIBLE = ' interruptible';

function ofChannel(channel: string): string {
  return ` on ${channel}`;
}

function exceeded(agent: AgentDocument): readonly AgentLimit[] {
  const { load, interruptibleLoad, channelLoad } = loadOf(agent.holds);
  const { capacity, interruptibleCapacity = capacity, channels } = abilitiesOf(agent);
  const limits = [
    { limit: '', held: load, most: capacity },
    { limit: INTERRUPTIBLE, held: interruptibleLoad, most: interruptibleCapacity },
    ...Object.entries(channels).map(([channel, most]) => ({
      limit: ofChannel(channel),
      held: Object.hasOwn(channelLoad, channel) ? (channelLoad[channel] ?? 0) : 0,
      most,
    })),
  ];
  return limits.filter(({ held, most }) => held > most);
}
