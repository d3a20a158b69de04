import { RpcError } from '@onethread/rpc';
import type { RpcErrorCode } from '@onethread/rpc';

/** Every refusal of the desk's server and the status it is answered with. */
const STATUS_OF = {
  'invalid-request': 400,
  'weak-password': 400,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'foreign-origin': 403,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'invite-invalid': 410,
  'too-large': 413,
  'type-mismatch': 415,
  'range-invalid': 416,
  refused: 422,
  'too-many-attempts': 429,
} as const;

export type DeskErrorCode = keyof typeof STATUS_OF;

/** Thrown where a request is refused; `message` tells the agent what to do. */
export class DeskError extends Error {
  readonly code: DeskErrorCode;
  readonly status: number;
  readonly retryable = false;
  constructor(code: DeskErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DeskError';
    this.code = code;
    this.status = STATUS_OF[code];
  }
}

/** Thrown where the desk cannot do it right now; answered with 503. */
export class DeskUnavailableError extends Error {
  readonly code = 'unavailable';
  readonly retryable = true;
}

/** Total: which refusal an error of routing is; `undefined` = a fault, answered as such. */
const REFUSAL_OF: Readonly<Record<RpcErrorCode, DeskErrorCode | 'unavailable' | undefined>> = {
  invalid: 'invalid-request',
  unauthenticated: 'not-signed-in',
  forbidden: 'forbidden',
  'not-found': 'not-found',
  conflict: 'conflict',
  taken: 'conflict',
  expired: 'conflict',
  'at-capacity': 'conflict',
  refused: 'refused',
  blocked: 'refused',
  exhausted: 'unavailable',
  unavailable: 'unavailable',
  deadline: 'unavailable',
  cancelled: 'unavailable',
  unimplemented: undefined,
  internal: undefined,
};

/** An error of a call to routing as the desk answers it. */
export function fromRouting(error: unknown): unknown {
  if (!(error instanceof RpcError)) return error;
  const refusal = REFUSAL_OF[error.code];
  if (refusal === undefined) return error;
  if (refusal === 'unavailable') return new DeskUnavailableError(error.message, { cause: error });
  return new DeskError(refusal, error.message, { cause: error });
}
