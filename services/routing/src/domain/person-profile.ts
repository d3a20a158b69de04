import { normalAddress, type AddressKind } from '@onethread/contracts';

/** What channels say of a person behind one identity. */
export interface PersonClaims {
  readonly name?: string;
  readonly address?: string;
  readonly email?: string;
  readonly phone?: string;
  /** Proved to be this person's, in normal form. */
  readonly provedEmail?: string;
  readonly provedPhone?: string;
}

/** By what an identity is found: keys of indexes, each bounded. */
export interface PersonKeys {
  /** `email:anna@example.org`, `phone:+447700900001`: every address that was told, proved or not. */
  readonly addressKeys: readonly string[];
  /** The folded name where it has at least two words. */
  readonly nameKey?: string;
  /** Folded words and addresses by whose beginnings agents find people. */
  readonly tokens: readonly string[];
}

const MAX_WORDS = 8;
const MAX_TOKEN = 80;
const COMBINING = /\p{M}+/gu;
const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u;
/** A number is found with and without its country's one to three digits. */
const COUNTRY_DIGITS = [0, 1, 2, 3];

/** Words without case, accents and punctuation, in their order. At most 8. */
export function foldedWords(text: string): readonly string[] {
  const folded = text.normalize('NFKD').replaceAll(COMBINING, '').toLowerCase().normalize('NFC');
  return folded
    .split(BETWEEN_WORDS)
    .filter((word) => word !== '')
    .map((word) => clipped(word))
    .slice(0, MAX_WORDS);
}

export function personKeys(claims: PersonClaims): PersonKeys {
  const addressKeys = [
    ...keyOf('email', claims.email),
    ...keyOf('email', claims.provedEmail),
    ...keyOf('phone', claims.phone),
    ...keyOf('phone', claims.provedPhone),
  ];
  const words = foldedWords(claims.name ?? '');
  const tokens = new Set([...words, ...addressTokens(claims.address ?? '')]);
  for (const key of addressKeys) for (const token of keyTokens(key)) tokens.add(token);
  return {
    addressKeys: [...new Set(addressKeys)],
    ...(words.length < 2 ? {} : { nameKey: words.join(' ') }),
    tokens: [...tokens],
  };
}

/** Whether an address key is one of those that are proved to be this person's. */
export function provesKey(claims: PersonClaims, key: string): boolean {
  const { kind, address } = addressOfKey(key);
  return (kind === 'email' ? claims.provedEmail : claims.provedPhone) === address;
}

export function addressOfKey(key: string): { readonly kind: AddressKind; readonly address: string } {
  const colon = key.indexOf(':');
  return { kind: key.slice(0, colon) as AddressKind, address: key.slice(colon + 1) };
}

export function addressKey(kind: AddressKind, normal: string): string {
  return `${kind}:${normal}`;
}

/** What a search asks for: beginnings of tokens, all of which must occur. Longest first; empty: nothing to search by. */
export function queryTokens(query: string): readonly string[] {
  const text = query.trim().toLowerCase().normalize('NFC');
  // Part of a mail address, as it is written.
  if (/^\S*(?:@|[^\s.]\.[^\s.])\S*$/u.test(text) && /\p{L}/u.test(text)) return [clipped(text)];
  if (/^[+\d\s().\-/]+$/u.test(text)) {
    const digits = text.replaceAll(/\D/gu, '').replace(/^0{1,2}/u, '');
    return digits === '' ? [] : [clipped(digits)];
  }
  return foldedWords(text).toSorted((one, other) => other.length - one.length);
}

function keyOf(kind: AddressKind, typed: string | undefined): readonly string[] {
  const normal = typed === undefined ? undefined : normalAddress(kind, typed);
  return normal === undefined ? [] : [addressKey(kind, normal)];
}

/** What a channel shows as the address may be anything: a number, a mail address, a visitor's name. */
function addressTokens(shown: string): readonly string[] {
  if (shown.trim() === '') return [];
  const keys = [...keyOf('email', shown), ...keyOf('phone', shown)];
  return keys.length > 0 ? keys.flatMap(keyTokens) : foldedWords(shown);
}

function keyTokens(key: string): readonly string[] {
  const { kind, address } = addressOfKey(key);
  if (kind === 'email') {
    const [local = '', domain = ''] = address.split('@');
    return [clipped(address), ...foldedWords(local), ...(domain === '' ? [] : [clipped(domain)])];
  }
  const digits = address.slice(1);
  return COUNTRY_DIGITS.map((skipped) => digits.slice(skipped));
}

/** Never cut within a pair of surrogates: indexed strings are well-formed. */
function clipped(token: string): string {
  const cut = token.slice(0, MAX_TOKEN);
  return cut.isWellFormed() ? cut : cut.slice(0, -1).toWellFormed();
}
