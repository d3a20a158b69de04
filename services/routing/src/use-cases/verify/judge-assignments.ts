import type { AgentId } from '@onethread/contracts';
import type { DecisionDocument } from '../../stores/decision-documents.ts';
import type { AssignmentTale, Given } from './assignment-tale.ts';

type Decision = Pick<DecisionDocument, '_id' | 'at' | 'agentId' | 'choice' | 'how' | 'outcome' | 'waitedMs' | 'forced'>;

/** What is wrong with the assignments of one conversation, in words that come out the same as long as it stays so. */
export interface Judgement {
  readonly decided: readonly string[];
  readonly offeredAgain: readonly string[];
  readonly age: readonly string[];
}

export interface Span {
  /** Facts decided before have no decisions: none were kept then. Epoch ms. */
  readonly keptSince: number;
  /** Decisions from then on have their facts among those that were read. Epoch ms. */
  readonly factsSince: number;
}

/** Clocks of replicas, and how late the document may hear of an entry. */
const MARGIN_MS = 60_000;
const REFUSALS = new Set<Decision['outcome']>(['declined', 'missed', 'rescinded']);

/** Compares what history tells of a conversation with the decisions that are kept of it. */
export function judgeAssignments(tale: AssignmentTale, decisions: readonly Decision[], span: Span): Judgement {
  return {
    decided: [...withoutDecision(tale.given, decisions, span), ...withoutFact(tale.given, decisions, span)],
    offeredAgain: tale.offeredAgain,
    age: lostAges(tale.turns, decisions),
  };
}

/** Decisions that were not refused are enough for what was given. One without an outcome may be any: its owner died. */
function withoutDecision(given: readonly Given[], decisions: readonly Decision[], { keptSince }: Span): string[] {
  const spare = counts(decisions.filter(({ outcome }) => !REFUSALS.has(outcome)).map(wayOf));
  return given.flatMap(({ agentId, reason, at }) => {
    const way = `${agentId} ${WAYS[reason] ?? reason}`;
    const left = spare.get(way) ?? 0;
    spare.set(way, left - 1);
    return left > 0 || at < keptSince ? [] : [`given to ${agentId} (${reason}) at ${at} without a decision`];
  });
}

/** Every decision that is said to be accepted has been told. */
function withoutFact(given: readonly Given[], decisions: readonly Decision[], { factsSince }: Span): string[] {
  const spare = counts(given.map(({ agentId, reason }) => `${agentId} ${WAYS[reason] ?? reason}`));
  return decisions
    .filter(({ outcome, at }) => outcome === 'accepted' && at >= factsSince)
    .flatMap((decision) => {
      const way = wayOf(decision);
      const left = spare.get(way) ?? 0;
      spare.set(way, left - 1);
      return left > 0 ? [] : [`decision ${decision._id} for ${decision.agentId} is accepted, and nobody got it by it`];
    });
}

/** Of two decisions one after another, the first of which came to nothing, the second has waited longer. */
function lostAges(turns: readonly number[], decisions: readonly Decision[]): string[] {
  const inOrder = decisions.toSorted((one, other) => one.at - other.at);
  return inOrder.flatMap((decision, place) => {
    const before = inOrder[place - 1];
    const isAgain = before !== undefined && REFUSALS.has(before.outcome) && isOfPolicy(before) && isOfPolicy(decision);
    if (!isAgain || decision.waitedMs >= before.waitedMs) return [];
    const cameBack = turns.some((at) => at >= before.at - MARGIN_MS && at <= decision.at + MARGIN_MS);
    const [was, is] = [before.waitedMs, decision.waitedMs];
    // A conversation begins with a turn; two decisions near it are of that one period all the same.
    if (cameBack && turns.length > 1) return [];
    return [`decision ${decision._id} after ${is} ms of waiting, one before it after ${was}`];
  });
}

function isOfPolicy({ how }: Decision): boolean {
  return how !== 'by-person';
}

/** Facts and decisions of one kind have the same word. Who takes what is being offered to them accepts it. */
const WAYS: Readonly<Record<string, string>> = {
  accepted: 'offered',
  auto: 'auto',
  taken: 'taken',
  transferred: 'transferred',
  'assigned-by-supervisor': 'assigned',
  'taken-over': 'taken-over',
  forced: 'forced',
};

function wayOf({ agentId, how, choice, forced }: Decision & { readonly agentId: AgentId }): string {
  if (how !== 'by-person') return `${agentId} ${how}`;
  return `${agentId} ${forced === true ? 'forced' : choice}`;
}

function counts(words: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const word of words) found.set(word, (found.get(word) ?? 0) + 1);
  return found;
}
