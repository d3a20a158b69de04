import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import { LRUCache } from 'lru-cache';

const WHATSAPP = 'whatsapp:';
/** Shorter strings of digits are numbers of a country only where its tables say so: most are short codes. */
const SURELY_NATIONAL = 9;
const LONGEST_SHORT_CODE = 6;
const MAX_ADDRESS = 50;
/** Mobile numbers of Mexico carried a 1 until 2019; some carriers still write it, and it is the same phone. */
const OLD_MEXICAN = /^\+521(\d{10})$/;

/** An address as providers write it, apart from what travels before it. */
export interface SmsAddress {
  /** E.164 where it is a number that can exist; short codes and named senders as they came. */
  readonly value: string;
  /** `whatsapp:` or nothing: belongs to our account, not to the person. */
  readonly prefix: string;
}

/** The same people write again and again, and the tables of numbers are slow to walk. */
const MAX_REMEMBERED = 10_000;

/** What `compute` says of each text; empty where it says nothing, which is remembered like all else. */
function remembered(compute: (text: string) => string | undefined): LRUCache<string, string> {
  // By `maxSize` it takes room as it fills, not at the start.
  return new LRUCache({ maxSize: MAX_REMEMBERED, sizeCalculation: () => 1, memoMethod: (text) => compute(text) ?? '' });
}

const internationalForms = remembered((value) => parsePhoneNumberFromString(value)?.formatInternational());
const numbersByCountry = new Map<CountryCode, LRUCache<string, string>>();

/** `undefined` for what can be no address. */
export function readAddress(raw: string, defaultCountry: CountryCode): SmsAddress | undefined {
  const trimmed = raw.trim();
  const prefix = trimmed.toLowerCase().startsWith(WHATSAPP) ? WHATSAPP : '';
  const address = trimmed.slice(prefix.length).trim();
  if (address === '' || address.length > MAX_ADDRESS || !address.isWellFormed()) return undefined;
  const number = toE164(address, defaultCountry);
  // WhatsApp names its users by the old form.
  const value = prefix === '' ? number?.replace(OLD_MEXICAN, '+52$1') : number;
  return { value: value ?? address, prefix };
}

/** Digits that are surely a number with its country code, such as Vonage and most carriers write it, with the + before it. */
export function withPlus(digits: string): string {
  return /^[1-9]\d+$/.test(digits) && digits.length > LONGEST_SHORT_CODE ? `+${digits}` : digits;
}

/** Numbers and short codes can be written to; a name that a company sends under cannot. */
export function canBeAnswered(value: string): boolean {
  return /^\+?\d+$/.test(value);
}

/** As agents read it: +44 7700 900001; what is no number stays as it is. */
export function displayed(value: string): string {
  return (value.startsWith('+') && internationalForms.memo(value)) || value;
}

function toE164(address: string, defaultCountry: CountryCode): string | undefined {
  const digits = address.replaceAll(/[\s().\-/]/g, '');
  if (!/^\+?\d+$/.test(digits)) return undefined;
  const numbers = numbersByCountry.get(defaultCountry) ?? remembered((text) => possibleNumber(text, defaultCountry));
  numbersByCountry.set(defaultCountry, numbers);
  return numbers.memo(digits) || (digits.startsWith('+') ? digits : undefined);
}

function possibleNumber(digits: string, defaultCountry: CountryCode): string | undefined {
  const isInternational = digits.startsWith('+');
  if (!isInternational && digits.length <= LONGEST_SHORT_CODE) return undefined;
  const number = parsePhoneNumberFromString(digits, defaultCountry);
  if (number === undefined) return undefined;
  // Possible, not valid: numbering plans change faster than tables, and Ofcom's numbers for drama are in no table at all.
  const isOne = isInternational || digits.length >= SURELY_NATIONAL ? number.isPossible() : number.isValid();
  return isOne ? number.number : undefined;
}
