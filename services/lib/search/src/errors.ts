/** Thrown when the index cannot be reached or refuses for now; nothing of the call can be relied on, and it may be made again. */
export class SearchUnavailableError extends Error {
  readonly code = 'search-unavailable';
  readonly retryable = true;
}

/** Thrown when a call is not one that the port allows: too large a batch, a foreign cursor. */
export class InvalidSearchRequestError extends Error {
  readonly code = 'invalid-search-request';
  readonly retryable = false;
}
