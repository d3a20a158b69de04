import type { Entry, IdentityId, InboundStanding } from '@onethread/contracts';

/** What an identity keeps of the last word on whether it may be written to. */
export interface Standing extends Pick<InboundStanding, 'standing' | 'reason'> {
  /** µs of the entry that says so. */
  readonly at: number;
}

interface Told {
  readonly standing?: Standing;
  /** Epoch ms at which all that was known of the person was removed. */
  readonly erasedAt?: number;
}

/** The identity of which an entry says whether it may be written to. */
export function standingOf({ body }: Entry): IdentityId | undefined {
  return body.kind === 'standing' ? body.identityId : undefined;
}

/**
 * The identity after an entry: the last word by the entries' `at` counts, in whatever order and however often they are
 * projected; what was said before the person was erased says nothing any more. Returns `told` itself where nothing changes.
 */
export function projectStanding<T extends Told>(told: T, entry: Entry): T {
  const { body, at, erased } = entry;
  if (body.kind !== 'standing' || erased === true || at <= (told.standing?.at ?? 0)) return told;
  if (told.erasedAt !== undefined && Math.floor(at / 1000) <= told.erasedAt) return told;
  return { ...told, standing: { standing: body.standing, reason: body.reason, at } };
}

export function isBlocked(identity: Pick<Told, 'standing'>): boolean {
  return identity.standing?.standing === 'blocked';
}

/** Whether what was answered elsewhere may be repeated there; an agent's answer needs only that it is not blocked. */
export function takesCopies({ standing }: Pick<Told, 'standing'>): boolean {
  return standing === undefined || standing.standing === 'open';
}

/** Why nothing goes out to an address, for agents. */
export function whyBlocked({ standing }: Pick<Told, 'standing'>): string {
  return standing === undefined ? '' : (WHY[standing.reason] ?? 'Nothing may be sent to this address.');
}

const WHY: Readonly<Partial<Record<Standing['reason'], string>>> = {
  'opted-out': 'The person opted out: nothing may be sent to this address until they opt in again.',
  'blocked-by-person': 'The person blocked us there: nothing can be sent until they unblock us.',
  'address-gone': 'This address does not exist any more.',
};
