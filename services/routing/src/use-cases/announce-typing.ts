import { customerIdOf } from '@onethread/contracts';
import type { IdentityId, IdentityRef } from '@onethread/contracts';
import type { UseCaseContext } from './context.ts';

/** Older signs of activity are dropped by everybody. */
export const ACTIVITY_FRESH_MS = 6000;

/** Somebody types: told to whoever watches, never stored. */
export async function announceTyping(
  context: UseCaseContext,
  { identity, occurredAt }: { readonly identity: IdentityRef; readonly occurredAt: number },
): Promise<void> {
  if (context.now() - occurredAt > ACTIVITY_FRESH_MS) return;
  const identityId = identity.identityId as IdentityId;
  const customerId = customerIdOf(identityId);
  const actor = { identityId };
  await context.announce([
    { key: customerId, event: { version: 1, type: 'activity', customerId, actor, activity: 'typing', at: occurredAt } },
  ]);
}
