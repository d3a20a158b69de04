import type { RecordedInput } from '@onethread/contracts';
import type { Document } from '../stores/document.ts';

/** How long inputs are kept, whatever the log's topics keep. */
export const RECORDING_KEPT_MS = 90 * 24 * 3_600_000;
export const MAX_CHUNK_INPUTS = 500;
/** Of JSON; one input alone may not reach it: the largest has some tens of skills and teams. */
export const MAX_CHUNK_BYTES = 256 * 1024;

/**
 * Some inputs that followed each other; `_id` is `<pool>/<place>`. Chunks of one epoch are numbered densely, so a
 * missing one shows; what follows it is of use from the next start on.
 */
export interface RecordingChunk extends Document<string> {
  readonly pool: string;
  readonly epoch: number;
  readonly seq: number;
  /** Epoch and number, so that places compare as text. */
  readonly place: string;
  /** The pool again, where the first input is a `term`: whoever reads may begin here. */
  readonly startOf?: string;
  /** Instants of the first and the last input, epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly inputs: readonly RecordedInput[];
  readonly expiresAt: number;
}

/** As many digits as the largest safe integer has. */
const DIGITS = 16;

export function placeOf(epoch: number, seq: number): string {
  return `${String(epoch).padStart(DIGITS, '0')}/${String(seq).padStart(DIGITS, '0')}`;
}
