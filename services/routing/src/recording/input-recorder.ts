import type { RecordedInput } from '@onethread/contracts';

/** Tells all that is known by now, as inputs: settings, agents, waiting conversations. */
export type FullState = () => Iterable<RecordedInput>;

/**
 * Takes down what goes into a pool's decisions and what comes of them. Neither call waits, fails or is felt: whatever
 * the store does, decisions go on, and a recording that lost something says so and starts anew.
 */
export interface InputRecorder {
  /** An owner's term begins: notes it. `fullState` is asked, at any later time, when the recording starts anew. */
  begin(term: { readonly at: number; readonly epoch: number }, fullState: FullState): void;
  /** In the order in which the policy was told. */
  note(input: RecordedInput): void;
}

/** For whoever keeps no recording. */
export const NO_RECORDING: InputRecorder = { begin: () => {}, note: () => {} };
