import { isIP } from 'node:net';
import type { IncomingMessage } from 'node:http';

/**
 * Does this request come from the playground's own page? The Origin must be the public one, or name the host that was
 * asked, if that is an address or `localhost`: a name that somebody points at this machine proves nothing.
 */
export function isOwnOrigin(request: IncomingMessage, publicUrl: string): boolean {
  const { origin, host } = request.headers;
  const parsed = origin === undefined ? null : URL.parse(origin);
  if (parsed === null) return false;
  if (parsed.origin === URL.parse(publicUrl)?.origin) return true;
  return host !== undefined && parsed.host === host.toLowerCase() && isUnforgeable(parsed.hostname);
}

function isUnforgeable(hostname: string): boolean {
  return hostname === 'localhost' || isIP(hostname.replaceAll(/[[\]]/g, '')) !== 0;
}
