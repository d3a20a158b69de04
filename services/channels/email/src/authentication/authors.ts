import addressparser from 'nodemailer/lib/addressparser';
import { domainOf, isMailAddress, mailboxOf, normalAddress } from '../addresses.ts';
import type { HeaderField } from '../parsing/header-fields.ts';

/** Of one field; a header may be a megabyte of addresses. */
const MAX_VALUE = 10_000;

export interface Authors {
  /** Undefined: there is none, or more than one. */
  readonly only: string | undefined;
  readonly areSeveral: boolean;
}

/** Whom a mail says that it is from: only one address in one field is somebody. */
export function authorsOf(fields: readonly HeaderField[]): Authors {
  const values = fields.filter(({ name }) => name === 'from').map(({ value }) => value);
  const addresses = values.flatMap((value) => addressesIn(value));
  const only = values.length === 1 && addresses.length === 1 ? addresses[0] : undefined;
  return { only, areSeveral: values.length > 1 || addresses.length > 1 };
}

/** Whether the one To (or Cc) names a mailbox of ours. */
export function namesMailbox(fields: readonly HeaderField[], mailboxes: readonly string[]): boolean {
  return ['to', 'cc'].some((name) => {
    const values = fields.filter((field) => field.name === name);
    return (
      values.length === 1 &&
      addressesIn(values[0]?.value ?? '').some((address) => mailboxOf(address, mailboxes) !== undefined)
    );
  });
}

/** One is the other's, or lies under it; the domain of an address or a domain alone. */
export function isSameOrUnder(one: string, other: string): boolean {
  const [first, second] = [domainOf(one), domainOf(other)].map((domain) => domain.toLowerCase().replace(/\.$/, ''));
  if (!first || !second) return false;
  return first === second || first.endsWith(`.${second}`) || second.endsWith(`.${first}`);
}

function addressesIn(value: string): string[] {
  return addressparser(value.slice(0, MAX_VALUE), { flatten: true })
    .map(({ address }) => normalAddress(address))
    .filter(isMailAddress);
}
