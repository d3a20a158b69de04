import { MISSING_SQL, toSql } from './layout.ts';
import type { PageCursor } from '../document-store.ts';
import type { Condition } from '../query.ts';
import type { Search } from './calls.ts';
import type { IndexLayout, Layout, SqlValue } from './layout.ts';

export interface PreparedQuery {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** Rows of `rev, body` in the order of the index: one seek, then reading on; no sort, no scan. */
export function findSql(layout: Layout, index: IndexLayout, search: Search): PreparedQuery {
  const { equals = [], descending, after } = search;
  const columns = placeColumns(index, equals.length);
  const terms = conditionTerms(index, search, after === undefined ? undefined : descending ? 'upper' : 'lower');
  if (after !== undefined) {
    const values = after.slice(equals.length, equals.length + columns.length);
    terms.push(comparisonTerm(columns, descending ? '<' : '>', values));
  }
  const direction = descending ? ' desc' : '';
  const order = columns.map((column) => column + direction);
  const sql =
    `select document.rev, document.body from ${source(layout, index)}` +
    (isMulti(index) ? ` cross join ${layout.table} as document on document.id = entry.id` : '') +
    ` where ${whereSql(index, terms)}` +
    ` order by ${order.join(', ')} limit ?`;
  return { sql, values: terms.flatMap((term) => term.values) };
}

/** One row with the number of matches, counted to the last bound value and no further. */
export function countSql(layout: Layout, index: IndexLayout, condition: Condition): PreparedQuery {
  const terms = conditionTerms(index, condition, undefined);
  return {
    sql: `select count(*) from (select 1 from ${source(layout, index)} where ${whereSql(index, terms)} limit ?)`,
    values: terms.flatMap((term) => term.values),
  };
}

interface Term {
  /** The column, where the term compares just one. */
  readonly column?: string;
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/**
 * `passed` is the side on which the cursor stands: it lies within the bound there, and SQLite seeks by one bound a side.
 */
function conditionTerms(index: IndexLayout, condition: Condition, passed: 'lower' | 'upper' | undefined): Term[] {
  const columns = index.columns.map(qualify(index));
  const { equals = [], above, from, below, to } = condition;
  const terms = equals.map((value, place) => comparisonTerm([columns[place] ?? ''], '=', [value]));
  const ranged = columns[equals.length];
  const bound = (comparison: string, value: typeof above): void => {
    if (value !== undefined) terms.push(comparisonTerm([ranged ?? ''], comparison, [value]));
  };
  if (passed !== 'lower') {
    bound('>', above);
    bound('>=', from);
    // A bound speaks of values: documents without one are outside.
    const unbounded = above === undefined && from === undefined;
    const missing = (below !== undefined || to !== undefined) && equals.length > 0;
    if (unbounded && missing) terms.push({ sql: `${ranged} > ${MISSING_SQL}`, values: [] });
  }
  if (passed !== 'upper') {
    bound('<', below);
    bound('<=', to);
  }
  return terms;
}

function comparisonTerm(columns: readonly string[], comparison: string, values: PageCursor): Term {
  const bound = values.map(toSql);
  const [column] = columns;
  if (column !== undefined && columns.length === 1) return { column, sql: `${column} ${comparison} ?`, values: bound };
  return {
    sql: `(${columns.join(', ')}) ${comparison} (${columns.map(() => '?').join(', ')})`,
    values: bound,
  };
}

/**
 * SQLite uses a partial index only where it sees that the first column is not null. Each comparison of that column shows
 * it; saying it once more would offer a second lower bound to seek by, the wrong one.
 */
function whereSql(index: IndexLayout, terms: readonly Term[]): string {
  const first = qualify(index)(index.columns[0] ?? '');
  const shown = terms.some(({ column }) => column === first);
  return [...terms.map(({ sql }) => sql), ...(shown ? [] : [`${first} is not null`])].join(' and ');
}

/** The columns that tell apart documents which are equal in the first ones: with the id last, unless the index is unique. */
function placeColumns(index: IndexLayout, equal: number): readonly string[] {
  const columns = index.definition.unique === true ? index.columns : [...index.columns, 'id'];
  const rest = columns.slice(equal);
  return (rest.length === 0 ? ['id'] : rest).map(qualify(index));
}

function source(layout: Layout, index: IndexLayout): string {
  return isMulti(index) ? `${index.target} as entry` : `${layout.table} as document indexed by ${index.target}`;
}

function qualify(index: IndexLayout): (column: string) => string {
  return (column) => (isMulti(index) ? `entry.${column}` : `document.${column}`);
}

function isMulti(index: IndexLayout): boolean {
  return index.definition.multi === true;
}
