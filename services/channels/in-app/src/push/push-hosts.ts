/** Longest endpoint of a subscription, characters. */
export const MAX_ENDPOINT = 2_048;

/** A host name, "*." before it for all below it; with a port only for one that is not https' own. */
export const HOST_PATTERN = /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/;
const LOOPBACK = new Set(['127.0.0.1', 'localhost']);

/**
 * Whether a subscription may be pushed to. Its endpoint comes from a client, and whoever is called learns where we are:
 * only the named hosts are ever called, by https. Plain http is for a stand-in on this machine that was named itself.
 */
export function pushHosts(patterns: readonly string[]): (endpoint: string) => boolean {
  const isNamed = (host: string): boolean =>
    patterns.some((pattern) =>
      pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) && host.length >= pattern.length : host === pattern,
    );
  return (endpoint) => {
    if (endpoint.length > MAX_ENDPOINT || !URL.canParse(endpoint)) return false;
    const { protocol, host, hostname, username, password, hash } = new URL(endpoint);
    if (username !== '' || password !== '' || hash !== '' || !isNamed(host)) return false;
    return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
  };
}
