import type { AgentId } from '@onethread/contracts';
import type { AgentNode } from './agent-node.ts';
import { ChangeLog } from './change-log.ts';
import { Crowd } from './crowd.ts';
import { DemandClass } from './demand-class.ts';
import type { Demand } from './room.ts';
import type { Standing } from './standing.ts';
import type { Availability } from './terms.ts';

/**
 * Classes kept although nothing waits in them: making one costs a look at every agent, keeping one costs a note at each
 * change of its members. Twenty queues on four channels with two later steps have 240; rules that ask for skills add more.
 */
export const MOST_IDLE_CLASSES = 2_048;

type AgentsById = ReadonlyMap<AgentId, AgentNode>;

/** The classes of demand in use, by whom they ask and for what room. */
export class Crowds {
  readonly #agents: AgentsById;
  readonly #crowds = new Map<string, Crowd>();
  /** Longest idle first. */
  readonly #idle = new Set<DemandClass>();
  readonly #log = new ChangeLog();
  readonly #changed: (demandClass: DemandClass) => void;
  /** Found out before, until an agent joins or leaves. */
  #overlaps = new WeakMap<Crowd, WeakMap<Crowd, boolean>>();

  /** `changed` is told each time that what waits in a class, or whether someone has room for it, may be different. */
  constructor(agents: AgentsById, changed: (demandClass: DemandClass) => void) {
    this.#agents = agents;
    this.#changed = changed;
  }

  *classes(): Generator<DemandClass> {
    for (const crowd of this.#crowds.values()) yield* crowd.classes.values();
  }

  /** The class of a conversation that stands so; made if need be. */
  classOf(standing: Standing, { weight, channel, interruptible }: Demand): DemandClass {
    const crowd = this.#crowdOf(standing);
    const key = `${weight} ${interruptible ? 'interruptible' : 'ordinary'} ${channel}`;
    let demandClass = crowd.classes.get(key);
    if (demandClass === undefined) {
      demandClass = new DemandClass(key, crowd, { weight, channel, interruptible }, this.#log, this.#changed);
      crowd.classes.set(key, demandClass);
    }
    this.#idle.delete(demandClass);
    return demandClass;
  }

  /** Nothing waits in a class any more: a keeper's goes at once, others when too many are idle. */
  release(demandClass: DemandClass): void {
    if (demandClass.crowd.keeper !== undefined) {
      this.#drop(demandClass);
      return;
    }
    this.#idle.add(demandClass);
    if (this.#idle.size <= MOST_IDLE_CLASSES) return;
    const [oldest] = this.#idle;
    if (oldest !== undefined) this.#drop(oldest);
  }

  add(agent: AgentNode): void {
    this.#log.note(agent);
    this.#overlaps = new WeakMap();
    for (const crowd of this.#crowds.values()) if (crowd.keeper === undefined) crowd.add(agent);
  }

  /** A member's load or availability is no longer what it was. */
  changed(agent: AgentNode, before: Availability): void {
    this.#log.note(agent);
    for (const crowd of agent.crowds) crowd.changed(agent, before);
  }

  /** What waited for the agent alone must have been taken elsewhere before. */
  remove(agent: AgentNode): void {
    this.#overlaps = new WeakMap();
    for (const crowd of this.#crowds.values()) if (crowd.keeper === undefined) crowd.remove(agent);
  }

  /** Whether some agent is in both. */
  overlap(a: Crowd, b: Crowd): boolean {
    const [fewer, more] = a.members.size <= b.members.size ? [a, b] : [b, a];
    if (fewer.members.size <= 1) return shareMembers(fewer, more);
    let known = this.#overlaps.get(fewer);
    if (known === undefined) {
      known = new WeakMap();
      this.#overlaps.set(fewer, known);
    }
    let overlap = known.get(more);
    if (overlap === undefined) {
      overlap = shareMembers(fewer, more);
      known.set(more, overlap);
    }
    return overlap;
  }

  #crowdOf({ asked, keeper }: Standing): Crowd {
    const key = keeper === undefined ? asked.key : keeperKey(keeper);
    let crowd = this.#crowds.get(key);
    if (crowd === undefined) {
      crowd = keeper === undefined ? new Crowd(asked) : new Crowd({ key, teams: undefined, skills: [] }, keeper);
      for (const agent of keeper === undefined ? this.#agents.values() : [keeper]) crowd.add(agent);
      this.#crowds.set(key, crowd);
    }
    return crowd;
  }

  #drop(demandClass: DemandClass): void {
    const { crowd } = demandClass;
    this.#idle.delete(demandClass);
    demandClass.dispose();
    crowd.classes.delete(demandClass.key);
    if (crowd.classes.size > 0) return;
    this.#crowds.delete(crowd.key);
    for (const agent of crowd.members) agent.crowds.delete(crowd);
  }
}

/** No key of teams and skills reads so. */
function keeperKey({ state }: AgentNode): string {
  return `alone ${state.agentId}`;
}

function shareMembers(fewer: Crowd, more: Crowd): boolean {
  for (const agent of fewer.members) if (more.members.has(agent)) return true;
  return false;
}
