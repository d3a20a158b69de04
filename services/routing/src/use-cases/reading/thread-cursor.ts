import { hash } from 'node:crypto';
import type { StreamId } from '@onethread/contracts';
import { entryAt } from '../../stores/read-entries.ts';
import type { OpaqueTokens } from './opaque-token.ts';
import type { ReadingContext } from './reading-context.ts';
import type { ThreadScope } from './thread-scope.ts';
import type { Positions, ThreadState } from './thread-state.ts';

export type CursorPurpose = 'thread-cursor' | 'feed-cursor';

/** More entries than this are not replayed one by one: a fresh page shows the same sooner. */
export const MAX_REPLAYED_ENTRIES = 10_000;

/** A place in all streams of a thread, together with whose thread it was. */
export function sealCursor(
  tokens: OpaqueTokens,
  purpose: CursorPurpose,
  scope: ThreadScope,
  positions: ReadonlyMap<StreamId, number>,
): string {
  return tokens.seal(purpose, { of: fingerprint(scope), at: Object.fromEntries(positions) });
}

/** The positions in a cursor, of whatever thread; `undefined` where it is none of ours. */
export function openCursor(tokens: OpaqueTokens, purpose: CursorPurpose, token: string): Positions | undefined {
  return readCursor(tokens, purpose, token)?.positions;
}

/**
 * Where to resume. `undefined` asks for a snapshot: no cursor or none of ours, one of another thread or of other members,
 * one that is ahead of history (a restored backup), or so old that a page says it better.
 */
export async function resumePositions(
  { collections, tokens }: Pick<ReadingContext, 'collections' | 'tokens'>,
  purpose: CursorPurpose,
  token: string,
  scope: ThreadScope,
  state: ThreadState,
): Promise<Positions | undefined> {
  const cursor = readCursor(tokens, purpose, token);
  if (cursor?.of !== fingerprint(scope)) return undefined;
  let missed = 0;
  for (const [stream, n] of cursor.positions) {
    const projected = state.positions.get(stream) ?? 0;
    missed += Math.max(0, projected - n);
    if (n > projected && (await entryAt(collections, stream, n)) === undefined) return undefined;
  }
  return missed > MAX_REPLAYED_ENTRIES ? undefined : cursor.positions;
}

function readCursor(
  tokens: OpaqueTokens,
  purpose: CursorPurpose,
  token: string,
): { readonly of: string; readonly positions: Positions } | undefined {
  const opened = token === '' ? undefined : tokens.open(purpose, token);
  if (typeof opened !== 'object' || opened === null) return undefined;
  const { of, at } = opened as { readonly of?: unknown; readonly at?: unknown };
  if (typeof of !== 'string' || typeof at !== 'object' || at === null) return undefined;
  const positions: Positions = new Map();
  for (const [stream, n] of Object.entries(at)) {
    if (!Number.isSafeInteger(n) || n < 0) return undefined;
    positions.set(stream as StreamId, n);
  }
  return { of, positions };
}

/** Scopes are never changed, and one is asked for with every event of its thread. */
const fingerprints = new WeakMap<ThreadScope, string>();

function fingerprint(scope: ThreadScope): string {
  const known = fingerprints.get(scope);
  if (known !== undefined) return known;
  const { members, streams } = scope;
  const made = hash('sha256', JSON.stringify([members, streams]), 'base64url').slice(0, 22);
  fingerprints.set(scope, made);
  return made;
}
