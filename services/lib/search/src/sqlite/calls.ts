import type { SearchState } from '../search-index.ts';

/** A text as it travels to the worker, which cuts it into tokens. */
export interface Taken {
  readonly id: string;
  readonly customerId: string;
  readonly at: number;
  readonly version: number;
  readonly text: string;
}

export interface Find {
  /** In the language of FTS5. */
  readonly match: string;
  readonly limit: number;
  /** Only below this place. */
  readonly below?: bigint;
}

export interface FoundRow {
  readonly id: string;
  readonly customerId: string;
  readonly at: number;
  readonly place: bigint;
}

/** Everything that is asked of the program beside the file, by name. */
export interface Calls {
  index: { readonly input: readonly Taken[]; readonly answer: undefined };
  remove: { readonly input: readonly string[]; readonly answer: undefined };
  emptyCustomer: { readonly input: string; readonly answer: number };
  find: { readonly input: Find; readonly answer: readonly FoundRow[] };
  count: { readonly input: number; readonly answer: number };
  state: { readonly input: object; readonly answer: SearchState };
  setCompleteSince: { readonly input: number; readonly answer: undefined };
  startRebuild: {
    readonly input: object;
    readonly answer: { readonly generation: number; readonly place: string | undefined };
  };
  rebuildIndex: {
    readonly input: { readonly generation: number; readonly documents: readonly Taken[]; readonly place: string };
    readonly answer: undefined;
  };
  finishRebuild: { readonly input: { readonly generation: number }; readonly answer: undefined };
}

export type CallName = keyof Calls;
export type CallRequest = {
  [Name in CallName]: { readonly name: Name; readonly input: Calls[Name]['input'] };
}[CallName];
export type CallAnswer = Calls[CallName]['answer'];
