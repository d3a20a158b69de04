import { OutcomeUnknownError } from '@onethread/documents';
import type { Collection } from '@onethread/documents';
import type { LeaseDocument } from './documents.ts';

/** A lease is renewed every third of this time: so long after a crash others take over at the latest. */
export const LEASE_VALID_MS = 15_000;

export const poolLeaseId = (pool: string): string => `pool:${pool}`;
export const replicaLeaseId = (replicaId: string): string => `replica:${replicaId}`;

/** Clocks of two replicas may differ by less than this. */
const CLOCK_STEP_MS = 60_000;

/** Whether a lease holds. One that was renewed long after now was so by a clock that has gone back since: it tells nothing. */
export function isLeaseValid({ renewedAt, validUntil }: LeaseDocument, now: number): boolean {
  return validUntil > now && renewedAt <= now + CLOCK_STEP_MS;
}

export interface LeaseRequest {
  readonly id: string;
  readonly holder: string;
  readonly now: number;
  readonly validMs: number;
  /** Take it from a holder whose lease still runs: only where something else says that this holder is to be replaced. */
  readonly force: boolean;
}

/** Takes a lease with the next epoch; undefined when somebody else holds it. Of two who try, one wins. */
export async function takeLease(
  leases: Collection<LeaseDocument>,
  request: LeaseRequest,
): Promise<LeaseDocument | undefined> {
  const { id, holder, now, validMs, force } = request;
  const terms = { holder, renewedAt: now, validUntil: now + validMs };
  const present = await leases.get(id);
  try {
    if (present === undefined) {
      const { outcome } = await leases.insert({ _id: id, epoch: 1, ...terms });
      return outcome === 'inserted' ? { _id: id, rev: 1, epoch: 1, ...terms } : undefined;
    }
    if (!force && present.holder !== holder && isLeaseValid(present, now)) return undefined;
    const result = await leases.replace({ ...present, ...terms, epoch: present.epoch + 1 });
    return result.outcome === 'applied' ? result.document : undefined;
  } catch (error) {
    if (!(error instanceof OutcomeUnknownError)) throw error;
    // Whether it was written or not, the next try takes a higher epoch: one epoch is never used for two terms.
    return undefined;
  }
}

/** The renewed lease; undefined when somebody took it since. */
export async function renewLease(
  leases: Collection<LeaseDocument>,
  held: LeaseDocument,
  now: number,
  validMs: number,
): Promise<LeaseDocument | undefined> {
  let current: LeaseDocument | undefined = held;
  while (current !== undefined && current.epoch === held.epoch && current.holder === held.holder) {
    try {
      const result = await leases.replace({ ...current, renewedAt: now, validUntil: now + validMs });
      if (result.outcome === 'applied') return result.document;
    } catch (error) {
      if (!(error instanceof OutcomeUnknownError)) throw error;
    }
    current = await leases.get(held._id);
  }
  return undefined;
}
