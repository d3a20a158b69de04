import type { AgentId } from '@onethread/contracts';
import { afterDrop } from '../../domain/assignment/presence.ts';
import type { UseCaseContext } from '../context.ts';
import { announceAgent } from './announce-agent.ts';
import { changePresence } from './change-presence.ts';
import type { Presence } from './change-presence.ts';
import { wakeOwner } from './wake-owner.ts';

export interface AgentStream {
  readonly agentId: AgentId;
  readonly replicaId: string;
  /** Tells several streams of one agent on one replica apart; without it they count as one. */
  readonly streamId?: string;
}

const SEPARATOR = '/';

/** How a stream is called in `PresenceDocument.streams`. */
export function streamNameOf({ replicaId, streamId }: AgentStream): string {
  return streamId === undefined ? replicaId : `${replicaId}${SEPARATOR}${streamId}`;
}

/** On which replica a stream in `PresenceDocument.streams` is. */
export function replicaOf(stream: string): string {
  return stream.split(SEPARATOR, 1)[0] as string;
}

/** A stream of the agent is open: offers may come again if the agent said so. May be said again. */
export async function streamOpened(
  context: UseCaseContext,
  stream: AgentStream,
): Promise<{ outcome: 'set' | 'not-found' }> {
  return await change(context, stream.agentId, (present) => {
    if (present.streams.includes(streamNameOf(stream))) return present;
    const { lostAt: _, ...rest } = present;
    return { ...rest, streams: [...present.streams, streamNameOf(stream)] };
  });
}

/**
 * A stream of the agent ended. With the last one offers stop, and the time runs for which the agent's work is kept.
 * `byUs`: this replica sent it elsewhere, which says nothing of the agent's connection.
 */
export async function streamLost(
  context: UseCaseContext,
  stream: AgentStream,
  { byUs = false }: { readonly byUs?: boolean } = {},
): Promise<{ outcome: 'set' | 'not-found' }> {
  return await change(context, stream.agentId, (present) =>
    present.streams.includes(streamNameOf(stream))
      ? withoutStreams(present, (name) => name === streamNameOf(stream), { now: context.now(), byUs })
      : present,
  );
}

/** Presence without the streams that are lost. Losses that are our doing (`byUs`) do not make a connection unstable. */
export function withoutStreams(
  present: Presence,
  lost: (stream: string) => boolean,
  { now, byUs }: { readonly now: number; readonly byUs: boolean },
): Presence {
  const streams = present.streams.filter((name) => !lost(name));
  if (streams.length > 0) return { ...present, streams };
  return { ...present, streams, lostAt: now, ...(byUs ? {} : afterDrop(present, now)) };
}

async function change(
  context: UseCaseContext,
  agentId: AgentId,
  step: (present: Presence) => Presence,
): Promise<{ outcome: 'set' | 'not-found' }> {
  const agent = await context.collections.agents.get(agentId);
  if (agent === undefined) return { outcome: 'not-found' };
  const written = await changePresence(context.collections, agentId, step);
  await announceAgent(context, agent, written);
  await wakeOwner(context, { pool: agent.pool, agentId });
  return { outcome: 'set' };
}
