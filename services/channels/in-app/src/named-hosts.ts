/** Longest address that is called, characters. */
export const MAX_ADDRESS = 2_048;

/** A host name, "*." before it for all below it; with a port only for one that is not https' own. */
export const HOST_PATTERN = /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/;
const LOOPBACK = new Set(['127.0.0.1', 'localhost']);

/**
 * Whether an address that somebody told us may be called: a subscription's, or that of a picture. Whoever is called learns
 * where we are, and may be a machine of ours: only the named hosts are, by https. Plain http is for a stand-in on this
 * machine that was named itself.
 */
export function namedHosts(patterns: readonly string[]): (address: string) => boolean {
  const isNamed = (host: string): boolean =>
    patterns.some((pattern) =>
      pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) && host.length >= pattern.length : host === pattern,
    );
  return (address) => {
    if (address.length > MAX_ADDRESS || !URL.canParse(address)) return false;
    const { protocol, host, hostname, username, password, hash } = new URL(address);
    if (username !== '' || password !== '' || hash !== '' || !isNamed(host)) return false;
    return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
  };
}
