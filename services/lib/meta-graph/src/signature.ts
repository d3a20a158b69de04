import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const PREFIX = 'sha256=';

/** Whether `X-Hub-Signature-256` is the HMAC of the raw body under one of the apps' secrets; in constant time per secret. */
export function isSignedByMeta(header: string | undefined, rawBody: Uint8Array, appSecrets: Iterable<string>): boolean {
  const given = /^sha256=[0-9a-f]{64}$/.test(header ?? '')
    ? Buffer.from((header ?? '').slice(PREFIX.length), 'hex')
    : undefined;
  if (given === undefined) return false;
  let matches = false;
  for (const secret of appSecrets) {
    const expected = createHmac('sha256', secret).update(rawBody).digest();
    matches = timingSafeEqual(given, expected) || matches;
  }
  return matches;
}

/** Compares two words without telling by time how much of them is alike, whatever their lengths. */
export function isSameWord(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(word: string): Buffer {
  return createHash('sha256').update(word).digest();
}
