import { followUpEntryId } from '@onethread/contracts';
import type { AgentId, Entry, EntryId } from '@onethread/contracts';
import { RoutingError } from '../domain/errors.ts';
import { isBlocked, whyBlocked } from '../domain/standing.ts';
import { append } from '../stores/append.ts';
import type { ItemDocument } from '../stores/documents.ts';
import { itemById } from '../stores/find-item.ts';
import { storedIdentity } from '../stores/identities.ts';
import type { IdentityDocument } from '../stores/identity-documents.ts';
import type { UseCaseContext } from './context.ts';
import { relayLater } from './relay-reply.ts';

export interface ReplyDecision {
  readonly agentId: AgentId;
  readonly itemId: EntryId;
  /** `send` or `discard` a held reply; `retry` a failed or unknown one, as a new attempt. */
  readonly decision: 'send' | 'discard' | 'retry';
}

/**
 * An agent's word on a reply that waits for one. The same decision again is done already; throws `RoutingError`:
 * `not-found`, `blocked`, or `conflict` where the reply is not in a state for it or the other decision was faster.
 */
export async function decideReply(context: UseCaseContext, request: ReplyDecision): Promise<void> {
  const { agentId, itemId, decision } = request;
  const item = await itemById(context, itemId);
  if (item?.type !== 'reply') throw new RoutingError('not-found', 'There is no such reply.');
  const attempt = decision === 'retry' ? nextAttempt(item) : (item.attempt ?? 1);
  if (attempt === undefined) return;
  const blocked = decision === 'discard' ? undefined : await blockedAddress(context, item);
  const step = decision === 'retry' ? `retry.${attempt}` : 'decided';
  const appended = await append(context, item.customerId, followUpEntryId(itemId, step), () => {
    if (decision !== 'retry' && item.held !== true) throw new RoutingError('conflict', 'This reply is not held.');
    if (blocked !== undefined) throw new RoutingError('blocked', whyBlocked(blocked));
    return { kind: 'reply-decided', itemId, decision, attempt, agentId };
  });
  if (appended === undefined || decidedOtherwise(appended.entry, decision)) {
    throw new RoutingError('conflict', 'Somebody decided otherwise.');
  }
  if (decision !== 'discard') relayLater(context, itemId, item.identityId);
}

async function blockedAddress(
  { collections }: UseCaseContext,
  { identityId }: ItemDocument,
): Promise<IdentityDocument | undefined> {
  const identity = identityId && (await storedIdentity(collections, identityId));
  return identity !== undefined && isBlocked(identity) ? identity : undefined;
}

function decidedOtherwise({ body }: Entry, decision: ReplyDecision['decision']): boolean {
  return body.kind !== 'reply-decided' || body.decision !== decision;
}

/** `undefined`: it is on its way again already. */
function nextAttempt({ status, attempt = 1, held, discarded }: ItemDocument): number | undefined {
  if (attempt > 1 && (status === 'queued' || status === 'sending')) return undefined;
  if (held === true || discarded === true || (status !== 'failed' && status !== 'unknown')) {
    throw new RoutingError('conflict', 'Only a reply that failed, or whose fate is unknown, can be sent again.');
  }
  return attempt + 1;
}
