import type { Identity } from '../../../wire/model.ts';

type Told = Pick<Identity, 'standingReason' | 'name'>;

/** Why nothing goes out to an address, in one sentence without its stop. */
export function blockedWords({ standingReason, name }: Told, label: string): string {
  const who = name || 'The customer';
  switch (standingReason) {
    case 'opted-out':
      return `${who} opted out of ${label}`;
    case 'blocked-by-person':
      return `${who} blocked us on ${label}`;
    case 'address-gone':
      return `This ${label} address does not exist any more`;
    default:
      return `Nothing may be sent to this ${label} address`;
  }
}

export type StandingEvent = 'address-blocked' | 'address-no-copies' | 'address-open';

/** What changed, for the thread. `address` as people read it. */
export function standingWords(
  event: StandingEvent,
  reason: string,
  { who, label, address }: { readonly who: string; readonly label: string; readonly address: string },
): string {
  const there = address === '' ? '' : ` to ${address}`;
  switch (reason) {
    case 'opted-out':
      return `${who} opted out of ${label}: nothing goes${there} until they opt in again`;
    case 'opted-in':
      return `${who} opted in to ${label} again`;
    case 'blocked-by-person':
      return `${who} blocked us on ${label}: nothing goes${there} until they unblock us`;
    case 'unblocked-by-person':
      return `${who} unblocked us on ${label}`;
    case 'address-gone':
      return `${address || label} does not exist any more: nothing goes there`;
    case 'wrote-again':
      return `${who} wrote from ${address || label} again: it can be written to`;
    case 'refused-copies':
      return `${who} wants no copies by ${label}: what is answered elsewhere does not follow${there}, answers there still go`;
    case 'takes-copies':
      return `${who} takes copies by ${label} again: answers that are not read elsewhere follow${there}`;
    default:
      return otherwise(event, reason, there || ` over ${label}`, address || label);
  }
}

function otherwise(event: StandingEvent, reason: string, there: string, address: string): string {
  switch (event) {
    case 'address-blocked':
      return `Nothing goes${there} any more (${reason})`;
    case 'address-no-copies':
      return `No copies go${there} any more (${reason})`;
    case 'address-open':
      return `${address} can be written to again (${reason})`;
  }
}
