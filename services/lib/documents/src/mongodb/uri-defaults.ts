/** Most connections that one store holds open at once, beside one a server for watching it. */
const MAX_POOL_SIZE = 50;
/** How long a call waits for a free connection. */
const WAIT_QUEUE_TIMEOUT_MS = 5000;
/** How long a call waits for a primary: longer than a network hiccup, shorter than an election, whose callers try again. */
const SERVER_SELECTION_TIMEOUT_MS = 5000;
const CONNECT_TIMEOUT_MS = 5000;
/** How long an answer may take: above every time that the server itself is given. */
const SOCKET_TIMEOUT_MS = 20_000;
/** How often a server that pushes no news of itself is looked at. */
const HEARTBEAT_FREQUENCY_MS = 5000;

const DEFAULTS: Readonly<Record<string, number>> = {
  maxPoolSize: MAX_POOL_SIZE,
  waitQueueTimeoutMS: WAIT_QUEUE_TIMEOUT_MS,
  serverSelectionTimeoutMS: SERVER_SELECTION_TIMEOUT_MS,
  connectTimeoutMS: CONNECT_TIMEOUT_MS,
  socketTimeoutMS: SOCKET_TIMEOUT_MS,
  heartbeatFrequencyMS: HEARTBEAT_FREQUENCY_MS,
};

/** The URI with our bounds where it names none: options given to the driver beside a URI would override what it says. */
export function withDefaults(uri: string): string {
  const [address = '', query = ''] = split(uri, '?');
  const given = new Set([...new URLSearchParams(query).keys()].map((name) => name.toLowerCase()));
  const missing = Object.entries(DEFAULTS).filter(([name]) => !given.has(name.toLowerCase()));
  const parts = [query, ...missing.map(([name, value]) => `${name}=${value}`)].filter((part) => part !== '');
  // Options follow a slash, also where no database is named.
  const withSlash = /^[^/]*\/\/[^/]*$/.test(address) ? `${address}/` : address;
  return `${withSlash}?${parts.join('&')}`;
}

function split(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
