import { inboundEntryId, outboundStatusSchema, receiptSchema } from '@onethread/contracts';
import type { AgentId, ConversationId, EntryId, IdentityId, IdentityRef, Part } from '@onethread/contracts';
import { RoutingError } from '../../domain/errors.ts';
import { addNote } from '../../use-cases/add-note.ts';
import { applyRevision } from '../../use-cases/apply-revision.ts';
import type { UseCaseContext } from '../../use-cases/context.ts';
import { decideReply } from '../../use-cases/decide-reply.ts';
import { proposeLink, retractLink } from '../../use-cases/link-identities.ts';
import { markRead } from '../../use-cases/mark-read.ts';
import { receiveStanding } from '../../use-cases/receive-standing.ts';
import { receiveMessage } from '../../use-cases/receive-message.ts';
import { recordReceipt } from '../../use-cases/record-receipt.ts';
import { recordStatus } from '../../use-cases/record-status.ts';
import { reopenConversation } from '../../use-cases/reopen-conversation.ts';
import { resolveConversation } from '../../use-cases/resolve-conversation.ts';
import { sendReply } from '../../use-cases/send-reply.ts';
import { customerOf, inbound, standing } from '../../use-cases/testing/test-context.ts';

export interface Life {
  readonly context: UseCaseContext;
  readonly random: () => number;
  readonly anna: IdentityRef;
  /** Perhaps the same person's. */
  readonly phone: IdentityRef;
  /** Begun by anna's message `m0`. */
  readonly conversationId: ConversationId;
}

const agent = { agentId: 'agent' as AgentId, agentName: 'Agent' };

const words = (text: string): readonly Part[] => [{ kind: 'text', text }];

/** One thing after another that happens to a thread; what a use case refuses did not happen. */
export function randomLife({ context, random, anna, phone, conversationId }: Life): (step: number) => Promise<void> {
  const replies: EntryId[] = [];
  const chance = (probability: number): boolean => random() < probability;
  const some = (): EntryId => replies[Math.floor(random() * replies.length)] ?? ('r_none' as EntryId);
  const envelope = () => ({ version: 1, occurredAt: context.now(), identity: anna }) as const;
  const link = { a: anna.identityId as IdentityId, b: phone.identityId as IdentityId };

  const message = async (step: number): Promise<unknown> =>
    receiveMessage(
      context,
      inbound(chance(0.3) ? phone : anna, `m${step}`, chance(0.8) ? { providerTime: context.now() } : {}),
    );
  const reply = async (step: number): Promise<unknown> => {
    const request = { ...agent, conversationId, clientMessageId: `r${step}`, parts: words(`${step}`) };
    const sent = await sendReply(context, chance(0.3) ? { ...request, seen: {} } : request);
    return replies.push(sent.itemId);
  };
  const happenings: readonly ((step: number) => Promise<unknown>)[] = [
    message,
    message,
    reply,
    reply,
    () => decideReply(context, { ...agent, itemId: some(), decision: chance(0.6) ? 'send' : 'discard' }),
    () => decideReply(context, { ...agent, itemId: some(), decision: 'retry' }),
    async () => {
      const status = (['sending', 'sent', 'failed', 'unknown'] as const)[Math.floor(random() * 4)];
      const entryId = some();
      const providerMessageId = `p${entryId}`;
      await recordStatus(
        context,
        outboundStatusSchema.parse({ ...envelope(), type: 'status', entryId, status, providerMessageId }),
      );
    },
    async () => {
      const receipt = chance(0.5) ? 'delivered' : 'read';
      await recordReceipt(
        context,
        receiptSchema.parse({ ...envelope(), type: 'receipt', receipt, watermark: context.now() }),
      );
    },
    (step) =>
      applyRevision(context, {
        ...envelope(),
        type: 'revision',
        entryId: inboundEntryId('pigeon', 'loft', `e${step}`),
        providerMessageId: 'm0',
        change: chance(0.7)
          ? { kind: 'edit', parts: [{ kind: 'text', text: `edit ${step}` }] }
          : { kind: 'reaction', emoji: '👍', active: chance(0.5) },
      }),
    () => markRead(context, { ...agent, customerId: customerOf(anna), upToUs: context.now() * 1000 }),
    (step) => addNote(context, { ...agent, conversationId, clientMessageId: `n${step}`, parts: words('note') }),
    () => resolveConversation(context, { ...agent, conversationId }),
    () => reopenConversation(context, { ...agent, conversationId }),
    (step) =>
      receiveStanding(
        context,
        standing(
          chance(0.5) ? anna : phone,
          `${step}`,
          chance(0.3) ? { standing: 'blocked', reason: 'opted-out' } : { standing: 'open', reason: 'opted-in' },
        ),
      ),
    () => proposeLink(context, { ...link, evidence: 'agent', proved: chance(0.7) }),
    () => retractLink(context, link),
  ];
  return async (step) => {
    const happens = happenings[Math.floor(random() * happenings.length)] ?? message;
    await happens(step).catch((error: unknown) => {
      if (!(error instanceof RoutingError)) throw error;
    });
  };
}
