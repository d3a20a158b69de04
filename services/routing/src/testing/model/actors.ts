import { conversationIdOf } from '@onethread/contracts';
import type { AgentId, ConversationId, CustomerId, Entry, EntryId, IdentityId, StreamId } from '@onethread/contracts';
import { RoutingError } from '../../domain/errors.ts';
import { addNote } from '../../use-cases/add-note.ts';
import type { UseCaseContext } from '../../use-cases/context.ts';
import { decideReply } from '../../use-cases/decide-reply.ts';
import { proposeLink, retractLink } from '../../use-cases/link-identities.ts';
import { receiveMessage } from '../../use-cases/receive-message.ts';
import { reopenConversation } from '../../use-cases/reopen-conversation.ts';
import { resolveConversation } from '../../use-cases/resolve-conversation.ts';
import { sendReply } from '../../use-cases/send-reply.ts';
import { snoozeConversation } from '../../use-cases/snooze-conversation.ts';
import type { HistoryWorld } from '../../use-cases/testing/history-world.ts';
import { DAY_MS, inbound } from '../../use-cases/testing/test-context.ts';
import type { Operation } from './operations.ts';
import { PEOPLE, personOf } from './people.ts';
import { redelivered } from '../../use-cases/testing/redelivered.ts';
import { groupOf, tiedTo } from './plain-history.ts';
import type { PlainHistory } from './plain-history.ts';
import { linked, unlinked } from './plain-links.ts';
import type { Ends, Links } from './plain-links.ts';
import type { StateKind, Step } from './plain-steps.ts';
import { lookAt, takeInHand } from './agents-hands.ts';

const HOUR_MS = 60 * 60 * 1000;
const text = (words: string) => [{ kind: 'text' as const, text: words }];

/** What somebody did, and what was to be seen of it once all was quiet: told after the fact, from the commits. */
export interface Deed {
  readonly done: Promise<unknown>;
  /** The links as they are from now on, where this changed them. */
  readonly links?: Links;
  /** Given the entries that were committed meanwhile. */
  readonly steps: (committed: readonly Entry[]) => readonly Step[];
}

/** What agents decided about replies that were held: once for each. */
export type Decisions = Map<EntryId, 'send' | 'discard'>;

export interface Stage {
  readonly world: HistoryWorld;
  readonly history: PlainHistory;
  /** What agents saw each time all was quiet: stream → n. */
  readonly looks: readonly Readonly<Record<StreamId, number>>[];
  /** Replies so far; held ones wait for a decision. */
  readonly held: readonly EntryId[];
  readonly decisions: Decisions;
  /** Of this deed, for ever: names what it makes. */
  readonly name: string;
}

export function perform(operation: Operation, stage: Stage): Deed | undefined {
  switch (operation.kind) {
    case 'message':
      return writeMessage(stage, operation);
    case 'reply':
      return reply(stage, operation);
    case 'decide':
      return decide(stage, operation);
    case 'note':
      return note(stage, operation);
    case 'take':
      return take(stage, operation);
    case 'resolve':
      return changeState(stage, operation, 'resolved', (context, act) => resolveConversation(context, act));
    case 'reopen':
      return changeState(stage, operation, 'reopened', (context, act) => reopenConversation(context, act));
    case 'snooze': {
      const until = stage.world.now + operation.hours * HOUR_MS;
      return changeState(stage, operation, 'snoozed', (context, act) => snoozeConversation(context, { ...act, until }));
    }
    case 'link':
      return linkUp(stage, operation);
    case 'unlink':
      return unlink(stage, operation);
  }
}

