import { RoutingError } from '../../domain/errors.ts';
import type { AssignmentContext } from '../assignment/assignment-context.ts';
import { putAgent } from '../assignment/put-agent.ts';
import { setAgentDisabled } from '../assignment/set-agent-disabled.ts';
import { abilitiesIn } from './declared-agents.ts';
import type { PlannedAgent } from './plan-change.ts';
import { recordedChange } from './recorded-change.ts';

/** Makes an agent what was planned, by its pool's owner. Repeatable. Throws what `putAgent` throws. */
export async function writeAgent(
  context: AssignmentContext,
  { known, agentId, after, changes }: PlannedAgent,
  { by, note }: { readonly by: string; readonly note: string },
): Promise<void> {
  const written = recordedChange(context, { by, note, changes }, async () => {
    const { email, name, role, disabled, capacity } = after;
    const abilities = abilitiesIn(after);
    const id = agentId === undefined ? {} : { agentId };
    const { agent } = await putAgent(context, { ...id, email, name, role, capacity, abilities });
    if (disabled !== (known?.declared.disabled ?? false)) {
      await setAgentDisabled(context, { agentId: agent.agentId, disabled });
    }
  });
  await written.catch((error: unknown) => {
    if (error instanceof RoutingError) throw new RoutingError(error.code, `agents[${after.email}]: ${error.message}`);
    throw error;
  });
}
