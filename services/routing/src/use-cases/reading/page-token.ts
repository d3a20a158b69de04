import type { CustomerId } from '@onethread/contracts';
import { RoutingError } from '../../domain/errors.ts';
import type { Place } from './merged-items.ts';
import type { OpaqueTokens, TokenPurpose } from './opaque-token.ts';

/** A page token holds for the thread that it was made for. */
export function sealPlace(
  tokens: OpaqueTokens,
  purpose: TokenPurpose,
  owner: CustomerId,
  place: Place | undefined,
): string {
  return place === undefined ? '' : tokens.seal(purpose, [owner, place.at, place.id]);
}

/** Throws `RoutingError` invalid for a token that was made up, altered, or made for another thread or purpose. */
export function openPlace(
  tokens: OpaqueTokens,
  purpose: TokenPurpose,
  owner: CustomerId,
  token: string,
): Place | undefined {
  if (token === '') return undefined;
  const opened = tokens.open(purpose, token);
  if (Array.isArray(opened)) {
    const [made, at, id] = opened as unknown[];
    if (made === owner && typeof at === 'number' && typeof id === 'string') return { at, id };
  }
  throw new RoutingError('invalid', 'the page token is not one of this thread: start from the newest page');
}
