import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { layOut } from './layout.ts';
import { countSql, findSql } from './query-sql.ts';
import { createMissing } from './schema.ts';
import type { PreparedQuery } from './query-sql.ts';
import type { Search } from './calls.ts';

const layout = layOut({
  name: 'things',
  indexes: {
    one: { fields: ['a'] },
    three: { fields: ['a', 'b', 'c'] },
    three_turned: { fields: ['b', 'c.d', 'a'] },
    unique_one: { fields: ['a'], unique: true },
    unique_three: { fields: ['a', 'b', 'c'], unique: true },
    multi_one: { fields: ['list'], multi: true },
    multi_three: { fields: ['list', 'a', 'b'], multi: true },
  },
});

const bounds: readonly Partial<Search>[] = [
  {},
  { above: 1 },
  { from: 1 },
  { below: 9 },
  { to: 9 },
  { above: 1, to: 9 },
  { from: 1, below: 9 },
];

test('every kind of query is one seek in its index: no scan, no sort', () => {
  const database = new DatabaseSync(':memory:');
  createMissing(database, layout);
  const planOf = ({ sql, values }: PreparedQuery, limit: number): readonly string[] =>
    database
      .prepare(`explain query plan ${sql}`)
      .all(...values, limit)
      .map(({ detail }) => String(detail));
  let kinds = 0;
  for (const index of layout.indexes) {
    const fields = index.definition.fields.length;
    for (let equal = index.definition.multi === true ? 1 : 0; equal <= fields; equal += 1) {
      for (const bound of equal === fields ? [{}] : bounds) {
        const condition = { index: index.name, equals: Array<number>(equal).fill(5), ...bound };
        const place = [...Array<number>(fields).fill(5), 'id'];
        const searches: readonly Search[] = [false, true].flatMap((descending) => [
          { ...condition, descending, limit: 10 },
          { ...condition, descending, limit: 10, after: place },
        ]);
        const plans = [
          ...searches.map((search) => planOf(findSql(layout, index, search), 10)),
          planOf(countSql(layout, index, condition), 10),
        ];
        for (const [at, plan] of plans.entries()) {
          const steps = plan.filter((step) => !/^(CO-ROUTINE|SCAN \(subquery|SUBQUERY)/.test(step));
          const shown = `${JSON.stringify(searches[at] ?? condition)}: ${plan.join(' | ')}`;
          assert.ok(steps.length > 0 && steps.every((step) => step.startsWith('SEARCH')), shown);
          const seek = steps[0] ?? '';
          assert.match(seek, index.definition.multi === true ? /PRIMARY KEY/ : new RegExp(index.name), shown);
          if (searches[at]?.after !== undefined && equal < fields) {
            const order = [...index.columns, ...(index.definition.unique === true ? [] : ['id'])];
            const rest = order.slice(equal).map((column) => column.replaceAll('"', ''));
            const comparison = searches[at]?.descending ? '<' : '>';
            const cursor = rest.length === 1 ? `${rest[0]}${comparison}?` : `(${rest.join(',')})${comparison}(`;
            assert.ok(seek.includes(cursor), `${shown} does not seek ${cursor}`);
          }
          kinds += 1;
        }
      }
    }
  }
  database.close();
  assert.ok(kinds > 300);
});