function writeMessage(
  { world, name }: Stage,
  { from, automatic, twice }: Extract<Operation, { kind: 'message' }>,
): Deed {
  const person = nth(PEOPLE, from);
  const message = inbound(person.identity, name, {
    automatic,
    occurredAt: world.now,
    profile: person.user === undefined ? {} : { verifiedUser: person.user },
  });
  const told: Entry[] = [];
  const deliver = async (n: number) =>
    told.push((await redelivered(world, n, (context) => receiveMessage(context, message))).entry);
  return {
    done: Promise.all(twice ? [deliver(0), deliver(1)] : [deliver(from)]),
    steps: (committed) => {
      const entry = only(committed.filter(({ entryId }) => entryId === message.entryId));
      for (const one of told) {
        if (one.streamId !== entry.streamId || one.n !== entry.n) throw new Error(`${name} was told of another place`);
      }
      const written: Step = { kind: 'message', entry, windowMs: DAY_MS, newId: conversationIdOf(entry.entryId) };
      return [written, { kind: 'joined-up', threadsOf: [entry.customerId] }];
    },
  };
}

function reply(stage: Stage, { agent, about, looked }: Extract<Operation, { kind: 'reply' }>): Deed | undefined {
  const { world, history, looks, name } = stage;
  const conversation = nthOf(history, about);
  if (conversation === undefined) return undefined;
  const before = looks[about % Math.max(1, looks.length)] ?? {};
  const shown: { seen?: Readonly<Record<StreamId, number>> } = {};
  const send = async () => {
    if (looked !== 'unsaid') {
      shown.seen =
        looked === 'before' ? before : await redelivered(world, agent, (context) => lookAt(context, conversation.home));
    }
    const request = {
      agentId: agentOf(agent),
      agentName: 'Ada',
      clientMessageId: name,
      conversationId: conversation.id,
      parts: text(name),
      ...(shown.seen === undefined ? {} : { seen: shown.seen }),
    };
    await redelivered(world, agent, (context) => sendReply(context, request));
  };
  return {
    done: unlessRefused(send()),
    steps: (committed) =>
      committed
        .filter(({ body }) => body.kind === 'reply' && body.clientMessageId === name)
        .map((entry) => ({ kind: 'reply', entry, ...(shown.seen === undefined ? {} : { seen: shown.seen }) })),
  };
}

function decide(
  { world, held, decisions }: Stage,
  { agent, about, decision }: Extract<Operation, { kind: 'decide' }>,
): Deed | undefined {
  const itemId = held[about % Math.max(1, held.length)];
  if (itemId === undefined) return undefined;
  const say = async () => {
    await redelivered(world, agent, (context) => decideReply(context, { agentId: agentOf(agent), itemId, decision }));
    if ((decisions.get(itemId) ?? decision) !== decision) throw new Error(`${itemId} was decided both ways`);
    decisions.set(itemId, decision);
  };
  return { done: unlessRefused(say()), steps: () => [] };
}

function note(
  { world, history, name }: Stage,
  { agent, about }: Extract<Operation, { kind: 'note' }>,
): Deed | undefined {
  const conversation = nthOf(history, about);
  if (conversation === undefined) return undefined;
  const request = {
    agentId: agentOf(agent),
    agentName: 'Ada',
    clientMessageId: name,
    conversationId: conversation.id,
    parts: text(name),
  };
  return { done: redelivered(world, agent, (context) => addNote(context, request)), steps: () => [] };
}

function take(
  { world, history, name }: Stage,
  { agent, about }: Extract<Operation, { kind: 'take' }>,
): Deed | undefined {
  const conversation = nthOf(history, about);
  if (conversation === undefined) return undefined;
  const { id: conversationId } = conversation;
  const agentId = name as AgentId;
  return {
    done: redelivered(world, agent, (context) => takeInHand(context, { conversationId, agentId })),
    steps: (committed) => {
      const taken = committed.some(({ body }) => body.kind === 'assigned' && body.agentId === agentId);
      return [taken ? { kind: 'taken', conversationId, agentId } : { kind: 'not-taken', conversationId }];
    },
  };
}

