export * from './errors.ts';
export * from './search-index.ts';
export * from './documents/open-document-search-index.ts';
export * from './sqlite/open-sqlite-search-index.ts';
export { excerptOf, MAX_EXCERPT, type Excerpt } from './text/excerpt.ts';
export { matchText, MAX_TEXT, type Mark } from './text/match-text.ts';
export {
  InvalidQueryError,
  MAX_QUERY_LENGTH,
  MIN_QUERY_LENGTH,
  parseQuery,
  type SearchQuery,
} from './text/search-query.ts';
