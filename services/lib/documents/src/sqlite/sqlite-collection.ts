import { decodeDocument, encodeDocument } from '../json-document.ts';
import { indexValueAt } from '../index-keys.ts';
import { checkAtMost, checkBatch, checkCondition, checkQuery } from '../query.ts';
import type {
  Collection,
  CollectionDefinition,
  InsertResult,
  NewDocument,
  Page,
  PageCursor,
  Query,
  ReplaceResult,
  StoredDocument,
} from '../document-store.ts';
import type { Condition } from '../query.ts';
import type { ProgramClient } from './program-client.ts';

export class SqliteCollection<D extends StoredDocument> implements Collection<D> {
  readonly #client: ProgramClient;
  readonly #definition: CollectionDefinition;

  constructor(client: ProgramClient, definition: CollectionDefinition) {
    this.#client = client;
    this.#definition = definition;
  }

  async insert(document: NewDocument<D>): Promise<InsertResult> {
    return await this.#client.ask('insert', { collection: this.#name, ...encodeDocument(document) });
  }

  async insertMany(
    documents: readonly NewDocument<D>[],
  ): Promise<{ readonly inserted: number; readonly clash?: { readonly index: string } }> {
    checkBatch(documents);
    const encoded = documents.map((document) => encodeDocument(document));
    return await this.#client.ask('insertMany', { collection: this.#name, documents: encoded });
  }

  async get(id: string): Promise<D | undefined> {
    const [found] = await this.getMany([id]);
    return found;
  }

  async getMany(ids: readonly string[]): Promise<readonly D[]> {
    checkBatch(ids);
    const rows = await this.#client.ask('getMany', { collection: this.#name, ids });
    return rows.map(({ json, rev }) => decodeDocument(json, rev) as D);
  }

  async replace(document: D): Promise<ReplaceResult<D>> {
    const { rev } = document;
    const encoded = encodeDocument(document);
    const outcome = await this.#client.ask('replace', { collection: this.#name, rev, ...encoded });
    // Read from the text: what is handed out is what is stored, and shares nothing with what was handed in.
    return outcome === 'applied' ? { outcome, document: decodeDocument(encoded.json, rev + 1) as D } : { outcome };
  }

  async remove(id: string, rev?: number): Promise<'removed' | 'conflict' | 'absent'> {
    return await this.#client.ask('remove', { collection: this.#name, id, ...(rev === undefined ? {} : { rev }) });
  }

  async find(query: Query): Promise<Page<D>> {
    checkQuery(this.#definition, query);
    const { order, limit, after, ...condition } = query;
    const search = {
      ...condition,
      descending: order === 'descending',
      limit,
      ...(after === undefined ? {} : { after }),
    };
    const { rows, more } = await this.#client.ask('find', { collection: this.#name, search });
    const documents = rows.map(({ json, rev }) => decodeDocument(json, rev) as D);
    const last = documents.at(-1);
    return more && last !== undefined ? { documents, cursor: this.#placeOf(last, query) } : { documents };
  }

  async count(query: Condition, atMost: number): Promise<number> {
    checkCondition(this.#definition, query);
    checkAtMost(atMost);
    return await this.#client.ask('count', { collection: this.#name, condition: query, atMost });
  }

  get #name(): string {
    return this.#definition.name;
  }

  #placeOf(document: StoredDocument, { index, equals = [] }: Query): PageCursor {
    const { _id: id } = document;
    const fields = this.#definition.indexes?.[index]?.fields ?? [];
    // Of a multi index the element is in `equals`, and the document's own field is an array.
    return [...equals, ...fields.slice(equals.length).map((path) => indexValueAt(document, path)), id];
  }
}
