import { createHmac, timingSafeEqual } from 'node:crypto';
import { linkCodeOf } from '../../domain/link-code.ts';
import type { UseCaseContext } from '../context.ts';

/** What a hash is for: one made for another purpose never fits. */
type Purpose = 'link-code' | 'new-link-code' | 'confirmation' | 'new-confirmation';

type Secrets = Pick<UseCaseContext, 'settings' | 'newId'>;

/** A keyed hash of what is said: what is stored of a code. */
export function hashOf({ settings }: Pick<Secrets, 'settings'>, purpose: Purpose, ...said: readonly string[]): string {
  return bytesOf(settings.identityKey, purpose, said).toString('hex');
}

/** Takes as long whether they differ early or late. */
export function isSameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A fresh link code: a keyed hash of an id that nobody can guess. */
export function newLinkCode({ settings, newId }: Secrets): string {
  for (;;) {
    const code = linkCodeOf(bytesOf(settings.identityKey, 'new-link-code', [newId()]));
    if (code !== undefined) return code;
  }
}

const DIGITS = 6;

/** Six fresh digits. */
export function newDigits({ settings, newId }: Secrets): string {
  const random = bytesOf(settings.identityKey, 'new-confirmation', [newId()]).readUIntBE(0, 6);
  return String(random % 10 ** DIGITS).padStart(DIGITS, '0');
}

function bytesOf(key: string, purpose: Purpose, said: readonly string[]): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify([purpose, ...said]))
    .digest();
}
