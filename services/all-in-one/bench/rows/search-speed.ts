import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openSqliteDocumentStore } from '@onethread/documents';
import { seeded, tempFolder } from '@onethread/testkit';
import {
  openDocumentSearchIndex,
  openSqliteSearchIndex,
  parseQuery,
  type FindRequest,
  type SearchDocument,
  type SearchIndex,
} from '@onethread/search';
import type { Figure, MeasureRow } from '../row.ts';
import { spreadOf } from '../spread.ts';

const BATCH = 200;
const WORDS = 15;
const VOCABULARY = 50_000;
const CUSTOMERS = 5000;
/** One text of so many holds the rare word. */
const RARE = 10_000;
const PAGE = 20;

export const measure: MeasureRow = async ({ short }) => {
  const length = short ? 20_000 : 1_000_000;
  const ofLists = short ? 2000 : 50_000;
  const rounds = short ? 30 : 300;
  await using folder = await tempFolder('onethread-bench-search-');
  const file = join(folder.path, 'search.sqlite');
  const fts = await openSqliteSearchIndex({ file });
  const documents = await openSqliteDocumentStore({ file: join(folder.path, 'documents.sqlite') });
  try {
    const figures = [
      ...(await figuresOf(fts, 'FTS5', length, rounds)),
      { what: 'FTS5: size', value: (await stat(file)).size / length, unit: 'bytes a message' },
      ...(await figuresOf(await openDocumentSearchIndex(documents), 'token lists', ofLists, rounds)),
    ];
    return {
      figures,
      conditions: `${length.toLocaleString('en-US')} texts of ${WORDS} words in FTS5, ${ofLists.toLocaleString('en-US')} as token lists in SQLite documents; words as frequent as in a language, ${CUSTOMERS.toLocaleString('en-US')} customers. Each query ${rounds} times, the first ${PAGE} candidates.`,
    };
  } finally {
    await fts.close();
    await documents.close();
  }
};

async function figuresOf(index: SearchIndex, name: string, length: number, rounds: number): Promise<Figure[]> {
  const texts = textsOf(length);
  const from = performance.now();
  for (let done = 0; done < length; done += BATCH) {
    await index.index(
      Array.from({ length: Math.min(BATCH, length - done) }, () => texts.next().value as SearchDocument),
    );
  }
  const perSecond = length / ((performance.now() - from) / 1000);
  const figures: Figure[] = [{ what: `${name}: taken in, ${BATCH} at once`, value: perSecond, unit: 'messages/s' }];
  for (const [what, request] of QUERIES) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const asked = performance.now();
      await index.find({ ...request, limit: PAGE });
      times.push(performance.now() - asked);
    }
    const { p50, p99 } = spreadOf(times);
    figures.push({ what: `${name}: ${what}, p50`, value: p50, unit: 'ms' });
    figures.push({ what: `${name}: ${what}, p99`, value: p99, unit: 'ms' });
  }
  return figures;
}

const QUERIES: readonly (readonly [string, Omit<FindRequest, 'limit'>])[] = [
  ['a rare word', { query: parseQuery('"needle"') }],
  ['a common and a rare word', { query: parseQuery('"w0 needle"') }],
  ['two common words', { query: parseQuery('w0 "w1"') }],
  ['the beginning of a word', { query: parseQuery('w1a') }],
  ['a common word of one person', { query: parseQuery('"w0"'), customerIds: ['c_7'] }],
];

function* textsOf(length: number): Generator<SearchDocument> {
  const random = seeded(1);
  for (let n = 0; n < length; n += 1) {
    const words = Array.from({ length: WORDS }, () => `w${Math.floor(random.next() ** 4 * VOCABULARY).toString(36)}`);
    if (n % RARE === RARE / 2) words.push('needle');
    const text = words.join(' ');
    yield { id: `m_${n}`, customerId: `c_${n % CUSTOMERS}`, at: 1_700_000_000_000_000 + n * 1000, version: 1, text };
  }
}
