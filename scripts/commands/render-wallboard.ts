import type { AgentRow, QueueRow, TargetRow } from '@onethread/rpc';
import { table } from './output.ts';
import type { AllRows } from './wallboard-rows.ts';

/** For a terminal. `now` in epoch ms. */
export function renderWallboard({ queues, agents, atRisk }: AllRows, now: number): string {
  const blocks = [
    table(
      ['queue', 'waiting', 'longest', 'offered', 'in work', 'snoozed', 'missed'],
      queues.map((row) => queueCells(row, now)),
    ),
    table(
      ['agent', 'state', 'for', 'load', 'interruptible', 'conversations'],
      agents.map((row) => agentCells(row, now)),
    ),
  ];
  if (atRisk.length > 0)
    blocks.push(
      table(
        ['target at risk', 'due', 'customer', 'conversation', 'queue'],
        atRisk.map((row) => targetCells(row, now)),
      ),
    );
  return blocks.join('\n\n');
}

function queueCells(row: QueueRow, now: number): readonly string[] {
  const { name, waiting, longestWaitingSinceMs, offered, inWork, snoozed, missedTargets } = row;
  const longest = longestWaitingSinceMs === 0 ? '' : durationOf(now - longestWaitingSinceMs);
  return [name, String(waiting), longest, ...[offered, inWork, snoozed, missedTargets].map(String)];
}

function agentCells(row: AgentRow, now: number): readonly string[] {
  const { name, presence, connected, sinceMs, load, capacity, interruptibleLoad, interruptibleCapacity } = row;
  return [
    name,
    connected ? presence.toLowerCase() : 'not connected',
    sinceMs === 0 ? '' : durationOf(now - sinceMs),
    `${load}/${capacity}`,
    `${interruptibleLoad}/${interruptibleCapacity}`,
    String(row.conversations),
  ];
}

function targetCells({ clock, customerName, conversationId, queueId }: TargetRow, now: number): readonly string[] {
  const { target = '', dueMs = 0, missed = false } = clock ?? {};
  const due = missed || dueMs < now ? `late by ${durationOf(now - dueMs)}` : `in ${durationOf(dueMs - now)}`;
  return [target, due, customerName, conversationId, queueId];
}

/** "1:02:05", "2:05". */
function durationOf(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours === 0
    ? `${minutes}:${twoDigits(seconds % 60)}`
    : `${hours}:${twoDigits(minutes)}:${twoDigits(seconds % 60)}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
