import type { PageCursor } from '@onethread/documents';
import { RoutingError } from '../../domain/errors.ts';
import type { OpaqueTokens, TokenPurpose } from './opaque-token.ts';

/** Where the next page of a list begins; it holds for the list that was asked for. Empty at the end. */
export function sealCursor(
  tokens: OpaqueTokens,
  purpose: TokenPurpose,
  asked: string,
  cursor: PageCursor | undefined,
): string {
  return cursor === undefined ? '' : tokens.seal(purpose, [asked, cursor]);
}

/** Throws `RoutingError` invalid for a token that was made up, altered, or made for another list. */
export function openCursor(
  tokens: OpaqueTokens,
  purpose: TokenPurpose,
  asked: string,
  token: string,
): PageCursor | undefined {
  if (token === '') return undefined;
  const opened = tokens.open(purpose, token);
  if (Array.isArray(opened) && opened[0] === asked && Array.isArray(opened[1])) return opened[1] as PageCursor;
  throw new RoutingError('invalid', 'the page token is not one of this list: start from its first page');
}
