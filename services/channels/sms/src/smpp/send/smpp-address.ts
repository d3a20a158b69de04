/** Type of number and numbering plan, as SMPP 3.4 numbers them (5.2.5, 5.2.6). */
export const TON = { unknown: 0, international: 1, national: 2, networkSpecific: 3, alphanumeric: 5 } as const;
const NPI = { unknown: 0, isdn: 1 } as const;
const MAX_ALPHANUMERIC = 11;

export interface SmppAddress {
  readonly ton: number;
  readonly npi: number;
  readonly address: string;
}

/** An address of ours as the centre wants it: E.164 without +, names and short codes as they are. */
export function toSmppAddress(address: string): SmppAddress {
  if (address.startsWith('+')) return { ton: TON.international, npi: NPI.isdn, address: address.slice(1) };
  if (/^\d+$/.test(address)) return { ton: TON.unknown, npi: NPI.isdn, address };
  return { ton: TON.alphanumeric, npi: NPI.unknown, address: address.slice(0, MAX_ALPHANUMERIC) };
}

/**
 * An address of the centre as `readAddress` understands it. Many centres call an international number unknown: digits that
 * are too long for a short code, and do not begin with 0, are taken for one.
 */
export function fromSmppAddress({ ton, address }: Pick<SmppAddress, 'ton' | 'address'>): string {
  const digits = address.trim();
  if (!/^\d+$/.test(digits)) return digits;
  if (ton === TON.international) return `+${digits}`;
  if (ton === TON.national || ton === TON.networkSpecific) return digits;
  return digits.length >= 11 && !digits.startsWith('0') ? `+${digits}` : digits;
}
