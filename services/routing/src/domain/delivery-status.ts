import { DELIVERY_STATUSES } from '@onethread/contracts';
import type { DeliveryStatus } from '@onethread/contracts';

/**
 * Place in a reply's life, as the contract orders it: queued < sending < unknown < sent < failed < delivered < read.
 * It never goes back. `failed` may follow `sent` (the provider took it and could not deliver), and a later `delivered`
 * still corrects a `failed`, since a phone that has it is the stronger witness.
 */
export function statusRank(status: DeliveryStatus): number {
  return DELIVERY_STATUSES.indexOf(status);
}

export function isLaterStatus(status: DeliveryStatus, than: DeliveryStatus | undefined): boolean {
  return than === undefined || statusRank(status) > statusRank(than);
}
