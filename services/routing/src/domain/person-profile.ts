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

/** By what an identity is found: fields of indexes. */
export interface PersonKeys {
  /** `email:anna@example.org`, `phone:+447700900001`: every address that was told, proved or not. */
  readonly addressKeys: readonly string[];
  /** The folded name where it has at least two words. */
  readonly nameKey?: string;
  readonly beginnings: Beginnings;
}

/** What agents find people by the beginning of. */
export interface Beginnings {
  /** Folded words of the name, or of what stands for an address where there is no name. */
  readonly word1?: string;
  readonly word2?: string;
  readonly word3?: string;
  readonly word4?: string;
  readonly mail?: string;
  /** Digits of a number with its country, and the same from the end: as it is dialled within the country. */
  readonly phone?: string;
  readonly phoneEnd?: string;
}

const WORDS = ['word1', 'word2', 'word3', 'word4'] as const;
const MAX_TOKEN = 80;
const COMBINING = /\p{M}+/gu;
const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u;

/** Words without case, accents and punctuation, in their order. At most `most`. */
export function foldedWords(text: string, most = 8): readonly string[] {
  const folded = text.normalize('NFKD').replaceAll(COMBINING, '').toLowerCase().normalize('NFC');
  return folded
    .split(BETWEEN_WORDS)
    .filter((word) => word !== '')
    .map((word) => clipped(word))
    .slice(0, most);
}

export function personKeys(claims: PersonClaims): PersonKeys {
  const addressKeys = [
    ...keyOf('email', claims.email),
    ...keyOf('email', claims.provedEmail),
    ...keyOf('phone', claims.phone),
    ...keyOf('phone', claims.provedPhone),
  ];
  const words = foldedWords(claims.name ?? '');
  return {
    addressKeys: [...new Set(addressKeys)],
    ...(words.length < 2 ? {} : { nameKey: words.join(' ') }),
    beginnings: beginningsOf(claims, addressKeys),
  };
}

function beginningsOf({ name = '', address = '' }: PersonClaims, addressKeys: readonly string[]): Beginnings {
  const keys = [...addressKeys, ...keyOf('email', address), ...keyOf('phone', address)].map(addressOfKey);
  const mail = keys.find(({ kind }) => kind === 'email')?.address;
  const digits = keys.find(({ kind }) => kind === 'phone')?.address.slice(1);
  const shown = name.trim() !== '' ? name : keys.length === 0 ? address : '';
  const words = foldedWords(shown, WORDS.length).map((word, at) => [WORDS[at], word] as const);
  return {
    ...Object.fromEntries(words),
    ...(mail === undefined ? {} : { mail: clipped(mail) }),
    ...(digits === undefined ? {} : { phone: digits, phoneEnd: reversed(digits) }),
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

/** One question to an index: documents whose field begins so. */
export interface BeginningQuery {
  readonly field: keyof Beginnings;
  readonly begins: string;
}

export interface PeopleQuery {
  /** Any of them finds somebody. */
  readonly any: readonly BeginningQuery[];
  /** Further words, each of which must begin one of the name. */
  readonly all: readonly string[];
}

/** Fewer digits are no end of a number that would tell anybody apart. */
const MIN_END = 4;

/** What an agent typed: part of a mail address, digits of a number, or beginnings of words. */
export function peopleQuery(typed: string): PeopleQuery {
  const text = typed.trim().toLowerCase().normalize('NFC');
  if (/^\S*(?:@|[^\s.]\.[^\s.])\S*$/u.test(text) && /\p{L}/u.test(text)) {
    return { any: [{ field: 'mail', begins: clipped(text) }], all: [] };
  }
  if (/^[+\d\s().\-/]+$/u.test(text)) return { any: numberQueries(text.replaceAll(/\D/gu, '')), all: [] };
  const [longest, ...all] = foldedWords(text).toSorted((one, other) => other.length - one.length);
  if (longest === undefined) return { any: [], all };
  const words = WORDS.map((field) => ({ field, begins: longest }));
  return { any: all.length > 0 ? words : [...words, { field: 'mail', begins: longest }], all };
}

/** Whether each further word begins a word of the name. */
export function fitsQuery({ all }: PeopleQuery, { word1, word2, word3, word4 }: Beginnings): boolean {
  return all.every((word) => [word1, word2, word3, word4].some((own) => own?.startsWith(word)));
}

/** Typed with its country (after + or 00), or as it is dialled within it (after one 0). */
function numberQueries(typed: string): readonly BeginningQuery[] {
  const digits = typed.replace(/^0{1,2}/u, '');
  if (digits === '') return [];
  const begins: BeginningQuery[] = [{ field: 'phone', begins: clipped(digits) }];
  return digits.length < MIN_END ? begins : [...begins, { field: 'phoneEnd', begins: clipped(reversed(digits)) }];
}

function reversed(digits: string): string {
  return digits.split('').toReversed().join('');
}

function keyOf(kind: AddressKind, typed: string | undefined): readonly string[] {
  const normal = typed === undefined ? undefined : normalAddress(kind, typed);
  return normal === undefined ? [] : [addressKey(kind, normal)];
}

/** Never cut within a pair of surrogates: indexed strings are well-formed. */
function clipped(token: string): string {
  const cut = token.slice(0, MAX_TOKEN);
  return cut.isWellFormed() ? cut : cut.slice(0, -1).toWellFormed();
}
