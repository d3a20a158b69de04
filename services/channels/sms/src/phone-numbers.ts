import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';

const WHATSAPP = 'whatsapp:';
/** Shorter strings of digits are short codes, never numbers of a country. */
const SHORTEST_NATIONAL_NUMBER = 9;
const MAX_ADDRESS = 50;

/** An address as Twilio writes it, apart from what travels before it. */
export interface SmsAddress {
  /** E.164 where it is a number that can exist; short codes and named senders as they came. */
  readonly value: string;
  /** `whatsapp:` or nothing: belongs to our account, not to the person. */
  readonly prefix: string;
}

/** `undefined` for what can be no address. */
export function readAddress(raw: string, defaultCountry: CountryCode): SmsAddress | undefined {
  const trimmed = raw.trim();
  const prefix = trimmed.toLowerCase().startsWith(WHATSAPP) ? WHATSAPP : '';
  const address = trimmed.slice(prefix.length).trim();
  if (address === '' || address.length > MAX_ADDRESS || !address.isWellFormed()) return undefined;
  return { value: toE164(address, defaultCountry) ?? address, prefix };
}

/** As agents read it: +44 7700 900001; what is no number stays as it is. */
export function displayed(value: string): string {
  return (value.startsWith('+') ? parsePhoneNumberFromString(value)?.formatInternational() : undefined) ?? value;
}

function toE164(address: string, defaultCountry: CountryCode): string | undefined {
  const digits = address.replaceAll(/[\s().\-/]/g, '');
  if (!/^\+?\d+$/.test(digits)) return undefined;
  if (!digits.startsWith('+') && digits.length < SHORTEST_NATIONAL_NUMBER) return undefined;
  const number = parsePhoneNumberFromString(digits, defaultCountry);
  // Possible, not valid: numbering plans change faster than tables, and Ofcom's numbers for drama are in no table at all.
  if (number?.isPossible() === true) return number.number;
  return digits.startsWith('+') ? digits : undefined;
}
