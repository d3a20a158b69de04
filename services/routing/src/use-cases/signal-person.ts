import { outboundTopic } from '@onethread/contracts';
import type { AgentSignal, IdentityId } from '@onethread/contracts';
import { isBlocked } from '../domain/standing.ts';
import { freshIdentity } from '../stores/identities.ts';
import { knownChannel } from '../stores/known-channel.ts';
import type { UseCaseContext } from './context.ts';

/** Typing is told anew at most so often for one conversation, whoever types. */
export const TYPING_EVERY_MS = 3_000;
/** Signs on their way to the log; more are dropped. */
const MAX_ON_THE_WAY = 200;

/** An agent types in a conversation: its person sees it where they wrote last, if their channel can show it. */
export function signalTyping(
  context: UseCaseContext,
  { conversationId, identityId }: { readonly conversationId: string; readonly identityId: IdentityId },
): void {
  const { signals } = context.collections.memory;
  const name = `typing ${conversationId}`;
  const at = context.now();
  if (at - (signals.told.get(name) ?? -Infinity) < TYPING_EVERY_MS) return;
  signals.told.set(name, at);
  signalPerson(context, identityId, 'typing');
}

/** Agents have read what a person wrote at `wroteAt` (epoch ms): told once of each last message. */
export function signalSeen(context: UseCaseContext, identityId: IdentityId, wroteAt: number): void {
  const { signals } = context.collections.memory;
  const name = `seen ${identityId}`;
  if ((signals.told.get(name) ?? -Infinity) >= wroteAt) return;
  signals.told.set(name, wroteAt);
  signalPerson(context, identityId, 'seen');
}

/** Nobody waits for it, and what cannot be told now is not told. */
function signalPerson(context: UseCaseContext, identityId: IdentityId, signal: AgentSignal['signal']): void {
  const { memory } = context.collections;
  const { signals } = memory;
  if (signals.onTheWay >= MAX_ON_THE_WAY) return context.count?.('signal-dropped');
  signals.onTheWay += 1;
  const told = tell(context, identityId, signal)
    .catch((error: unknown) => {
      context.count?.('signal-lost');
      context.logger.debug({ err: error }, 'a sign of an agent was not handed over');
    })
    .finally(() => (signals.onTheWay -= 1));
  memory.inBackground(told);
}

async function tell(context: UseCaseContext, identityId: IdentityId, signal: AgentSignal['signal']): Promise<void> {
  const occurredAt = context.now();
  const identity = await freshIdentity(context.collections, identityId);
  if (identity === undefined || identity.externalId === '' || isBlocked(identity)) return;
  const { channel, account, externalId } = identity;
  const announced = await knownChannel(context, channel);
  if (announced?.capabilities.signals?.includes(signal) !== true) return;
  const record: AgentSignal = {
    version: 1,
    type: 'signal',
    occurredAt,
    identity: { identityId, channel, account, externalId },
    signal,
  };
  await context.publish([{ topic: outboundTopic(channel).name, key: identityId, value: JSON.stringify(record) }]);
}
