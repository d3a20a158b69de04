import { checkDefinition } from '../definition.ts';
import { ExpirySweep } from './expiry-sweep.ts';
import { SqliteCollection } from './sqlite-collection.ts';
import type { Collection, CheckedDocumentStore, CollectionDefinition, StoredDocument } from '../document-store.ts';
import type { ProgramClient } from './program-client.ts';

export class SqliteDocumentStore implements CheckedDocumentStore {
  readonly description: string;
  readonly #client: ProgramClient;
  readonly #sweep: ExpirySweep;

  constructor(client: ProgramClient, options: { readonly description: string; readonly sweepEveryMs: number }) {
    this.description = options.description;
    this.#client = client;
    this.#sweep = new ExpirySweep(client, options.sweepEveryMs);
  }

  async collection<D extends StoredDocument>(definition: CollectionDefinition): Promise<Collection<D>> {
    checkDefinition(definition);
    const kept = structuredClone(definition);
    await this.#client.ask('declare', kept);
    if (kept.expiresAtField !== undefined) this.#sweep.add(kept.name);
    return new SqliteCollection<D>(this.#client, kept);
  }

  checkHealth(): Promise<string | undefined> {
    return this.#client.checkHealth();
  }

  async close(): Promise<void> {
    this.#sweep.stop();
    await this.#client.close();
  }
}
