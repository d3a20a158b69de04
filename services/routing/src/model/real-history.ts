import { conversationIdOf, replyEntryId } from '@onethread/contracts';
import type {
  AgentId,
  ConversationId,
  CustomerId,
  Entry,
  EntryId,
  IdentityId,
  IdentityRef,
} from '@onethread/contracts';
import { RoutingError } from '../domain/errors.ts';
import { addNote } from '../use-cases/add-note.ts';
import { changeConversation, followUp } from '../use-cases/assignment/change-conversation.ts';
import { assigned } from '../use-cases/assignment/transitions.ts';
import type { UseCaseContext } from '../use-cases/context.ts';
import { decideReply } from '../use-cases/decide-reply.ts';
import { proposeLink, retractLink } from '../use-cases/link-identities.ts';
import { readThreadScope } from '../use-cases/reading/thread-scope.ts';
import { readThreadState } from '../use-cases/reading/thread-state.ts';
import { receiveMessage } from '../use-cases/receive-message.ts';
import { reopenConversation } from '../use-cases/reopen-conversation.ts';
import { resolveConversation } from '../use-cases/resolve-conversation.ts';
import { sendReply } from '../use-cases/send-reply.ts';
import { snoozeConversation } from '../use-cases/snooze-conversation.ts';
import { sweepHistory } from '../use-cases/sweep-history.ts';
import { DAY_MS, identityRef, inbound } from '../use-cases/testing/test-context.ts';
import type { HistoryWorld } from '../use-cases/testing/history-world.ts';
