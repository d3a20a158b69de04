import type { WorkCommand } from '@onethread/rpc';
import { RpcError } from '@onethread/rpc';
import type { Command, CommandName, CommandResult, CommandSession } from './command.ts';
import { resolve, reopen, snooze } from './conversation-state.ts';
import { assign, takeOver, transfer } from './hand-over.ts';
import { accept, decline, putBack, take } from './offers.ts';
import { presence } from './presence.ts';
import { follow, read, typing, unfollow } from './threads.ts';
import { decide, note, reply } from './writing.ts';

/** Those that a stream itself answers. */
type OwnCommand = 'hello' | 'pong';
type Handlers = { readonly [Name in Exclude<CommandName, OwnCommand>]: Command<Name> };

/** Total: a command of the proto without a handler does not compile. */
const HANDLERS: Handlers = {
  setPresence: presence,
  accept,
  decline,
  follow,
  unfollow,
  reply,
  decideReply: decide,
  note,
  typing,
  read,
  resolve,
  reopen,
  snooze,
  take,
  returnToQueue: putBack,
  transfer,
  assign,
  takeOver,
};

/** Does a command. Throws `RpcError` invalid for one that this version does not know. */
export async function runCommand(session: CommandSession, command: WorkCommand): Promise<CommandResult> {
  const { command: name } = command;
  if (name === undefined || name === 'hello' || name === 'pong') throw new RpcError('invalid', 'unknown command');
  const body = command[name];
  if (!body) throw new RpcError('invalid', 'the command is empty');
  const handler = HANDLERS[name] as (session: CommandSession, body: unknown) => Promise<CommandResult>;
  return await handler(session, body);
}

/** Those about one conversation. */
const ABOUT_CONVERSATION = [
  'accept',
  'decline',
  'reply',
  'note',
  'resolve',
  'reopen',
  'snooze',
  'take',
  'returnToQueue',
  'transfer',
  'assign',
  'takeOver',
] as const satisfies readonly CommandName[];

/** Commands with the same key are done one after another, in the order in which they came. */
export function orderKey(command: WorkCommand): string {
  for (const name of ABOUT_CONVERSATION) {
    const about = command[name];
    if (about) return about.conversationId;
  }
  if (command.decideReply) return command.decideReply.itemId;
  const thread = command.follow ?? command.unfollow ?? command.read;
  return thread?.customerId ?? command.command ?? '';
}
