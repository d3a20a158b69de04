import type { AgentId, QueueSettings } from '@onethread/contracts';
import type { DropReason, WaitingConversation, WaitingReasons } from '../../domain/assignment/terms.ts';
import type { AgentDocument } from '../../stores/documents.ts';
import { abilitiesOf } from '../../stores/agents.ts';
import type { PoolPicture } from './pool-picture.ts';
import { relaxationsInWords } from './relaxations.ts';
import { listed, skillWords, type SkillName } from './words.ts';

/** Agents that are named; the others wait for the same. */
const MAX_NAMED = 3;
const MAX_RELAXATIONS = 2;

/** Reasons that pass when the agent finishes something. */
const ROOM: ReadonlySet<DropReason> = new Set(['full', 'channel-full', 'team-full']);
/** Reasons that pass when the agent says so. */
const PRESENCE: readonly DropReason[] = ['busy', 'away', 'offline'];
const PASSING: ReadonlySet<DropReason> = new Set([...ROOM, ...PRESENCE, 'waits-for-keeper']);

interface Helper {
  readonly agent: AgentDocument;
  /** What keeps the agent from it, and may pass. */
  readonly reasons: readonly DropReason[];
}

export interface HelpParts {
  readonly picture: PoolPicture;
  readonly conversation: WaitingConversation;
  readonly reasons: WaitingReasons;
  /** Undefined: it is not in the settings any more. */
  readonly queue: QueueSettings | undefined;
  readonly queueName: (queueId: string) => string;
  readonly skillName: SkillName;
  readonly now: number;
}

/** What would have to change for somebody to take it, the likeliest first. */
export function wouldHelp(parts: HelpParts): readonly string[] {
  const { picture, conversation, reasons, skillName } = parts;
  const helpers = helpersOf(parts);
  const needed = skillWords(reasons.skills, skillName);
  const words: string[] = [];
  const keeper =
    reasons.step === 'sticky' && conversation.keeperId ? picture.agents.get(conversation.keeperId) : undefined;
  if (keeper !== undefined) words.push(`${keeper.name}, who served this customer last, becomes free`);
  else words.push(...helpers.slice(0, MAX_NAMED).map((helper) => helperInWords(helper, parts)));
  if (helpers.length === 0 && keeper === undefined) words.push(nobodyInWords(parts, needed));
  return [...words, ...relaxationsInWords(parts).slice(0, MAX_RELAXATIONS)];
}

/** Those who could take it if nothing but their room or presence were otherwise; who is there and least full first. */
function helpersOf({ picture, conversation, now }: HelpParts): readonly Helper[] {
  const helpers: Helper[] = [];
  for (const agent of picture.agents.values()) {
    if (agent.disabled) continue;
    const reasons = picture.policy.whyNot(conversation, agent._id, now);
    if (reasons.length > 0 && reasons.every((reason) => PASSING.has(reason))) helpers.push({ agent, reasons });
  }
  return helpers.toSorted(
    (one, other) => effort(one) - effort(other) || one.agent.name.localeCompare(other.agent.name, 'en'),
  );
}

/** How far an agent is from taking it. */
function effort({ reasons }: Helper): number {
  const said = PRESENCE.findIndex((reason) => reasons.includes(reason));
  return (said + 1) * 2 + (reasons.some((reason) => ROOM.has(reason)) ? 1 : 0);
}

function helperInWords({ agent, reasons }: Helper, { picture, reasons: { skills }, skillName }: HelpParts): string {
  const own = abilitiesOf(agent).skills.filter(({ skill }) => skills.some((need) => need.skill === skill));
  const who = own.length === 0 ? agent.name : `${agent.name} (${skillWords(own, skillName)})`;
  const said = PRESENCE.find((reason) => reasons.includes(reason));
  const full = reasons.some((reason) => ROOM.has(reason));
  if (said === undefined) return `${who} becomes free`;
  if (picture.unstable.has(agent._id)) return `the connection of ${who} holds for a minute`;
  return full ? `${who}, now ${said}, becomes available and free` : `${who}, now ${said}, becomes available`;
}

/** Why nobody can be named. */
function nobodyInWords({ picture, conversation, now }: HelpParts, needed: string): string {
  const whyNot = (agentId: AgentId): readonly DropReason[] => picture.policy.whyNot(conversation, agentId, now);
  const enabled = [...picture.agents.values()].filter(({ disabled }) => !disabled);
  const serving = enabled.filter(({ _id }) => !whyNot(_id).includes('not-member'));
  if (serving.length === 0) return 'somebody comes to serve this queue: nobody does';
  const able = serving.filter(({ _id }) => !whyNot(_id).includes('skill'));
  if (able.length === 0) return `somebody with ${needed} comes to serve this queue: nobody who does has it`;
  const refused = able.filter(({ _id }) => whyNot(_id).includes('declined'));
  if (refused.length < able.length) return 'it is its turn';
  const names = refused.slice(0, MAX_NAMED).map(({ name }) => name);
  const others = refused.length - names.length;
  const who = listed(others > 0 ? [...names, `${others} more`] : names);
  return `somebody takes it by hand, or another agent comes: ${who} declined or missed it`;
}
