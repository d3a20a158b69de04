import type { Missing } from './servers.ts';

const MAX_LINES = 100;
const lines = new Set<string>();

/** Notes for `describeServers` what was opened, or why nothing was. */
export function remember<Server extends { readonly description: string } | Missing>(
  part: string,
  server: Server,
): Server {
  if (lines.size < MAX_LINES) lines.add(`${part}: ${'missing' in server ? server.missing : server.description}`);
  return server;
}

/** One line for each real server that this process got, by its true name and version, or why it got none. */
export function describeServers(): readonly string[] {
  return [...lines];
}
