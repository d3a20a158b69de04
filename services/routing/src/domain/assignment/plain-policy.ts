import type { AgentId, ConversationId, QueueSettings, SkillNeed } from '@onethread/contracts';
import { DROP_REASONS, MOST_COUNTED_AHEAD } from './terms.ts';
import type {
  AgentState,
  Candidate,
  Decision,
  DecisionInputs,
  DropCounts,
  DropReason,
  PolicySettings,
  Step,
  WaitingConversation,
  WaitingReasons,
} from './terms.ts';

interface Asked {
  readonly step: Step;
  readonly skills: readonly SkillNeed[];
  readonly members: (agent: AgentState) => boolean;
  readonly onlyKeeper: boolean;
}

/**
 * The rules of assignment read aloud: everything is sorted and looked at anew each time, nothing is remembered. The
 * measure that `AssignmentPolicy` is tested against; it shares no code with it.
 */
export class PlainPolicy {
  settings: PolicySettings;
  readonly agents = new Map<AgentId, AgentState>();
  readonly conversations = new Map<ConversationId, WaitingConversation>();

  constructor(settings: PolicySettings) {
    this.settings = settings;
  }

  decide(now: number): (Decision & DecisionInputs) | undefined {
    for (const conversation of this.inOrder()) {
      const { conversationId, queueId, weight, keeperId, waitingSince, interruptible } = conversation;
      const able = this.able(conversation, now);
      const keeper = able.find((agent) => agent.agentId === keeperId);
      const [first, second] = able;
      const chosen = keeper ?? first;
      if (chosen === undefined) continue;
      const work = (agent: AgentState) => loadFor(agent, interruptible) / capacityFor(agent, interruptible);
      const other = second !== undefined && work(chosen) < work(second) ? 'least-busy' : 'longest-idle';
      const decision = {
        conversationId,
        agentId: chosen.agentId,
        queueId,
        weight,
        choice: keeper !== undefined ? 'sticky' : second === undefined ? 'only' : other,
        step: this.#asked(conversation, now).step,
        candidateCount: able.length,
        settingsVersion: this.settings.version,
        waitedMs: now > waitingSince ? now - waitingSince : 0,
        autoAccept: this.#queue(conversation)?.autoAccept ?? false,
        candidates: [chosen, ...able.filter((agent) => agent !== chosen)].slice(0, 10).map((agent): Candidate => ({
          agentId: agent.agentId,
          load: loadFor(agent, interruptible),
          capacity: capacityFor(agent, interruptible),
          lastAssignedAt: agent.lastAssignedAt,
        })),
        dropped: this.#dropped(conversation, now),
      } as const;
      this.conversations.delete(conversationId);
      this.#give(chosen, conversation, now);
      return decision;
    }
    return undefined;
  }

