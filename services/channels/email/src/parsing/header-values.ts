import { domainToASCII } from 'node:url';
import addressparser from 'nodemailer/lib/addressparser';
import { isMailAddress, normalAddress } from '../addresses.ts';
import { messageIdsIn } from '../inbound/arrived-mail.ts';
import { LIMITS } from '../limits.ts';
import type { HeaderField } from './header-fields.ts';
import { charsetsOfWords, decodeWords, readSafeWords, withSafeWords } from './mime/encoded-words.ts';

/** Of one field; a header may be a megabyte of addresses. */
const MAX_VALUE = 10_000;
const MAX_NAME = 200;
const MAX_SUBJECT = 1_000;
/** Overrides of direction: they show a name that is another. */
const REORDERS = /[\u202a-\u202e\u2066-\u2069]/g;
/** Where a charset may be named that the whole mail is written in. */
const LOOKED_AT = 64 * 1024;

export interface Mailbox {
  readonly address: string;
  readonly name: string;
}

/** The first value of a field; '' where there is none. */
export function valueOf(fields: readonly HeaderField[], name: string): string {
  return fields.find((field) => field.name === name)?.value ?? '';
}

/** The first address in a field, in a group or not, with what its owner calls himself. */
export function firstMailboxIn(value: string, hint: string | undefined): Mailbox | undefined {
  const entries = addressparser(withSafeWords(value.slice(0, MAX_VALUE), hint), { flatten: true });
  for (const entry of entries) {
    const name = line(readSafeWords(entry.name ?? ''), MAX_NAME);
    const address = [entry.address ?? '', readSafeWords(entry.address ?? ''), name].find((one) =>
      isMailAddress(one.trim()),
    );
    if (address !== undefined)
      return { address: normalAddress(withPlainDomain(address)), name: name === address ? '' : name };
  }
  return undefined;
}

/** One domain, however it is written: as it stands in DNS (`xn--…`). */
function withPlainDomain(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1).trim();
  const plain = /[\u0080-\uffff]/.test(domain) ? domainToASCII(domain) : '';
  return plain === '' ? address : `${address.slice(0, at)}@${plain}`;
}

export function subjectIn(value: string, hint: string | undefined): string {
  return line(decodeWords(value, hint), MAX_SUBJECT);
}

/** Message-IDs, also where somebody left out their brackets. */
export function idsIn(value: string): string[] {
  const ids = messageIdsIn(value);
  return ids.length > 0 ? ids : value.split(/[\s,]+/).filter((word) => /^[^\s<>@]{1,400}@[^\s<>@]{1,400}$/.test(word));
}

/** Strongest first: what it answers directly, then the thread from its end. */
export function answersIn(fields: readonly HeaderField[]): readonly string[] {
  const ids = [...idsIn(valueOf(fields, 'in-reply-to')), ...idsIn(valueOf(fields, 'references')).toReversed()];
  return [...new Set(ids)].slice(0, LIMITS.references);
}

/** Epoch ms; undefined for what nobody can have meant. */
export function timeIn(value: string): number | undefined {
  const time = Date.parse(value.slice(0, MAX_NAME).replace(/\([^()]{0,100}\)/g, ''));
  return time > 0 ? time : undefined;
}

/** The charset, other than UTF-8 and ASCII, that a mail names somewhere near its beginning. */
export function charsetNamedIn(raw: Buffer): string | undefined {
  const beginning = raw.toString('latin1', 0, LOOKED_AT);
  const labels = [...beginning.matchAll(/;\s{0,20}charset\s{0,3}=\s{0,3}"?([\w.:-]{2,40})/gi)].map(
    ([, name]) => name ?? '',
  );
  return [...charsetsOfWords(beginning), ...labels].find((name) => !/^(utf-?8|us-?ascii|ascii)$/i.test(name));
}

/** Whole characters, no NUL. */
export function tidy(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}

function line(text: string, most: number): string {
  return tidy(text)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(REORDERS, '')
    .trim()
    .slice(0, most)
    .toWellFormed();
}
