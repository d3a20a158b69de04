import { useQuery } from '@tanstack/react-query';
import type { Explanation } from '../../../wire/assignment.ts';
import type { Conversation } from '../../../wire/model.ts';
import { callDesk } from '../api/http.ts';

/** What makes others free is not told by the conversation: while it waits it is asked again so often. */
const WAITING_EVERY_MS = 5000;

/** Why a conversation is where it is, and why an agent does not have it; asked again whenever the conversation changes. */
export function useExplanation({ conversationId, rev }: Conversation, agentId: string) {
  return useQuery({
    queryKey: ['explanation', conversationId, agentId, rev],
    queryFn: () =>
      callDesk<Explanation>(
        'GET',
        `/conversations/${encodeURIComponent(conversationId)}/explanation?agentId=${encodeURIComponent(agentId)}`,
      ),
    placeholderData: (known) => known,
    refetchInterval: ({ state }) => ((state.data?.waiting ?? null) === null ? false : WAITING_EVERY_MS),
    staleTime: 0,
    gcTime: 0,
  });
}
