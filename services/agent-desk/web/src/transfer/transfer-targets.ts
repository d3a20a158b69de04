import type { Agent, Conversation, Presence, Queue } from '../../../wire/model.ts';

/** A colleague to whom a conversation can be handed. */
export interface ColleagueTarget {
  readonly kind: 'agent';
  readonly key: string;
  readonly agent: Agent;
  /** Names of the teams, as far as they are known. */
  readonly teams: readonly string[];
  readonly isFull: boolean;
}

export interface QueueTarget {
  readonly kind: 'queue';
  readonly key: string;
  readonly queue: Queue;
  /** Where the conversation came from: it goes back there. */
  readonly isOwn: boolean;
}

export type Target = ColleagueTarget | QueueTarget;

export interface TargetSource {
  readonly agents: Readonly<Record<string, Agent>>;
  readonly queues: readonly Queue[];
  readonly me: Pick<Agent, 'agentId' | 'role'> | null;
  readonly teamNames: ReadonlyMap<string, string>;
}

const ORDER: Readonly<Record<Presence, number>> = { available: 0, busy: 1, away: 2, offline: 3 };

/** To whom a conversation can go: who can take it first, then queues. Nobody gets what they already have. */
export function targetsOf(source: TargetSource, conversation: Conversation): readonly Target[] {
  const { agents, queues, me, teamNames } = source;
  const mayPickSelf = me !== null && isSupervisor(me.role) && conversation.assigneeId !== me.agentId;
  const colleagues = Object.values(agents)
    .filter((agent) => agent.agentId !== conversation.assigneeId && (agent.agentId !== me?.agentId || mayPickSelf))
    .map((agent): ColleagueTarget => {
      const teams = agent.teamIds.map((id) => teamNames.get(id) ?? id);
      return { kind: 'agent', key: `agent-${agent.agentId}`, agent, teams, isFull: isFull(agent) };
    })
    .toSorted(byReadiness);
  const waits = conversation.assigneeId === '';
  const places = queues
    .filter(({ queueId }) => !(waits && queueId === conversation.queueId))
    .map((queue): QueueTarget => {
      return { kind: 'queue', key: `queue-${queue.queueId}`, queue, isOwn: queue.queueId === conversation.queueId };
    });
  return [...colleagues, ...places];
}

/** Those whose name or team has every word that was typed; who is called so stands before who is in a team called so. */
export function matching(targets: readonly Target[], typed: string): readonly Target[] {
  const words = folded(typed).split(/\s+/u).filter(Boolean);
  const has = (text: string) => words.every((word) => text.includes(word));
  const byName = targets.filter((target) => has(folded(nameOf(target))));
  const byTeam = targets.filter(
    (target) =>
      target.kind === 'agent' &&
      !byName.includes(target) &&
      has(folded([target.agent.name, ...target.teams].join(' '))),
  );
  return [...byName, ...byTeam];
}

function nameOf(target: Target): string {
  return target.kind === 'agent' ? target.agent.name : target.queue.name;
}

export function isSupervisor(role: Agent['role']): boolean {
  return role === 'supervisor' || role === 'admin';
}

function isFull({ load, capacity, interruptibleLoad, interruptibleCapacity }: Agent): boolean {
  return load >= capacity && interruptibleLoad >= interruptibleCapacity;
}

function byReadiness(one: ColleagueTarget, other: ColleagueTarget): number {
  const presence = ORDER[one.agent.presence] - ORDER[other.agent.presence];
  if (presence !== 0) return presence;
  const full = Number(one.isFull) - Number(other.isFull);
  return full === 0 ? one.agent.name.localeCompare(other.agent.name) : full;
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();
}
