import type { CollectionDefinition, StoredDocument } from '@onethread/documents';

/** A text's tokens; `_id` is generation and id. Without `tokens` it holds the version of a text that has no words. */
export interface EntryDocument extends StoredDocument {
  readonly id: string;
  readonly generation: number;
  readonly customerId: string;
  /** µs. */
  readonly at: number;
  readonly version: number;
  readonly tokens?: readonly string[];
}

export interface StateDocument extends StoredDocument {
  readonly serving: number;
  readonly building?: number;
  /** How far the building has come. */
  readonly place?: string;
  /** Generations that served once, and are not removed to the end. */
  readonly retired: readonly number[];
  readonly completeSince: number;
  readonly tokensVersion: number;
}

/** What the index keeps in a document store: `onethread indexes apply` makes these. */
export const searchCollections = {
  entries: {
    name: 'search_entries',
    indexes: {
      by_token: { fields: ['tokens', 'generation', 'at'], multi: true },
      by_customer: { fields: ['generation', 'customerId'] },
    },
  },
  state: { name: 'search_state' },
} as const satisfies Record<string, CollectionDefinition>;
