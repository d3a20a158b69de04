import type { AgentId, ConversationId, RecordedInput } from '@onethread/contracts';
import type { AgentState, WaitingConversation } from '../domain/assignment/terms.ts';

/** An agent as the policy was told. */
export function agentState({
  type: _type,
  at: _at,
  ...state
}: Extract<RecordedInput, { readonly type: 'agent' }>): AgentState {
  return { ...state, agentId: state.agentId as AgentId };
}

/** A waiting conversation as the policy was told. */
export function waitingConversation({
  type: _type,
  at: _at,
  ruleId: _ruleId,
  facts: _facts,
  ...conversation
}: Extract<RecordedInput, { readonly type: 'waiting' }>): WaitingConversation {
  const { conversationId, refusedBy, keeperId, ...rest } = conversation;
  return {
    ...rest,
    conversationId: conversationId as ConversationId,
    refusedBy: refusedBy as AgentId[],
    ...(keeperId === undefined ? {} : { keeperId: keeperId as AgentId }),
  };
}
