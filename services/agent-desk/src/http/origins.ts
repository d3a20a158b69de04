import type { IncomingMessage } from 'node:http';

/**
 * Does this request come from the desk's own pages? The Origin must be the public one, or name the host that was asked
 * (a browser lets no page forge either).
 */
export function isOwnOrigin(request: IncomingMessage, publicUrl: string): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return false;
  const parsed = URL.parse(origin);
  if (parsed === null) return false;
  return parsed.origin === URL.parse(publicUrl)?.origin || (host !== undefined && parsed.host === host.toLowerCase());
}

/** A write is the desk's own: the header that no form can set, and no foreign Origin. */
export function isOwnWrite(request: IncomingMessage, publicUrl: string, header: string): boolean {
  if (request.headers[header] === undefined) return false;
  if (request.headers.origin !== undefined) return isOwnOrigin(request, publicUrl);
  const site = request.headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}
