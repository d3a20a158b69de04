import { join } from 'node:path';
import { openSqliteDocumentStore } from '@onethread/documents';
import { benchIdentities } from '@onethread/routing/bench/identities';
import { tempFolder } from '@onethread/testkit';
import type { MeasureRow } from '../row.ts';
import { spreadOf } from '../spread.ts';

/** Of the row's time, what is spent on making customers. */
const FILL_WITHIN_MS = 600_000;

export const measure: MeasureRow = async ({ short }) => {
  const sizes = short ? [500, 2000] : [10_000, 100_000, 1_000_000];
  const rounds = short ? 20 : 300;
  await using folder = await tempFolder('onethread-bench-identities-');
  const store = await openSqliteDocumentStore({ file: join(folder.path, 'history.sqlite') });
  try {
    const measured = await benchIdentities(store, { sizes, rounds, fillWithinMs: FILL_WITHIN_MS });
    const spreads = measured.map(({ customers, resolved, read }) => ({
      at: `${customers.toLocaleString('en-US')} customers`,
      resolved: spreadOf(resolved),
      read: spreadOf(read),
    }));
    const [first, last] = [spreads[0], spreads.at(-1)];
    if (first === undefined || last === undefined || first === last) throw new Error('too few customers to compare');
    return {
      figures: [
        ...spreads.flatMap(({ at, resolved, read }) => [
          { what: `${at}: a proved sender is found and linked, p50`, value: resolved.p50, unit: 'ms' },
          { what: `${at}: a proved sender is found and linked, p99`, value: resolved.p99, unit: 'ms' },
          { what: `${at}: a person is read, p50`, value: read.p50, unit: 'ms' },
        ]),
        {
          what: 'linked, last by first, p50',
          value: last.resolved.p50 / first.resolved.p50,
          unit: '×',
          target: { atMost: 1.2 },
        },
        { what: 'read, last by first, p50', value: last.read.p50 / first.read.p50, unit: '×', target: { atMost: 1.2 } },
      ],
      conditions: `${rounds} of each, one after the other, in a SQLite file; every write durable. A size that could not be made in ${FILL_WITHIN_MS / 1000} s is left out.`,
    };
  } finally {
    await store.close();
  }
};
