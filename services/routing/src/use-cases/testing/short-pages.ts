import type { Collection, CollectionDefinition, DocumentStore, Query, StoredDocument } from '@onethread/documents';

/** The store, whose pages all end early, as those of very large documents do: who takes a short page for the last one misses what is behind it. */
export function shortPages(store: DocumentStore, most: number): DocumentStore {
  const shortened = <D extends StoredDocument>(opened: Collection<D>): Collection<D> =>
    new Proxy(opened, {
      get: (target, name) => {
        if (name === 'find') return (query: Query) => target.find({ ...query, limit: Math.min(query.limit, most) });
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      },
    });
  return new Proxy(store, {
    get: (target, name) => {
      if (name === 'collection')
        return async (definition: CollectionDefinition) => shortened(await target.collection(definition));
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
}
