import type { ReachableChannel } from '@onethread/client';

/** Opens the phone's or mail's own composer with the code in it; undefined where a channel has no such link. */
export function composerLink(
  { address, addressKind }: Pick<ReachableChannel, 'address' | 'addressKind'>,
  code: string,
  subject: string,
): string | undefined {
  if (address === undefined) return undefined;
  switch (addressKind) {
    case 'phone':
      // RFC 5724; `?&` since some phones look for & and others for ?.
      return `sms:${encodeURIComponent(address).replace('%2B', '+')}?&body=${encodeURIComponent(code)}`;
    case 'email':
      return `mailto:${encodeURIComponent(address).replace('%40', '@')}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(code)}`;
    case undefined:
      return undefined;
    default:
      return addressKind satisfies never;
  }
}

/** m:ss, never below 0. */
export function clockOf(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
