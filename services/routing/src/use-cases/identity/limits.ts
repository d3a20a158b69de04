import { changeDocument } from '@onethread/documents';
import { RoutingError } from '../../domain/errors.ts';
import type { LimitDocument } from '../../stores/identity-documents.ts';
import type { UseCaseContext } from '../context.ts';

export const HOUR_MS = 60 * 60 * 1000;

/** So many of something in an hour, whichever replica is asked. */
export interface Limit {
  /** What is limited, and for whom. */
  readonly name: string;
  readonly most: number;
}

type Context = Pick<UseCaseContext, 'collections' | 'now'>;

/** Takes one; the same `id` again takes none. Throws `RoutingError` exhausted, in the words given. */
export async function takeOne(context: Context, { name, most }: Limit, id: string, refusal: string): Promise<void> {
  let full = false;
  await changeDocument<LimitDocument>(context.collections.limits, {
    id: name,
    make: (known) => {
      const times = lately(known, context.now());
      full = times.length >= most && !times.some((one) => one.id === id);
      if (full || times.some((one) => one.id === id)) return known;
      return limit(name, [...times, { at: context.now(), id }], context.now());
    },
  });
  if (full) throw new RoutingError('exhausted', refusal);
}

/** Whether nothing is taken from this one for now. */
export async function isBlocked({ collections, now }: Context, name: string): Promise<boolean> {
  return ((await collections.limits.get(name))?.blockedUntil ?? 0) > now();
}

/** Notes one more fault (the same `id` once); from the `most`th in an hour on, nothing is taken for an hour. */
export async function noteFault(context: Context, { name, most }: Limit, id: string): Promise<void> {
  await changeDocument<LimitDocument>(context.collections.limits, {
    id: name,
    make: (known) => {
      const now = context.now();
      const times = lately(known, now);
      if (times.some((one) => one.id === id)) return known;
      const more = [...times, { at: now, id }];
      if (more.length < most) return { ...limit(name, more, now), ...blocked(known) };
      return { ...limit(name, [], now), blockedUntil: now + HOUR_MS };
    },
  });
}

function lately(known: LimitDocument | undefined, now: number): LimitDocument['times'] {
  return (known?.times ?? []).filter(({ at }) => at > now - HOUR_MS);
}

function limit(name: string, times: LimitDocument['times'], now: number): Omit<LimitDocument, 'rev'> {
  return { _id: name, times, expiresAt: now + 2 * HOUR_MS };
}

function blocked(known: LimitDocument | undefined): Pick<LimitDocument, 'blockedUntil'> {
  return known?.blockedUntil === undefined ? {} : { blockedUntil: known.blockedUntil };
}
