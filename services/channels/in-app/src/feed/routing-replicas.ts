import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';

/** Resolves a name to all of its addresses. */
export type LookUp = (name: string) => Promise<readonly string[]>;

const lookUpAll: LookUp = async (name) => (await lookup(name, { all: true })).map(({ address }) => address);

/**
 * Every replica behind an address of routing, as gRPC writes them: `ipv4:a:port,b:port`, `ipv6:[a]:port,…`,
 * `dns:///name:port`, `name:port`. Anything else is one address, as it stands. Sorted. Rejects when a name is not known.
 */
export async function routingReplicas(address: string, lookUp: LookUp = lookUpAll): Promise<readonly string[]> {
  const listed = /^ipv[46]:(.+)$/.exec(address)?.[1];
  if (listed !== undefined) return [...new Set(listed.split(','))].toSorted();
  const [, name, port] = /^(?:dns:(?:\/\/[^/]*\/)?)?([^:/[\]]+):(\d+)$/.exec(address) ?? [];
  if (name === undefined || isIP(name) !== 0) return [address];
  return [...new Set(await lookUp(name))].map((ip) => `${isIP(ip) === 6 ? `[${ip}]` : ip}:${port}`).toSorted();
}
