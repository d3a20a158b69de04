import type { WireError } from './wire-error.ts';

/** What the owner hands the worker at its birth. */
export interface WorkerBirth {
  readonly file: string;
  readonly program: string;
  readonly programOptions: unknown;
}

/** Owner to worker: requests in call order, or the wish to end after what was sent before. */
export type ToWorker = { readonly requests: readonly unknown[] } | { readonly end: true };

/** Worker to owner. Outcomes answer the oldest open requests, in order: no request carries a number. */
export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'not-opened'; readonly error: WireError }
  | {
      readonly kind: 'outcomes';
      readonly answers: readonly unknown[];
      readonly failures: readonly (readonly [place: number, error: WireError])[];
      readonly notice: unknown;
    };
