import type { SignalContext } from '@onethread/channel-kit';
import type { AgentSignal } from '@onethread/contracts';
import { jsonBody, SignalRefusedError, type GraphClient } from '@onethread/meta-graph';
import type { MessagingPlatform } from '../platform.ts';

const ACTIONS: Readonly<Record<AgentSignal['signal'], string>> = { typing: 'typing_on', seen: 'mark_seen' };

/** Shows the person that an agent types (for 20 s, or until a message comes) or has read. Left out while limits are nearly used up. */
export async function showSignal(
  { graph, platform }: { readonly graph: GraphClient; readonly platform: MessagingPlatform },
  shown: AgentSignal['signal'],
  { identity, signal }: SignalContext,
): Promise<void> {
  const { account, externalId } = identity;
  if (graph.usage.isBusy(account)) return;
  const body = jsonBody({ recipient: { id: externalId }, sender_action: ACTIONS[shown] });
  const answer = await graph.post(account, `${platform.node(account)}/messages`, body, signal);
  if (answer?.kind !== 'answered' || answer.status !== 200) throw new SignalRefusedError('Meta did not take it');
}
