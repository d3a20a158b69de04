import type { Entry, IdentityId, StreamId } from '@onethread/contracts';
import type { Collections } from '../../stores/collections.ts';
import type { Watermark } from '../../domain/stream-head.ts';

/** Up to which entry each stream has been taken in. A stream that is not named: nothing of it. */
export type Positions = Map<StreamId, number>;

/** What a thread amounts to beside its items. */
export interface ThreadState {
  /** How far every projection of a stream is finished: what is read after this holds at least so much. */
  readonly positions: Positions;
  readonly watermarks: ReadonlyMap<IdentityId, Watermark>;
  /** µs */
  readonly agentsReadUpTo: number;
  /** Epoch ms at which a person last wrote from each identity; what follows `positions` is told by its items. */
  readonly wroteAt: ReadonlyMap<IdentityId, number>;
}

const NOTHING: Watermark = { delivered: 0, read: 0 };

/** Read it before the items: then what follows above `positions` completes them. */
export async function readThreadState(
  { threads }: Pick<Collections, 'threads'>,
  streams: readonly StreamId[],
): Promise<ThreadState> {
  const positions: Positions = new Map(streams.map((stream) => [stream, 0]));
  const watermarks = new Map<IdentityId, Watermark>();
  const wroteAt = new Map<IdentityId, number>();
  let agentsReadUpTo = 0;
  for (const thread of await threads.getMany(streams)) {
    positions.set(thread._id, thread.appliedN);
    agentsReadUpTo = Math.max(agentsReadUpTo, thread.agentsReadUpTo);
    for (const [identity, mark] of Object.entries(thread.watermarks) as [IdentityId, Watermark][])
      watermarks.set(identity, higher(watermarks.get(identity), mark));
    for (const [identity, ms] of Object.entries(thread.wroteAt ?? {}) as [IdentityId, number][])
      wroteAt.set(identity, Math.max(wroteAt.get(identity) ?? 0, ms));
  }
  return { positions, watermarks, agentsReadUpTo, wroteAt };
}

/** The same state after an entry; `undefined` where the entry says nothing of it that is new. */
export function stateAfter(state: ThreadState, { body }: Entry): ThreadState | undefined {
  if (body.kind === 'agent-read')
    return body.upToAt > state.agentsReadUpTo ? { ...state, agentsReadUpTo: body.upToAt } : undefined;
  if (body.kind !== 'watermark') return undefined;
  const known = state.watermarks.get(body.identityId) ?? NOTHING;
  if (body.upToAt <= known[body.receipt]) return undefined;
  const mark = higher(known, { ...NOTHING, [body.receipt]: body.upToAt });
  return { ...state, watermarks: new Map(state.watermarks).set(body.identityId, mark) };
}

/** Of whom there is something to tell beside the items. */
export function markedIdentities({ watermarks, wroteAt }: Pick<ThreadState, 'watermarks' | 'wroteAt'>) {
  return new Set<IdentityId>([...watermarks.keys(), ...wroteAt.keys()]);
}

function higher(known: Watermark = NOTHING, other: Watermark = NOTHING): Watermark {
  return { delivered: Math.max(known.delivered, other.delivered), read: Math.max(known.read, other.read) };
}
