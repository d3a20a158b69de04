/** What a handler's error says about its record. */
export type FailureClass = 'retry' | 'poison' | 'unclassified';

/** System faults that a driver or `fetch` may throw without a word about trying again. */
const INFRASTRUCTURE_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EMFILE',
  'ENFILE',
  'ENOMEM',
  'ENOSPC',
  'EDQUOT',
  'EIO',
  'EROFS',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_SOCKET',
]);

/** Follows `cause` so far: deep enough for wrapped faults, and an end for circles. */
const MAX_CAUSES = 5;

/** By `retryable` where the error has it; else infrastructure faults are found by their code, also as a `cause`. */
export function classifyFailure(error: unknown): FailureClass {
  let current = error;
  for (let depth = 0; depth < MAX_CAUSES && typeof current === 'object' && current !== null; depth += 1) {
    if ('retryable' in current && typeof current.retryable === 'boolean') return current.retryable ? 'retry' : 'poison';
    if ('code' in current && typeof current.code === 'string' && INFRASTRUCTURE_CODES.has(current.code)) return 'retry';
    if ('name' in current && current.name === 'TimeoutError') return 'retry';
    current = 'cause' in current ? current.cause : undefined;
  }
  return 'unclassified';
}

/** A stable code for headers and logs: the error's own where it is a plain word, never its message. */
export function failureCode(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[\w.-]{1,100}$/u.test(code) ? code : 'unclassified';
}
