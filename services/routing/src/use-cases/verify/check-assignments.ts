import { CONVERSATION_EVENTS, type ConversationEvent, type ConversationId, type StreamId } from '@onethread/contracts';
import type { LedgerCheck, LedgerCount } from '@onethread/contracts';
import { pagesOf } from '@onethread/documents';
import type { LogRecord } from '@onethread/log';
import type { DecisionDocument } from '../../stores/decision-documents.ts';
import { entriesAbove } from '../../stores/read-entries.ts';
import { recordedPools } from '../../recording/read-recording.ts';
import { AssignmentTale } from './assignment-tale.ts';
import { CheckTally } from './check-tally.ts';
import { Doubts } from './doubts.ts';
import { judgeAssignments, type Judgement } from './judge-assignments.ts';
import { readWindow } from './read-window.ts';
import type { VerifyContext } from './verify-context.ts';

/** Streams that are remembered at once; with more, those so far are judged by what is told of them by then. */
const MAX_STREAMS = 100_000;
/** Of one conversation. */
const MAX_DECISIONS = 10_000;
const PAGE = 500;
/** Clocks of replicas may differ by less. */
const MARGIN_MS = 60_000;

/**
 * Who got what over the window, by the entries, against the decisions that are kept: nobody got anything without a
 * decision or by two, nobody was asked again who had refused, and ages were kept. Memory holds a number for each stream of
 * the window, and the facts of one stream.
 */
export async function checkAssignments(
  context: VerifyContext,
): Promise<{ checks: LedgerCheck[]; counts: LedgerCount[] }> {
  const { maxExamples } = context;
  const tallies = {
    decided: new CheckTally(
      'assignments-decided',
      'Every assignment has exactly one decision behind it, and every accepted decision one assignment.',
      maxExamples,
    ),
    offeredAgain: new CheckTally(
      'refusals-respected',
      'Nobody is offered a conversation again that they declined, missed or gave back while it waits.',
      maxExamples,
    ),
    age: new CheckTally('age-kept', 'A conversation that is offered again keeps the age of its waiting.', maxExamples),
  };
  const doubts = Object.fromEntries(
    Object.entries(tallies).map(([name, tally]) => [name, new Doubts(tally)]),
  ) as Record<keyof Judgement, Doubts>;
  const keptSince = await decisionsKeptSince(context);
  const counts = { given: 0, before: 0 };
  const streams = new Map<StreamId, number>();
  const judgeAll = async (): Promise<void> => {
    for (const [streamId, n] of streams) {
      const judge = () => judgeStream(context, { streamId, n, keptSince });
      const judged = await judge();
      for (const { given } of judged.tales.values()) {
        counts.given += given.length;
        counts.before += given.filter(({ at }) => at < keptSince).length;
      }
      for (const kind of Object.keys(tallies) as (keyof Judgement)[]) {
        tallies[kind].passed(Math.max(judged.tales.size - judged.faults[kind].length, 0));
        for (const what of judged.faults[kind]) {
          doubts[kind].add(what, async () => !(await judge()).faults[kind].includes(what));
        }
      }
    }
    streams.clear();
  };
  await readWindow(context, 'assignments', CONVERSATION_EVENTS.name, async (records) => {
    for (const record of records) {
      const fact = factOf(record);
      if (fact === undefined) continue;
      streams.set(fact.streamId, Math.min(streams.get(fact.streamId) ?? fact.n, fact.n));
    }
    if (streams.size >= MAX_STREAMS) await judgeAll();
  });
  await judgeAll();
  for (const one of Object.values(doubts)) await one.settle(context.settleMs);
  return {
    checks: Object.values(tallies).map((tally) => tally.result()),
    counts: [
      { name: 'assignments', value: counts.given },
      { name: 'assignments from before decisions were kept', value: counts.before },
    ],
  };
}

/** Both are kept equally long. `Infinity`: none are kept yet. */
async function decisionsKeptSince(context: VerifyContext): Promise<number> {
  let since = Infinity;
  for await (const pool of recordedPools(context)) {
    const query = { index: 'starts', equals: [pool], limit: 1 } as const;
    const [first] = (await context.collections.recordedInputs.find(query)).documents;
    since = Math.min(since, first?.from ?? Infinity);
  }
  return since;
}

interface StreamSpan {
  readonly streamId: StreamId;
  /** Where the window first has a fact of it. */
  readonly n: number;
  readonly keptSince: number;
}

type Faults = Readonly<Record<keyof Judgement, readonly string[]>>;

async function judgeStream(context: VerifyContext, { streamId, n, keptSince }: StreamSpan) {
  const tales = new Map<ConversationId, AssignmentTale>();
  let factsSince = 0;
  let isErased = false;
  const above = Math.max(n - 1, 0);
  for await (const entry of entriesAbove(context.collections, streamId, above)) {
    if (entry.n === n && n > 1) factsSince = Math.floor(entry.at / 1000) + MARGIN_MS;
    isErased ||= entry.erased === true || entry.body.kind === 'erased';
    const { body } = entry;
    if (!('conversationId' in body) || body.conversationId === undefined) continue;
    const tale = tales.get(body.conversationId) ?? new AssignmentTale();
    tales.set(body.conversationId, tale);
    tale.take(entry);
  }
  const faults: Record<keyof Judgement, string[]> = { decided: [], offeredAgain: [], age: [] };
  // Of the person nothing is left to compare.
  if (isErased) return { tales: new Map<ConversationId, AssignmentTale>(), faults: faults as Faults };
  for (const [conversationId, tale] of tales) {
    const decisions = await decisionsOf(context, conversationId);
    const judged = judgeAssignments(tale, decisions, { keptSince, factsSince });
    for (const kind of Object.keys(faults) as (keyof Judgement)[]) {
      faults[kind].push(...judged[kind].map((what) => `${conversationId} ${what}`));
    }
  }
  return { tales, faults: faults as Faults };
}

async function decisionsOf(
  { collections: { decisions } }: VerifyContext,
  conversationId: ConversationId,
): Promise<readonly DecisionDocument[]> {
  const found: DecisionDocument[] = [];
  const query = { index: 'by_conversation', equals: [conversationId], limit: PAGE } as const;
  for await (const page of pagesOf(decisions, query)) {
    found.push(...page);
    if (found.length >= MAX_DECISIONS) break;
  }
  return found;
}

/** Only streams in which somebody was given something, or stopped having it, are looked at. */
function factOf({ value }: LogRecord): { readonly streamId: StreamId; readonly n: number } | undefined {
  try {
    const event = JSON.parse(value) as ConversationEvent;
    if (event.type !== 'entry') return undefined;
    const { streamId, n, body } = event.entry;
    return body.kind === 'assigned' || body.kind === 'released' ? { streamId, n } : undefined;
  } catch {
    return undefined;
  }
}
