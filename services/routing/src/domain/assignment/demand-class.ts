import type { AgentId } from '@onethread/contracts';
import { agentOrder, sameWork } from './agent-order.ts';
import type { AgentNode } from './agent-node.ts';
import type { AgentOrder } from './agent-order.ts';
import type { ChangeLog } from './change-log.ts';
import type { Crowd } from './crowd.ts';
import { AssignmentHeap, HeapPlace } from './heap.ts';
import { rankedBefore } from './rank.ts';
import { RefusalGroup } from './refusal-group.ts';
import { hasRoom, hasRoomOnChannel } from './room.ts';
import type { Demand } from './room.ts';
import { Squad } from './squad.ts';
import type { AgentState, DropReason } from './terms.ts';
import type { WaitingNode } from './waiting-node.ts';

interface Placed {
  /** As it was when it came to its place here: other kinds of work may differ by now. */
  readonly inRoom: HeapPlace<AgentState>;
  readonly squad: Squad;
}

/**
 * Everything that asks the same crowd for the same room: who of the crowd has it, and the groups that wait for it.
 *
 * While nothing waits it is not told of changes, and catches up by the log once something does: a change of an agent
 * costs nothing in the many classes that are idle.
 */
export class DemandClass {
  readonly key: string;
  /** Among the classes of which something may be decided. */
  readonly ready = new HeapPlace<DemandClass>(this);
  readonly crowd: Crowd;
  readonly demand: Demand;
  readonly #before: AgentOrder;
  readonly #squads = new Map<string, Squad>();
  readonly #placed = new Map<AgentNode, Placed>();
  readonly #channelFull = new Set<AgentNode>();
  readonly #log: ChangeLog;
  /** Up to where the log is known, while idle. */
  #caughtUpTo = -Infinity;
  readonly #groups = new Map<string, RefusalGroup>();
  /** Groups that an agent with room may still take; those found out not to be so are in `#blocked`. */
  readonly #ready = new AssignmentHeap<RefusalGroup>((a, b) => rankedBefore(a.first, b.first));
  readonly #blocked = new Set<RefusalGroup>();

  readonly #whenChanged: (demandClass: DemandClass) => void;

  /** `whenChanged` is called whenever `first` or `hasRoom` may be different. */
  constructor(
    key: string,
    crowd: Crowd,
    demand: Demand,
    log: ChangeLog,
    whenChanged: (demandClass: DemandClass) => void,
  ) {
    this.key = key;
    this.crowd = crowd;
    this.demand = demand;
    this.#whenChanged = whenChanged;
    this.#before = agentOrder(demand.interruptible);
    this.#log = log;
  }

  get empty(): boolean {
    return this.#groups.size === 0;
  }

  /** The group to try next; undefined when nothing waits here that somebody new to it may take. */
  get first(): RefusalGroup | undefined {
    return this.#ready.peek();
  }

