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

/** The same people write again and again, and the tables of numbers are slow to walk. */
const MAX_REMEMBERED = 10_000;

function remembered<Value>(compute: (text: string) => Value): { readonly of: (text: string) => Value } {
  const known = new Map<string, Value>();
  return {
    of(text) {
      const before = known.get(text);
      if (before !== undefined || known.has(text)) return before as Value;
      if (known.size >= MAX_REMEMBERED) known.clear();
      const value = compute(text);
      known.set(text, value);
      return value;
    },
  };
}

const internationalForms = remembered((value) => parsePhoneNumberFromString(value)?.formatInternational());
const numbersByCountry = new Map<CountryCode, ReturnType<typeof remembered<string | undefined>>>();

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
  return (value.startsWith('+') ? internationalForms.of(value) : undefined) ?? value;
}

function toE164(address: string, defaultCountry: CountryCode): string | undefined {
  const digits = address.replaceAll(/[\s().\-/]/g, '');
  if (!/^\+?\d+$/.test(digits)) return undefined;
  if (!digits.startsWith('+') && digits.length < SHORTEST_NATIONAL_NUMBER) return undefined;
  const numbers = numbersByCountry.get(defaultCountry) ?? remembered((text) => possibleNumber(text, defaultCountry));
  numbersByCountry.set(defaultCountry, numbers);
  return numbers.of(digits) ?? (digits.startsWith('+') ? digits : undefined);
}

function possibleNumber(digits: string, defaultCountry: CountryCode): string | undefined {
  const number = parsePhoneNumberFromString(digits, defaultCountry);
  // Possible, not valid: numbering plans change faster than tables, and Ofcom's numbers for drama are in no table at all.
  return number?.isPossible() === true ? number.number : undefined;
}
