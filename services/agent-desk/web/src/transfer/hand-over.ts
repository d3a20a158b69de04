import type { Command, TransferTarget } from '../../../wire/frames.ts';
import type { Conversation } from '../../../wire/model.ts';

/** A wish to hand a conversation to somebody. */
export interface HandOver {
  readonly conversation: Conversation;
  readonly to: TransferTarget;
  /** For whoever gets it; may be empty. */
  readonly note: string;
  /** Made when the dialog opened: however often it is tried, there is one note. */
  readonly clientMessageId: string;
  /** A supervisor's word that there need be no room. */
  readonly beyondCapacity: boolean;
}

/**
 * What carries it out, in order; each only after the one before was done. What waits in a queue is nobody's to transfer:
 * it is assigned, as is what goes beyond a capacity, and the note follows.
 */
export function commandsOf(wish: HandOver): readonly Command[] {
  const { conversation, to, clientMessageId, beyondCapacity } = wish;
  const { conversationId } = conversation;
  const note = wish.note.trim();
  const assigns = 'agentId' in to && (conversation.assigneeId === '' || beyondCapacity);
  if (!assigns) return [{ kind: 'transfer', conversationId, to, note, clientMessageId }];
  const assign: Command = { kind: 'assign', conversationId, agentId: to.agentId, beyondCapacity };
  if (note === '') return [assign];
  const parts = [{ kind: 'text', text: note, html: '' }] as const;
  return [assign, { kind: 'note', clientMessageId, conversationId, parts }];
}

/** What takes it back; `undefined` where this agent may not. */
export function undoOf(
  { conversation, to, clientMessageId }: HandOver,
  me: { readonly agentId: string; readonly supervises: boolean },
): Command | undefined {
  const { conversationId, assigneeId, queueId } = conversation;
  if ('queueId' in to && assigneeId === me.agentId) return { kind: 'take', conversationId };
  if (!me.supervises) return undefined;
  if (assigneeId !== '') return { kind: 'assign', conversationId, agentId: assigneeId, beyondCapacity: true };
  if (queueId === '') return undefined;
  return { kind: 'transfer', conversationId, to: { queueId }, note: '', clientMessageId: `${clientMessageId}-undo` };
}
