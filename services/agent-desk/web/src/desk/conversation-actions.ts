import type { Command, Result } from '../../../wire/frames.ts';
import type { Conversation } from '../../../wire/model.ts';
import { toast } from '../ui/toasts.tsx';
import { futureTime } from '../ui/times.ts';
import type { DeskClient } from './desk-client.ts';

/** What an agent does with a whole conversation; says what came of it. */
export function conversationActions(client: DeskClient) {
  const run = async (command: Command, done?: (result: Result) => void): Promise<boolean> => {
    const result = await client.run(command);
    if (result.code === 'ok') done?.(result);
    else toast(result.message === '' ? 'That did not work. Try again.' : result.message, { kind: 'error' });
    return result.code === 'ok';
  };
  const reopen = ({ conversationId }: Conversation) => run({ kind: 'reopen', conversationId });
  const giveBack = ({ conversationId, assigneeId }: Conversation) =>
    run({ kind: 'assign', conversationId, agentId: assigneeId, beyondCapacity: true });
  return {
    reopen,
    accept: ({ conversationId, reservation }: Conversation) =>
      run({ kind: 'accept', conversationId, reservationId: reservation?.reservationId ?? '' }),
    decline: ({ conversationId, reservation }: Conversation) =>
      run({ kind: 'decline', conversationId, reservationId: reservation?.reservationId ?? '' }),
    take: ({ conversationId }: Conversation) => run({ kind: 'take', conversationId }),
    takeOver: (conversation: Conversation) =>
      run({ kind: 'take-over', conversationId: conversation.conversationId }, () =>
        toast(`You took over ${nameOf(conversation)}.`, {
          action: { label: 'Undo', run: () => void giveBack(conversation) },
        }),
      ),
    returnToQueue: ({ conversationId }: Conversation) =>
      run({ kind: 'return-to-queue', conversationId }, () => toast('Returned to the queue.')),
    resolve: (conversation: Conversation) =>
      run({ kind: 'resolve', conversationId: conversation.conversationId }, () =>
        toast(`Resolved: ${nameOf(conversation)}.`, {
          action: { label: 'Undo', run: () => void reopen(conversation) },
        }),
      ),
    snooze: (conversation: Conversation, untilMs: number) =>
      run({ kind: 'snooze', conversationId: conversation.conversationId, untilMs }, () =>
        toast(`Snoozed until ${futureTime(untilMs, Date.now())}.`, {
          action: { label: 'Undo', run: () => void reopen(conversation) },
        }),
      ),
  };
}

export type ConversationActions = ReturnType<typeof conversationActions>;

/** What to call the customer of a conversation. */
export function nameOf(conversation: Conversation): string {
  if (conversation.customerName !== '') return conversation.customerName;
  const { lastIdentity } = conversation;
  return lastIdentity?.name || lastIdentity?.address || 'Unknown customer';
}