  reasons(conversation: WaitingConversation, now: number): Omit<WaitingReasons, 'relaxesAt' | 'relaxesTo'> {
    const { step, skills } = this.#asked(conversation, now);
    const mine = this.#askedAgents(conversation, now);
    const before = this.inOrder().slice(0, this.inOrder().indexOf(conversation));
    const shared = before.filter((other) => this.#askedAgents(other, now).some((agent) => mine.includes(agent)));
    return {
      step,
      skills,
      dropped: this.#dropped(conversation, now),
      ahead: Math.min(shared.length, MOST_COUNTED_AHEAD),
    };
  }

  whyNot(conversation: WaitingConversation, agent: AgentState, now: number): DropReason[] {
    const { weight, channel, interruptible, keeperId, refusedBy } = conversation;
    const asked = this.#asked(conversation, now);
    const reasons: DropReason[] = [];
    if (asked.onlyKeeper && agent.agentId !== keeperId) reasons.push('waits-for-keeper');
    if (!asked.members(agent)) reasons.push('not-member');
    if (!skilled(agent, asked.skills)) reasons.push('skill');
    if (refusedBy.includes(agent.agentId)) reasons.push('declined');
    if (agent.availability !== 'available') reasons.push(agent.availability);
    const onChannel = (agent.channelLoad[channel] ?? 0) + weight;
    if (onChannel > (agent.channels[channel] ?? Infinity)) reasons.push('channel-full');
    if (loadFor(agent, interruptible) + weight > capacityFor(agent, interruptible)) reasons.push('full');
    if (agent.teams.some((team) => this.#heldBy(team) + weight > this.#mostOf(team))) reasons.push('team-full');
    return reasons;
  }

  able(conversation: WaitingConversation, now: number): AgentState[] {
    const { interruptible } = conversation;
    const share = (agent: AgentState) => loadFor(agent, interruptible) / capacityFor(agent, interruptible);
    return [...this.agents.values()]
      .filter((agent) => this.whyNot(conversation, agent, now).length === 0)
      .toSorted(
        (a, b) => share(a) - share(b) || a.lastAssignedAt - b.lastAssignedAt || (a.agentId < b.agentId ? -1 : 1),
      );
  }

  inOrder(): WaitingConversation[] {
    const due = (each: WaitingConversation) =>
      (each.dueAt ?? each.waitingSince + 900_000) - each.priority * this.settings.ageUnitSeconds * 1000;
    return [...this.conversations.values()].toSorted(
      (a, b) => due(a) - due(b) || a.waitingSince - b.waitingSince || (a.conversationId < b.conversationId ? -1 : 1),
    );
  }

  #asked(conversation: WaitingConversation, now: number): Asked {
    const asked = this.#askedByAge(conversation, now);
    const { keeperId, waitingSince, refusedBy, weight, channel, interruptible } = conversation;
    const stickySeconds = this.#queue(conversation)?.stickySeconds ?? 10;
    const keeper = keeperId === undefined ? undefined : this.agents.get(keeperId);
    const onlyKeeper =
      keeper !== undefined &&
      now - waitingSince < stickySeconds * 1000 &&
      keeper.availability === 'available' &&
      !refusedBy.includes(keeper.agentId) &&
      asked.members(keeper) &&
      skilled(keeper, asked.skills) &&
      weight <= capacityFor(keeper, interruptible) &&
      weight <= (keeper.channels[channel] ?? Infinity);
    return onlyKeeper ? { ...asked, step: 'sticky', onlyKeeper } : asked;
  }

  #askedByAge(conversation: WaitingConversation, now: number): Asked {
    const queue = this.#queue(conversation);
    if (queue === undefined) {
      return { step: 'own', skills: highest(conversation.skills), members: () => true, onlyKeeper: false };
    }
    const isDue = (seconds: number) => now - conversation.waitingSince >= seconds * 1000;
    if (queue.anyoneAfterSeconds !== undefined && isDue(queue.anyoneAfterSeconds)) {
      return { step: 'anyone', skills: [], members: () => true, onlyKeeper: false };
    }
    let relaxed: QueueSettings['relax'][number] | undefined;
    for (const step of queue.relax) {
      if (isDue(step.afterSeconds) && step.afterSeconds >= (relaxed?.afterSeconds ?? 0)) relaxed = step;
    }
    const others = queue.overflow
      .filter((step) => isDue(step.afterSeconds))
      .flatMap((step) => this.settings.queues.filter((other) => other.id === step.queue));
    return {
      step: others.length > 0 ? 'overflow' : relaxed !== undefined ? 'relaxed' : 'own',
      skills: highest(relaxed === undefined ? [...queue.skills, ...conversation.skills] : relaxed.skills),
      members: (agent) =>
        [queue, ...others].some(({ teams }) => teams.length === 0 || teams.some((team) => agent.teams.includes(team))),
      onlyKeeper: false,
    };
  }

  /** Who is asked, free or not. */
  #askedAgents(conversation: WaitingConversation, now: number): AgentState[] {
    const { members, skills, onlyKeeper } = this.#asked(conversation, now);
    return [...this.agents.values()].filter((agent) =>
      onlyKeeper ? agent.agentId === conversation.keeperId : members(agent) && skilled(agent, skills),
    );
  }

  #dropped(conversation: WaitingConversation, now: number): DropCounts {
    const first = [...this.agents.values()].map((agent) => this.whyNot(conversation, agent, now)[0]);
    const counts = DROP_REASONS.map((reason) => [reason, first.filter((each) => each === reason).length] as const);
    return Object.fromEntries(counts.filter(([, count]) => count > 0));
  }

  #give(agent: AgentState, { weight, channel, interruptible }: WaitingConversation, now: number): void {
    this.agents.set(agent.agentId, {
      ...agent,
      load: agent.load + (interruptible ? 0 : weight),
      interruptibleLoad: agent.interruptibleLoad + (interruptible ? weight : 0),
      channelLoad: { ...agent.channelLoad, [channel]: (agent.channelLoad[channel] ?? 0) + weight },
      lastAssignedAt: now > agent.lastAssignedAt ? now : agent.lastAssignedAt,
    });
  }

  #queue({ queueId }: WaitingConversation): QueueSettings | undefined {
    return this.settings.queues.find((queue) => queue.id === queueId);
  }

  #heldBy(team: string): number {
    let held = 0;
    for (const agent of this.agents.values())
      if (agent.teams.includes(team)) held += agent.load + agent.interruptibleLoad;
    return held;
  }

  #mostOf(teamId: string): number {
    return this.settings.teams.find((team) => team.id === teamId)?.maxLoad ?? Infinity;
  }
}

const loadFor = (agent: AgentState, interruptible: boolean) => (interruptible ? agent.interruptibleLoad : agent.load);
const capacityFor = (agent: AgentState, interruptible: boolean) =>
  interruptible ? agent.interruptibleCapacity : agent.capacity;

function skilled(agent: AgentState, needs: readonly SkillNeed[]): boolean {
  return needs.every((need) => agent.skills.some(({ skill, level }) => skill === need.skill && level >= need.level));
}

function highest(needs: readonly SkillNeed[]): SkillNeed[] {
  return needs
    .filter(({ skill, level }) => !needs.some((other) => other.skill === skill && other.level > level))
    .filter(({ skill }, index, list) => list.findIndex((other) => other.skill === skill) === index)
    .toSorted((a, b) => a.skill.localeCompare(b.skill));
}
