import type { SendContext, SendResult } from '@onethread/channel-kit';
import { jsonBody } from '@onethread/meta-graph';
import type { SenderParts } from './sender.ts';

/** Having the thread, the reply is sent again after so long. */
const RETRY_MS = 1_000;

/** Takes the thread from the app that controls it, so that the next try goes through; else `refused` stands. Never throws. */
export async function takeThreadControl(
  { graph, settings }: Pick<SenderParts, 'graph' | 'settings'>,
  { message, signal }: SendContext,
  refused: Extract<SendResult, { outcome: 'temporary' }>,
): Promise<SendResult> {
  const { account, externalId } = message.identity;
  const path = `${settings.platform.node(account)}/take_thread_control`;
  const answer = await graph.post(account, path, jsonBody({ recipient: { id: externalId } }), signal);
  const taken = answer?.kind === 'answered' && answer.status === 200;
  return taken ? { ...refused, retryAfterMs: RETRY_MS } : refused;
}
