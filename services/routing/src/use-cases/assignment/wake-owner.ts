import { ASSIGNMENT_COMMANDS } from '@onethread/contracts';
import type { AgentId, ConversationId, Wake } from '@onethread/contracts';
import { DEFAULT_TERMS } from '../../domain/conversation.ts';
import type { UseCaseContext } from '../context.ts';

/** The pool that is always there; settings may name others. */
export const MAIN_POOL = DEFAULT_TERMS.pool;

/** Tells the owner what to look at. If it is lost, the owner's audit finds it later. */
export async function wakeOwner(
  context: UseCaseContext,
  about: { readonly pool: string; readonly conversationId?: ConversationId; readonly agentId?: AgentId },
): Promise<void> {
  const wake: Wake = { version: 1, type: 'wake', ...about };
  await context.publish([{ topic: ASSIGNMENT_COMMANDS.name, key: about.pool, value: JSON.stringify(wake) }]);
}
