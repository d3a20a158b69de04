import { agentAbilitiesSchema, type AgentId } from '@onethread/contracts';
import { agentChanges } from '../../domain/settings/settings-changes.ts';
import { agentByEmail } from '../../stores/agents.ts';
import type { AssignmentContext } from '../assignment/assignment-context.ts';
import { normalEmail, type AgentView } from '../assignment/list-agents.ts';
import { DEFAULT_CAPACITY, putAgent, type PutAgent } from '../assignment/put-agent.ts';
import { setAgentDisabled } from '../assignment/set-agent-disabled.ts';
import { declaredOf } from './declared-agents.ts';
import { recordedChange } from './recorded-change.ts';

/** `putAgent` by somebody, with its line in the audit trail. Throws what that throws. */
export async function changeAgent(
  context: AssignmentContext,
  put: PutAgent,
  by: string,
): Promise<{ readonly agent: AgentView; readonly created: boolean }> {
  const { collections } = context;
  const email = normalEmail(put.email);
  const known = put.agentId ? await collections.agents.get(put.agentId) : await agentByEmail(collections, email);
  const before = known && declaredOf(known);
  const { name, role, capacity } = put;
  const after = {
    ...(before ?? { ...agentAbilitiesSchema.parse({}), disabled: false }),
    ...put.abilities,
    email,
    name: name.trim(),
    role,
    capacity: capacity || DEFAULT_CAPACITY,
  };
  const changes = agentChanges(before, after);
  return await recordedChange(context, { by, note: '', changes }, () => putAgent(context, put));
}

/** `setAgentDisabled` by somebody, with its line in the audit trail. Throws what that throws. */
export async function disableAgent(
  context: AssignmentContext,
  { agentId, disabled }: { readonly agentId: AgentId; readonly disabled: boolean },
  by: string,
): Promise<{ readonly outcome: 'updated' | 'not-found' }> {
  const known = await context.collections.agents.get(agentId);
  if (known === undefined) return { outcome: 'not-found' };
  const before = declaredOf(known);
  const changes = agentChanges(before, { ...before, disabled });
  return await recordedChange(context, { by, note: '', changes }, () =>
    setAgentDisabled(context, { agentId, disabled }),
  );
}