function changeState(
  { world, history, name }: Stage,
  { agent, about }: { readonly agent: number; readonly about: number },
  wanted: StateKind,
  change: (
    context: UseCaseContext,
    act: { readonly agentId: AgentId; readonly conversationId: ConversationId },
  ) => Promise<unknown>,
): Deed | undefined {
  const conversation = nthOf(history, about);
  if (conversation === undefined) return undefined;
  const { id: conversationId } = conversation;
  const agentId = name as AgentId;
  return {
    done: unlessRefused(redelivered(world, agent, (context) => change(context, { agentId, conversationId }))),
    steps: (committed) => {
      // Told again after a crash an agent hears that it is so already, or does it anew where a customer undid it meanwhile:
      // only the commits say who did what.
      const mine = committed.filter(
        ({ body }) => body.kind === wanted && 'agentId' in body && body.agentId === agentId,
      );
      const own = mine.filter((entry) => isAbout(entry, conversationId));
      if (own.length === 0) return [{ kind: 'no-change', conversationId, wanted }];
      const followers = new Map(
        mine
          .filter((one) => !own.includes(one))
          .flatMap(({ body, at }) =>
            'conversationId' in body ? [[body.conversationId, Math.floor(at / 1000)] as const] : [],
          ),
      );
      return own.flatMap((entry) => [
        { kind: 'state', entry, followers },
        ...(wanted === 'resolved' ? [{ kind: 'joined-up' as const, threadsOf: [conversation.home] }] : []),
      ]);
    },
  };
}

function linkUp({ world, history }: Stage, { a, b, proved }: Extract<Operation, { kind: 'link' }>): Deed | undefined {
  const met = history.customers;
  const [one, other] = [met[a % Math.max(1, met.length)], met[b % Math.max(1, met.length)]];
  if (one === undefined || other === undefined || one === other) return undefined;
  const [first, second] = [one, other].toSorted() as [CustomerId, CustomerId];
  const ends = { a: first, b: second };
  const links = linked(history, { ...ends, proved }, (customerId) => personOf(customerId).user);
  const evidence = proved ? 'login' : 'agent';
  const proposal = { a: identityOf(first), b: identityOf(second), evidence, proved } as const;
  const isSoAlready = groupOf(history, first).includes(second) || !tiedTo(first, links.links).includes(second);
  return {
    done: redelivered(world, a, (context) => proposeLink(context, proposal)),
    links,
    steps: (committed) => afterMove(committed, ends, isSoAlready),
  };
}

function unlink({ world, history }: Stage, { about }: Extract<Operation, { kind: 'unlink' }>): Deed | undefined {
  const old = history.links[about % Math.max(1, history.links.length)];
  if (old === undefined) return undefined;
  const links = unlinked(history, old);
  const ends = { a: identityOf(old.a), b: identityOf(old.b) };
  return {
    done: redelivered(world, about, (context) => retractLink(context, ends)),
    links,
    steps: (committed) => afterMove(committed, old, tiedTo(old.a, links.links).includes(old.b)),
  };
}

function afterMove(committed: readonly Entry[], link: Ends, isSoAlready: boolean): readonly Step[] {
  const moves = committed.flatMap(({ body }) => (body.kind === 'moved' ? [body.opId] : []));
  if (moves.length !== (isSoAlready ? 0 : 1)) throw new Error(`one change of links made ${moves.length} moves`);
  const [opId] = moves;
  if (opId === undefined) return [];
  const splits = {
    leaving: conversationIdOf(`${opId}:split` as EntryId),
    staying: conversationIdOf(`${opId}:stays` as EntryId),
  };
  return [
    { kind: 'moved', link, splits },
    { kind: 'joined-up', threadsOf: [link.a, link.b] },
  ];
}

function isAbout({ body }: Entry, id: ConversationId): boolean {
  return 'conversationId' in body && body.conversationId === id;
}

async function unlessRefused(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof RoutingError)) throw error;
  }
}

function only<T>(found: readonly T[]): T {
  if (found.length !== 1) throw new Error(`${found.length} instead of one`);
  return found[0] as T;
}

function nth<T>(list: readonly T[], n: number): T {
  return list[n % list.length] as T;
}

function nthOf({ conversations }: PlainHistory, n: number) {
  const all = [...conversations.values()];
  // The latest first: long runs go on where something is going on.
  return all.length === 0 ? undefined : all[all.length - 1 - (n % all.length)];
}

function agentOf(n: number): AgentId {
  return `agent-${n}` as AgentId;
}

function identityOf(customerId: CustomerId): IdentityId {
  return personOf(customerId).identity.identityId as IdentityId;
}
