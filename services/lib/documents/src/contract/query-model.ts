import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { idsOf } from './store-under-test.ts';
import type { IndexDefinition, IndexValue, NewDocument, Query } from '../document-store.ts';
import type { StoreUnderTest, Thing } from './store-under-test.ts';

const RUNS = 60;
const QUERIES_PER_RUN = 12;

const indexes = {
  by_one: { fields: ['a'] },
  by_two: { fields: ['a', 'b.c'] },
  by_three: { fields: ['b.c', 'a', 'd'] },
  by_element: { fields: ['list', 'a'], multi: true },
} as const satisfies Record<string, IndexDefinition>;

const text = fc.constantFrom('', 'a', 'B', 'é', '～', '👋');
const number = fc.constantFrom(-2, 0, 0.5, 3, 1e15);
const optional = { requiredKeys: [] as [] };
const fields = fc.record(
  {
    a: fc.option(text),
    b: fc.oneof(fc.record({ c: fc.option(number) }, optional), fc.constant(null)),
    d: fc.boolean(),
    list: fc.array(text, { maxLength: 4 }),
  },
  optional,
);

/** How a query may look: turned into one for an index below, so that its values have the types of the fields. */
const shape = fc.record({
  index: fc.constantFrom<keyof typeof indexes>('by_one', 'by_two', 'by_three', 'by_element'),
  equal: fc.nat({ max: 3 }),
  texts: fc.tuple(text, text, text),
  numbers: fc.tuple(number, number, number),
  lower: fc.constantFrom(undefined, 'above' as const, 'from' as const),
  upper: fc.constantFrom(undefined, 'below' as const, 'to' as const),
  order: fc.constantFrom('ascending' as const, 'descending' as const),
  limit: fc.integer({ min: 1, max: 6 }),
});

export function queryModelContract(subject: StoreUnderTest): void {
  void test('any query answers what sorting and filtering all documents would, page by page', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fields, { minLength: 1, maxLength: 25 }),
        fc.array(shape, { minLength: QUERIES_PER_RUN, maxLength: QUERIES_PER_RUN }),
        async (contents, shapes) => {
          const things = await subject.newCollection({ indexes });
          const documents = contents.map((content, n): NewDocument<Thing> => ({ _id: `id ${n}`, ...content }));
          await things.insertMany(documents);
          for (const query of shapes.map(toQuery)) {
            const expected = modelAnswer(documents, query);
            const found: string[] = [];
            let page = await things.find(query);
            found.push(...idsOf(page.documents));
            while (page.cursor !== undefined) {
              page = await things.find({ ...query, after: page.cursor });
              found.push(...idsOf(page.documents));
            }
            assert.deepEqual(found, expected, JSON.stringify(query));
            const { limit, order: _, ...condition } = query;
            assert.equal(await things.count(condition, limit), Math.min(limit, expected.length));
          }
        },
      ),
      { numRuns: RUNS },
    );
  });
}

type Shape = typeof shape extends fc.Arbitrary<infer S> ? S : never;

function toQuery({ index, equal, texts, numbers, lower, upper, order, limit }: Shape): Query {
  const definition: IndexDefinition = indexes[index];
  const equals = Math.max(definition.multi === true ? 1 : 0, Math.min(equal, definition.fields.length));
  const value = (place: number, choice: 0 | 1 | 2): IndexValue => {
    const field = definition.fields[place];
    if (field === 'd') return texts[choice] < 'b';
    return field === 'b.c' ? numbers[choice] : texts[choice];
  };
  const ranged = equals < definition.fields.length;
  return {
    index,
    equals: Array.from({ length: equals }, (_, place) => value(place, 0)),
    ...(ranged && lower !== undefined ? { [lower]: value(equals, 1) } : {}),
    ...(ranged && upper !== undefined ? { [upper]: value(equals, 2) } : {}),
    order,
    limit,
  };
}

/** The port's words about queries, without an index. */
function modelAnswer(documents: readonly NewDocument<Thing>[], query: Query): readonly string[] {
  const definition: IndexDefinition = indexes[query.index as keyof typeof indexes];
  const places = documents.flatMap((document) => placesOf(document, definition));
  const { equals = [], above, from, below, to } = query;
  const inside = places.filter(({ keys }) => {
    const ranged = keys[equals.length] ?? null;
    const bounded = [above, from, below, to].some((bound) => bound !== undefined);
    return (
      keys[0] !== null &&
      equals.every((value, at) => keys[at] === value) &&
      (!bounded || ranged !== null) &&
      (above === undefined || compare(ranged, above) > 0) &&
      (from === undefined || compare(ranged, from) >= 0) &&
      (below === undefined || compare(ranged, below) < 0) &&
      (to === undefined || compare(ranged, to) <= 0)
    );
  });
  const sorted = inside.toSorted((one, other) => {
    for (const [at, key] of one.keys.entries()) {
      const difference = compare(key, other.keys[at] ?? null);
      if (difference !== 0) return difference;
    }
    return compare(one.id, other.id);
  });
  const ids = sorted.map(({ id }) => id);
  return query.order === 'descending' ? ids.toReversed() : ids;
}

interface Place {
  readonly keys: readonly (IndexValue | null)[];
  readonly id: string;
}

function placesOf(document: NewDocument<Thing>, { fields: paths, multi }: IndexDefinition): readonly Place[] {
  const { _id: id } = document as Pick<Thing, '_id'>;
  const [first, ...rest] = paths.map((path): unknown =>
    path
      .split('.')
      .reduce((value: unknown, name) => (value as Record<string, unknown> | null | undefined)?.[name], document),
  );
  const keys = rest.map((value) => (value ?? null) as IndexValue | null);
  if (multi !== true) return [{ id, keys: [(first ?? null) as IndexValue | null, ...keys] }];
  return [...new Set((first ?? []) as IndexValue[])].map((element) => ({ id, keys: [element, ...keys] }));
}

function compare(one: IndexValue | null, other: IndexValue | null): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null);
  if (typeof one === 'string' && typeof other === 'string') return Buffer.compare(Buffer.from(one), Buffer.from(other));
  return Number(one) - Number(other);
}
