import { encodeWallboard, type AgentRowInput, type EncodedMessage, type QueueRowInput } from '@onethread/rpc';
import type { TargetRowInput } from '@onethread/rpc';
import type { AgentRow, BoardClock, QueueRow } from '../../../live/wallboard/board-terms.ts';
import type { NamedTargetRow, WallboardPart } from '../../../live/wallboard/wallboard-view.ts';
import { encodePresence } from '../encode-state.ts';

/** A part of a wallboard, encoded once for all who are told it. */
export function encodeWallboardPart(part: WallboardPart): EncodedMessage {
  const { snapshot, at, queues, removedQueues, agents, removedAgents, atRisk } = part;
  return encodeWallboard({
    snapshot,
    atMs: at,
    queues: [...queues.map(queueRow), ...removedQueues.map((queueId) => ({ queueId, removed: true }))],
    agents: [...agents.map(agentRow), ...removedAgents.map((agentId) => ({ agentId, removed: true }))],
    atRisk: atRisk?.map(targetRow) ?? [],
    atRiskWhole: atRisk !== undefined,
  });
}

function queueRow(row: QueueRow): QueueRowInput {
  const { queueId, name, teams, waiting, longestWaitingSince, offered, inWork, snoozed, missedTargets } = row;
  return {
    queueId,
    name,
    waiting,
    longestWaitingSinceMs: longestWaitingSince ?? 0,
    offered,
    inWork,
    snoozed,
    missedTargets,
    teamIds: [...teams],
  };
}

function agentRow(row: AgentRow): AgentRowInput {
  const { agentId, name, presence, connected, load, capacity, conversations, since, teams } = row;
  const { interruptibleLoad, interruptibleCapacity } = row;
  return {
    agentId,
    name,
    presence: encodePresence(presence),
    connected,
    load,
    capacity,
    conversations,
    sinceMs: since,
    teamIds: [...teams],
    interruptibleLoad,
    interruptibleCapacity,
  };
}

function targetRow({ conversation, clock, customerName }: NamedTargetRow): TargetRowInput {
  const { conversationId, customerId, queueId, place, heldBy } = conversation;
  return {
    conversationId,
    customerId,
    customerName,
    queueId,
    assigneeId: place === 'in-work' ? (heldBy ?? '') : '',
    clock: targetClock(clock),
  };
}

function targetClock({ target, dueAt, warnAt, missed, leftMs }: BoardClock): NonNullable<TargetRowInput['clock']> {
  return { target, dueMs: dueAt ?? 0, warnMs: warnAt ?? 0, missed, leftMs: leftMs ?? 0 };
}