  /** Whether any agent of the crowd could take something of this kind. */
  get hasRoom(): boolean {
    if (this.#placed.size === 0) return false;
    for (const squad of this.#squads.values()) if (squad.room.size > 0 && squad.open) return true;
    return false;
  }

  /** Something of a member changed. Called while something waits. */
  touch(agent: AgentNode): void {
    if (this.#place(agent)) this.#whenChanged(this);
  }

  /** The agent left the crowd. */
  forget(agent: AgentNode): void {
    this.#channelFull.delete(agent);
    this.#takeOut(agent);
    this.#whenChanged(this);
  }

  /** A team that some of the crowd are in came to have room, or has none any more. Room may be new to what was set aside. */
  teamChanged(): void {
    for (const group of this.#blocked) this.#ready.put(group.ready);
    this.#blocked.clear();
    this.#whenChanged(this);
  }

  add(node: WaitingNode, refusedBy: readonly AgentId[]): void {
    if (this.empty) this.#catchUp();
    let group = this.#groups.get(node.refusalKey);
    if (group === undefined) {
      group = new RefusalGroup(node.refusalKey, new Set(refusedBy), this);
      this.#groups.set(group.key, group);
    }
    group.waiting.put(node.inGroup);
    node.group = group;
    if (this.#blocked.has(group)) return;
    this.#ready.put(group.ready);
    this.#whenChanged(this);
  }

  remove(node: WaitingNode): void {
    const { group } = node;
    if (group === undefined) return;
    node.group = undefined;
    group.waiting.remove(node.inGroup);
    if (group.waiting.size === 0) {
      this.#ready.remove(group.ready);
      this.#blocked.delete(group);
      this.#groups.delete(group.key);
      if (this.empty) this.#fallIdle();
    } else if (group.ready.taken) {
      this.#ready.put(group.ready);
    }
    this.#whenChanged(this);
  }

  /** Nobody who has room may take what is in the group: set aside until somebody new has. */
  block(group: RefusalGroup): void {
    this.#ready.remove(group.ready);
    this.#blocked.add(group);
    this.#whenChanged(this);
  }

  /** Whether the agent could take something of this kind, refusals aside. */
  isFree(agent: AgentNode): boolean {
    return this.#placed.get(agent)?.squad.open === true;
  }

  /** First of those who could take what these agents refused. */
  best(refused: ReadonlySet<AgentId>): AgentState | undefined {
    let best: AgentState | undefined;
    for (const { open, room } of this.#squads.values()) {
      if (!open) continue;
      const first = refused.size === 0 ? room.peek() : room.firstWhere((state) => !refused.has(state.agentId));
      if (first !== undefined && (best === undefined || this.#before(first, best))) best = first;
    }
    return best;
  }

  /** The first `most` of those who could take what these agents refused, best first. */
  firstFew(refused: ReadonlySet<AgentId>, most: number): AgentState[] {
    const few: AgentState[] = [];
    for (const { open, room } of this.#squads.values()) {
      if (!open) continue;
      let taken = 0;
      for (const state of room.inOrder()) {
        if (taken === most) break;
        if (refused.has(state.agentId)) continue;
        few.push(state);
        taken += 1;
      }
    }
    return few.toSorted((a, b) => (this.#before(a, b) ? -1 : 1)).slice(0, most);
  }

  /** Why a member could not take what is asked for, refusals aside; undefined if it could. */
  obstacle(agent: AgentNode): DropReason | undefined {
    const { availability } = agent.state;
    if (availability !== 'available') return availability;
    const squad = this.#placed.get(agent)?.squad;
    if (squad !== undefined) return squad.open ? undefined : 'team-full';
    return this.#channelFull.has(agent) ? 'channel-full' : 'full';
  }

  /** How many members have room, are in a full team although they have, and are full on the channel. */
  tally(): { readonly free: number; readonly teamFull: number; readonly channelFull: number } {
    let free = 0;
    let teamFull = 0;
    for (const { open, room } of this.#squads.values()) {
      if (open) free += room.size;
      else teamFull += room.size;
    }
    return { free, teamFull, channelFull: this.#channelFull.size };
  }

  /** How many of those that wait here stand before this one; counts no further than `most`. */
  countBefore(node: WaitingNode, most: number): number {
    let count = 0;
    for (const { waiting } of this.#groups.values()) {
      if (count >= most) break;
      count += waiting.countBefore(node, most - count);
    }
    return count;
  }

  /** Lets go of the teams that may close its squads. */
  dispose(): void {
    for (const squad of this.#squads.values()) for (const limit of squad.limits) limit.remove(squad);
  }

  #fallIdle(): void {
    this.crowd.busy.delete(this);
    this.#caughtUpTo = this.#log.end;
  }

  #catchUp(): void {
    const { members, busy } = this.crowd;
    busy.add(this);
    const changed = this.#log.countSince(this.#caughtUpTo) < members.size && this.#log.since(this.#caughtUpTo);
    if (changed === false || changed === undefined) {
      for (const agent of members) this.#place(agent);
      return;
    }
    for (const agent of changed) if (members.has(agent)) this.#place(agent);
  }

  /** Puts an agent where it belongs by what it holds now; tells whether that is elsewhere than before. */
  #place(agent: AgentNode): boolean {
    const { state } = agent;
    const before = this.#placed.get(agent);
    const available = state.availability === 'available';
    const onChannel = available && hasRoomOnChannel(state, this.demand);
    if (available && !onChannel) this.#channelFull.add(agent);
    else this.#channelFull.delete(agent);
    const fits = onChannel && hasRoom(state, this.demand);
    if (before === undefined && !fits) return false;
    if (before !== undefined && fits && sameWork(before.inRoom.item, state, this.demand)) return false;
    this.#takeOut(agent);
    if (!fits) return true;
    const squad = this.#squadOf(agent);
    const inRoom = new HeapPlace(state);
    squad.room.put(inRoom);
    this.#placed.set(agent, { inRoom, squad });
    if (before === undefined) this.#unblock(state.agentId);
    return true;
  }

  /** Somebody new has room: what was set aside and the agent has not refused is worth another look. */
  #unblock(agentId: AgentId): void {
    for (const group of this.#blocked) {
      if (group.refused.has(agentId)) continue;
      this.#blocked.delete(group);
      this.#ready.put(group.ready);
    }
  }

  #takeOut(agent: AgentNode): void {
    const placed = this.#placed.get(agent);
    if (placed === undefined) return;
    placed.squad.room.remove(placed.inRoom);
    this.#placed.delete(agent);
  }

  #squadOf(agent: AgentNode): Squad {
    let squad = this.#squads.get(agent.limitsKey);
    if (squad === undefined) {
      squad = new Squad(this, agent.limits);
      this.#squads.set(agent.limitsKey, squad);
      for (const limit of agent.limits) limit.add(squad);
    }
    return squad;
  }
}
