import type { SkillNeed } from '@onethread/contracts';
import type { WaitingConversation } from '../../domain/assignment/terms.ts';
import { loadOf } from '../../stores/agent-load.ts';
import { abilitiesOf } from '../../stores/agents.ts';
import type { AgentDocument, ConversationDocument } from '../../stores/documents.ts';
import { isWaiting } from '../assignment/owner/term.ts';
import type { ToldCandidate, ToldDecision, ToldWhyNot } from './explanation-terms.ts';
import type { PoolPicture } from './pool-picture.ts';
import type { SettingsNames } from './settings-names.ts';
import { waitingOf } from '../assignment/waiting-of.ts';
import { predicate, skillWords, type ToldDropReason } from './words.ts';

/** Why it is nobody's to take now, whoever asks. */
export type StandingReason = 'has-it' | 'taken' | 'offered' | 'snoozed' | 'resolved' | 'at-rest';

interface Told {
  readonly reason: StandingReason | 'not-chosen' | 'disabled' | ToldDropReason;
  readonly words: string;
}

export interface WhyNotParts {
  readonly document: ConversationDocument;
  readonly agent: AgentDocument;
  readonly picture: PoolPicture;
  readonly names: SettingsNames;
  readonly agentName: (agentId: string) => string;
  /** Newest first. */
  readonly decisions: readonly ToldDecision[];
  readonly now: number;
}

/** Why an agent does not have a conversation: where it stands, how it was decided, and what keeps the agent from it now. */
export function whyNotAgent(parts: WhyNotParts): ToldWhyNot {
  const { agent } = parts;
  const standing = standingOf(parts);
  const told: Told[] = standing === undefined ? [] : [standing];
  if (standing?.reason !== 'has-it') {
    if (standing?.reason === 'taken' || standing?.reason === 'offered') told.push(...notChosen(parts));
    told.push(...keptFromIt(parts));
  }
  return {
    agentId: agent._id,
    agentName: agent.name,
    reasons: told.map(({ reason }) => reason),
    words: told.map(({ words }) => words),
  };
}

function standingOf({ document, agent, agentName }: WhyNotParts): Told | undefined {
  const { state, assigneeId, reservation } = document;
  if (state !== 'open') return { reason: state, words: `the conversation is ${state}` };
  const holder = assigneeId ?? reservation?.agentId;
  if (holder === agent._id) return { reason: 'has-it', words: assigneeId ? 'has it' : 'is being asked right now' };
  if (assigneeId !== undefined) return { reason: 'taken', words: `${agentName(assigneeId)} has it` };
  if (reservation !== undefined)
    return { reason: 'offered', words: `${agentName(reservation.agentId)} is being asked` };
  return isWaiting(document) ? undefined : { reason: 'at-rest', words: 'the customer waits for nobody now' };
}

/** The newest decision, where this agent could have taken it as well. */
function notChosen({ agent, decisions }: WhyNotParts): readonly Told[] {
  const [newest] = decisions;
  const own = newest?.candidates.find(({ agentId }) => agentId === agent._id);
  const chosen = newest?.candidates.find(({ agentId }) => agentId === newest.decision.agentId);
  if (newest === undefined || own === undefined || chosen === undefined || own === chosen) return [];
  const { choice } = newest.decision;
  const because: Record<string, string> = {
    sticky: `${chosen.name} served this customer last`,
    'least-busy': `${chosen.name} was less busy: ${loadInWords(chosen)}, against ${loadInWords(own)}`,
    'longest-idle': `${chosen.name} had been without a new conversation for longer`,
  };
  const words = because[choice];
  return words === undefined ? [] : [{ reason: 'not-chosen', words: `could have taken it, but ${words}` }];
}

function loadInWords({ load, capacity }: ToldCandidate): string {
  return `${load} of ${capacity}`;
}

function keptFromIt({ document, agent, picture, names, now }: WhyNotParts): readonly Told[] {
  if (agent.disabled) return [{ reason: 'disabled', words: 'is disabled' }];
  const conversation = waitingOf(document, now);
  const isUnstable = picture.unstable.has(agent._id);
  const reasons = picture.policy.whyNot(conversation, agent._id, now).map((reason) => {
    return reason === 'away' && isUnstable ? 'unstable' : reason;
  });
  const skills = skillsAskedFor(picture, conversation, now);
  return reasons.map((reason) => ({ reason, words: inWords(reason, { agent, conversation, skills, names }) }));
}

/** What it asks for by now, whether it waits or not. */
function skillsAskedFor({ policy }: PoolPicture, conversation: WaitingConversation, now: number): readonly SkillNeed[] {
  const { conversationId } = conversation;
  const waiting = policy.waiting(conversationId);
  policy.setWaiting(conversation, now);
  const skills = policy.reasons(conversationId, now)?.skills ?? [];
  if (waiting === undefined) policy.removeWaiting(conversationId);
  return skills;
}

interface Kept {
  readonly agent: AgentDocument;
  readonly conversation: WaitingConversation;
  readonly skills: readonly SkillNeed[];
  readonly names: SettingsNames;
}

function inWords(reason: ToldDropReason, { agent, conversation, skills, names }: Kept): string {
  const { skillName } = names;
  const abilities = abilitiesOf(agent);
  const { load, interruptibleLoad, channelLoad } = loadOf(agent.holds);
  if (reason === 'full') {
    const { capacity, interruptibleCapacity = capacity } = abilities;
    const kind = conversation.interruptible ? [interruptibleLoad, interruptibleCapacity] : [load, capacity];
    return `is full: ${kind.join(' of ')}, and it takes ${conversation.weight}`;
  }
  if (reason === 'channel-full') {
    const { channel } = conversation;
    return `is full on this channel: ${channelLoad[channel] ?? 0} of ${abilities.channels[channel] ?? 0}`;
  }
  if (reason === 'skill') {
    const levels = new Map(abilities.skills.map(({ skill, level }) => [skill, level]));
    const missing = skills.filter(({ skill, level }) => (levels.get(skill) ?? 0) < level);
    const lower = abilities.skills.filter(({ skill }) => missing.some((need) => need.skill === skill));
    const has = lower.length === 0 ? '' : ` (has ${skillWords(lower, skillName)})`;
    return `lacks ${skillWords(missing, skillName)}${has}`;
  }
  return predicate(reason, 1, skillWords(skills, skillName));
}
