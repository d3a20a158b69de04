import { randomBytes } from 'node:crypto';

/** A topic prefix or database name that no other test file or run has: lower-case letters, digits and `_`. */
export function ownName(prefix: string): string {
  return `${prefix}_${process.pid}_${randomBytes(4).toString('hex')}`;
}
