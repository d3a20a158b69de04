import type { AgentId, SettingsFile } from '@onethread/contracts';
import { newAgentId } from '@onethread/routing';
import type { RunningSystem } from '../running-system.ts';

/** What things are called in a report; an id that nobody knows is its own name. */
export interface Names {
  readonly agent: (agentId: string) => string;
  readonly queue: (queueId: string) => string;
}

/** Agents by email, and names for the report. */
export async function whoIsWho(
  { admin }: Pick<RunningSystem, 'admin'>,
  { agents: declared = [], queues }: SettingsFile,
): Promise<{ readonly idOf: (email: string) => AgentId | undefined; readonly names: Names }> {
  const { agents } = await admin.listAgents();
  const ids = new Map(agents.map(({ agentId, email }) => [email.toLowerCase(), agentId as AgentId]));
  const names = new Map<string, string>(agents.map(({ agentId, name }) => [agentId, name]));
  for (const { email, name } of declared) names.set(newAgentId(email), `${name} (new)`);
  const queueNames = new Map(queues.map(({ id, name }) => [id, name]));
  return {
    idOf: (email) => ids.get(email.toLowerCase()),
    names: {
      agent: (agentId) => names.get(agentId) ?? agentId,
      queue: (queueId) => queueNames.get(queueId) ?? queueId,
    },
  };
}
