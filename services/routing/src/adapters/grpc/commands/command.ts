import type { Result, WorkCommand } from '@onethread/rpc';
import type { WaitingPlace } from '../../../domain/rules/queue-sight.ts';
import type { AgentDocument } from '../../../stores/documents.ts';
import type { GrpcContext } from '../grpc-context.ts';

/** What a command's handler knows of the stream that it came on. */
export interface CommandSession {
  readonly context: GrpcContext;
  /** As it was at the last look; role and name may change during a stream. */
  readonly agent: AgentDocument;
  /** Whether this agent serves what waits there. */
  readonly sees: (place: WaitingPlace) => boolean;
  /** Opens or replaces the following of a thread. Throws `RpcError` invalid above the limit. */
  readonly follow: (customerId: string, cursor: string) => Promise<void>;
  readonly unfollow: (customerId: string) => void;
  /** Whether a sign of typing may pass now: at most one a second and conversation. */
  readonly mayTellTyping: (conversationId: string) => boolean;
}

export type CommandName = NonNullable<WorkCommand['command']>;
export type CommandBody<Name extends CommandName> = NonNullable<WorkCommand[Name]>;

/** What a command came to; `ok` where nothing else is said. */
export type CommandResult = Partial<Pick<Result, 'code' | 'message' | 'itemId' | 'retryable'>>;

/** Does one command by one use case. Throws `RpcError` and what use cases throw. */
export type Command<Name extends CommandName> = (
  session: CommandSession,
  body: CommandBody<Name>,
) => Promise<CommandResult>;
