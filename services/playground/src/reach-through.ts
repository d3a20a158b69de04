import type { Reach } from '@onethread/testkit';

/** Addresses below `publicUrl` are asked at `inside` instead, as when a proxy stands between; all others where they say. */
export function reachThrough(publicUrl: string, inside: string): Reach {
  const outside = trimmed(publicUrl);
  const base = trimmed(inside);
  return (url) => {
    const isBelow = url === outside || ['/', '?', '#'].some((next) => url.startsWith(outside + next));
    return isBelow ? base + url.slice(outside.length) : url;
  };
}

function trimmed(url: string): string {
  return url.replace(/\/+$/, '');
}
