import type { AgentClients } from '../routing/agent-clients.ts';
import { DESK_CALLER } from '../routing/agent-directory.ts';
import type { AgentDirectory } from '../routing/agent-directory.ts';
import type { Logins } from './logins.ts';

export interface FirstAdminParts {
  readonly clients: AgentClients;
  readonly directory: AgentDirectory;
  readonly logins: Logins;
  readonly publicUrl: string;
  readonly printLine: (line: string) => void;
}

/** As long as nobody can sign in: makes sure that there is an administrator, and prints one link to choose the password. */
export async function inviteFirstAdmin(parts: FirstAdminParts): Promise<void> {
  if (await parts.logins.anyPassword()) return;
  const admin = parts.clients.of(DESK_CALLER).admin();
  const known = (await parts.directory.list({ fresh: true })).find((agent) => agent.role === 'admin');
  const agentId = known?.agentId ?? (await makeAdmin(admin)).agentId;
  const { token } = await admin.inviteAgent({ agentId });
  parts.printLine(`Agent desk: choose the administrator's password at ${inviteUrl(parts.publicUrl, token)}`);
}

/** The token stands behind `#`: browsers never send it to a server or another page. */
export function inviteUrl(publicUrl: string, token: string): string {
  return `${publicUrl}/login#invite=${token}`;
}

async function makeAdmin(admin: ReturnType<ReturnType<AgentClients['of']>['admin']>): Promise<{ agentId: string }> {
  const { agent } = await admin.putAgent({ name: 'Admin', email: 'admin@localhost', role: 'admin', capacity: 10 });
  if (agent === null) throw new Error('routing made no administrator');
  return agent;
}
