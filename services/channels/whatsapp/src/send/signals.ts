import type { SignalContext } from '@onethread/channel-kit';
import type { AgentSignal } from '@onethread/contracts';
import { jsonBody, SignalRefusedError, type GraphClient } from '@onethread/meta-graph';
import type { LastMessages } from './last-messages.ts';

/** Marks the person's last message as read (and with it all before), and shows that an agent types, for 25 s or until a message comes. */
export async function showSignal(
  { graph, lastMessages }: { readonly graph: GraphClient; readonly lastMessages: LastMessages },
  shown: AgentSignal['signal'],
  { identity, signal }: SignalContext,
): Promise<void> {
  const { account } = identity;
  const messageId = await lastMessages.of(identity);
  if (messageId === undefined || graph.usage.isBusy(account)) return;
  const typing = shown === 'typing' ? { typing_indicator: { type: 'text' } } : {};
  const body = jsonBody({ messaging_product: 'whatsapp', status: 'read', message_id: messageId, ...typing });
  const answer = await graph.post(account, `${account}/messages`, body, signal);
  if (answer?.kind !== 'answered' || answer.status !== 200) throw new SignalRefusedError('WhatsApp did not take it');
}
