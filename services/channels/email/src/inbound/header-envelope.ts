import { isMailAddress, normalAddress } from '../addresses.ts';
import { LIMITS } from '../limits.ts';
import { headerEnd, headerFields } from '../parsing/header-fields.ts';
import { NOBODY } from './arrived-mail.ts';

const ADDRESS = /[^\s@<>()[\],;:\\"]{1,200}@[^\s@<>()[\],;:\\"]{1,255}/g;
/** Addresses that are looked at. */
const MAX_FOUND = 200;
/** What servers write of the envelope on the way, before what the sender wrote. */
const DELIVERED = ['delivered-to', 'x-original-to', 'envelope-to', 'x-forwarded-to', 'x-envelope-to'];
const WRITTEN = ['to', 'cc'];

/**
 * The envelope sender of a mail that was delivered already, as its server wrote it into the topmost Return-Path (RFC 5321,
 * 4.4); '' is the null sender. Without one somebody sent it whom nobody knows.
 */
export function envelopeSenderIn(raw: Buffer): string {
  const path = fieldsOf(raw).find(({ name }) => name === 'return-path')?.value;
  if (path === undefined) return NOBODY;
  if (/^<\s*>/.test(path)) return '';
  const address = normalAddress(path.match(ADDRESS)?.[0] ?? '');
  return isMailAddress(address) ? address : NOBODY;
}

/** To whom a mail went whose envelope is lost: first as servers noted it, then as its writer did. */
export function recipientsIn(raw: Buffer): { readonly delivered: string[]; readonly written: string[] } {
  const fields = fieldsOf(raw);
  const of = (names: readonly string[]) =>
    fields
      .filter(({ name }) => names.includes(name))
      .flatMap(({ value }) => value.match(ADDRESS) ?? [])
      .slice(0, MAX_FOUND);
  return { delivered: of(DELIVERED), written: of(WRITTEN) };
}

function fieldsOf(raw: Buffer) {
  return headerFields(raw.toString('utf8', 0, Math.min(headerEnd(raw), LIMITS.headerBytes)));
}
