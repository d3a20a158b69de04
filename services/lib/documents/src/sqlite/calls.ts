import type { CollectionDefinition, IndexValue, InsertResult } from '../document-store.ts';
import type { EncodedDocument } from '../json-document.ts';
import type { Condition } from '../query.ts';

/** A document on its way out: its JSON has no `rev`. */
export interface StoredRow {
  readonly json: string;
  readonly rev: number;
}

/** Said as a value, because an error class does not survive the way between threads. */
export type Rejected =
  | { readonly rejected: 'invalid-document' | 'invalid-request'; readonly reason: string }
  | { readonly rejected: 'unique-clash'; readonly index: string };

/** Everything that the store asks of the program beside the file, by name. */
export interface Calls {
  declare: { readonly input: CollectionDefinition; readonly answer: 'declared' };
  insert: { readonly input: Addressed<EncodedDocument>; readonly answer: InsertResult };
  insertMany: {
    readonly input: Addressed<{ readonly documents: readonly EncodedDocument[] }>;
    readonly answer: { readonly inserted: number; readonly clash?: { readonly index: string } };
  };
  getMany: { readonly input: Addressed<{ readonly ids: readonly string[] }>; readonly answer: readonly StoredRow[] };
  replace: {
    readonly input: Addressed<EncodedDocument & { readonly rev: number }>;
    readonly answer: 'applied' | 'conflict';
  };
  remove: {
    readonly input: Addressed<{ readonly id: string; readonly rev?: number }>;
    readonly answer: 'removed' | 'conflict' | 'absent';
  };
  find: { readonly input: Addressed<{ readonly search: Search }>; readonly answer: FoundRows };
  count: {
    readonly input: Addressed<{ readonly condition: Condition; readonly atMost: number }>;
    readonly answer: number;
  };
  check: { readonly input: object; readonly answer: 'answers' };
  expire: { readonly input: Addressed<{ readonly before: number; readonly atMost: number }>; readonly answer: number };
}

export type Addressed<Input> = Input & { readonly collection: string };
export type CallName = keyof Calls;
export type CallRequest = {
  [Name in CallName]: { readonly name: Name; readonly input: Calls[Name]['input'] };
}[CallName];
export type CallAnswer = Calls[CallName]['answer'] | Rejected;

export interface Search extends Condition {
  readonly descending: boolean;
  readonly limit: number;
  readonly after?: readonly (IndexValue | null)[];
}

export interface FoundRows {
  readonly rows: readonly StoredRow[];
  readonly more: boolean;
}
