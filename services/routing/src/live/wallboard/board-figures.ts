import type { AgentId, AssignmentSettings } from '@onethread/contracts';
import { leftMsOf, type Clock } from '../../domain/targets/clock.ts';
import { loadOf } from '../../stores/agent-load.ts';
import { abilitiesOf } from '../../stores/agents.ts';
import type { AgentDocument, ConversationDocument, PresenceDocument } from '../../stores/documents.ts';
import type { BoardAgent, BoardClock, BoardConversation, BoardQueue, Place } from './board-terms.ts';

/** Undefined: it is resolved, and stands nowhere any more. */
export function conversationFigure(document: ConversationDocument): BoardConversation | undefined {
  const { _id, homeId, lastIdentityId, queueId, state, assigneeId, reservation, waitingSince } = document;
  if (state === 'resolved') return undefined;
  const place = placeOf(document);
  const waits = place === 'waiting' || place === 'offered';
  return {
    conversationId: _id,
    customerId: homeId,
    lastIdentityId,
    queueId,
    place,
    clocks: clocksOf(document),
    ...(waits && waitingSince !== undefined ? { waitingSince } : {}),
    ...heldBy(place === 'in-work' ? assigneeId : place === 'offered' ? reservation?.agentId : undefined),
  };
}

function heldBy(agentId: AgentId | undefined): Pick<BoardConversation, 'heldBy'> {
  return agentId === undefined ? {} : { heldBy: agentId };
}

function placeOf({ state, assigneeId, reservation, waitingSince }: ConversationDocument): Place {
  if (state === 'snoozed') return 'snoozed';
  if (assigneeId !== undefined) return 'in-work';
  if (reservation !== undefined) return 'offered';
  return waitingSince === undefined ? 'resting' : 'waiting';
}

/** Those with a target that are not done: they run, or wait for the customer. */
function clocksOf({ clocks = [] }: ConversationDocument): readonly BoardClock[] {
  return clocks.filter(({ doneAt, targetMs }) => doneAt === undefined && targetMs !== undefined).map(clockFigure);
}

function clockFigure(clock: Clock): BoardClock {
  const { target, since, dueAt, warnAt, missedAt } = clock;
  const leftMs = leftMsOf(clock);
  return {
    target,
    missed: missedAt !== undefined,
    ...(since === undefined || dueAt === undefined ? {} : { dueAt }),
    ...(since === undefined || warnAt === undefined ? {} : { warnAt }),
    ...(leftMs === undefined ? {} : { leftMs }),
  };
}

/** Undefined: disabled, and nobody's colleague. */
export function agentFigure(agent: AgentDocument, presence: PresenceDocument | undefined): BoardAgent | undefined {
  if (agent.disabled) return undefined;
  const { capacity, interruptibleCapacity = capacity, teams } = abilitiesOf(agent);
  const { load, interruptibleLoad } = loadOf(agent.holds);
  const connected = (presence?.streams.length ?? 0) > 0;
  const changedAt = presence?.changedAt ?? 0;
  return {
    agentId: agent._id,
    name: agent.name,
    presence: presence?.presence ?? 'offline',
    connected,
    since: connected ? changedAt : Math.max(changedAt, presence?.lostAt ?? 0),
    load,
    capacity,
    interruptibleLoad,
    interruptibleCapacity,
    teams,
  };
}

export function queueFigures({ queues }: AssignmentSettings): readonly BoardQueue[] {
  return queues.map(({ id, name, teams }) => ({ queueId: id, name, teams }));
}
