import { normalAddress as contractForm } from '@onethread/contracts';

/** Longest address (RFC 5321: 64 + 1 + 255). */
const MAX_ADDRESS = 320;
/** Of the part before the @ (RFC 5321). */
const MAX_LOCAL_PART = 64;
const ADDRESS = /^[^\s@<>()[\],;:\\"\p{Cc}]+@[^\s@<>()[\],;:\\"\p{Cc}]+$/u;

/**
 * The external id of an address: the normal form of the contracts, by which people are reached on other channels too. What
 * that one refuses keeps the id it always had. Case tells no mailboxes apart: no provider that people use does otherwise.
 */
export function normalAddress(address: string): string {
  return contractForm('email', address) ?? address.trim().toLowerCase();
}

/** An address that can stand in a header and an envelope as it is: one @, no spaces, quotes, lists or line ends. */
export function isMailAddress(address: string): boolean {
  return address.length <= MAX_ADDRESS && ADDRESS.test(address);
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

/** Which of our mailboxes an address means: itself, or with something behind a plus. */
export function mailboxOf(address: string, mailboxes: readonly string[]): string | undefined {
  const given = normalAddress(address);
  return mailboxes.find((mailbox) => mailbox === given || mailbox === withoutTag(given));
}

/** What stands behind the plus. */
export function tagOf(address: string): string | undefined {
  const given = normalAddress(address);
  const local = given.slice(0, given.lastIndexOf('@'));
  const plus = local.indexOf('+');
  return plus < 0 ? undefined : local.slice(plus + 1);
}

export function withTag(mailbox: string, tag: string): string {
  const at = mailbox.lastIndexOf('@');
  return `${mailbox.slice(0, at)}+${tag}${mailbox.slice(at)}`;
}

/** The same; undefined where it would grow too long for mail servers. */
export function withShortTag(mailbox: string, tag: string): string | undefined {
  const address = withTag(mailbox, tag);
  return address.lastIndexOf('@') > MAX_LOCAL_PART ? undefined : address;
}

function withoutTag(address: string): string {
  const at = address.lastIndexOf('@');
  const plus = address.indexOf('+');
  return plus < 0 || plus > at ? address : address.slice(0, plus) + address.slice(at);
}
