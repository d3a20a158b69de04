import { RoutingError } from '../../domain/errors.ts';
import type { OpaqueTokens } from '../reading/opaque-token.ts';

/** Where the next page of a search begins; it holds for the search that was made. Empty at the end. */
export function sealSearchPlace(tokens: OpaqueTokens, asked: string, place: string | undefined): string {
  return place === undefined ? '' : tokens.seal('search-page', [asked, place]);
}

/** Throws `RoutingError` invalid for a token that was made up, altered, or made for another search. */
export function openSearchPlace(tokens: OpaqueTokens, asked: string, token: string): string | undefined {
  if (token === '') return undefined;
  const opened = tokens.open('search-page', token);
  if (Array.isArray(opened) && opened[0] === asked && typeof opened[1] === 'string') return opened[1];
  throw new RoutingError('invalid', 'the page token is not one of this search: start from its first page');
}
