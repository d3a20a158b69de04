import {
  CONSUMER_GROUPS,
  deadLetterIdOf,
  INBOUND_MESSAGES,
  inboundRecordSchema,
  type EntryId,
  type InboundRecord,
  type LedgerCheck,
  type LedgerCount,
  type LedgerWindow,
} from '@onethread/contracts';
import type { LogRecord } from '@onethread/log';
import { recentMap } from '@onethread/runtime';
import { itemOf } from '../../domain/item.ts';
import { fewAtOnce } from '../../few-at-once.ts';
import { REPLAY_OF_HEADER } from '../dead-letters/replay-dead-letter.ts';
import { CheckTally } from './check-tally.ts';
import { Doubts, MAX_DOUBTS } from './doubts.ts';
import { readWindow, undoneSince } from './read-window.ts';
import type { VerifyContext } from './verify-context.ts';

/** Identities whose last message is remembered; of more, some neighbours are not compared. */
const MAX_IDENTITIES = 200_000;

interface Suspect {
  readonly entryId: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
}

/**
 * Every customer's message on the log stands in history exactly once or is a dead letter, and those of one identity stand
 * there in the order of the log.
 */
export async function checkInbound(
  context: VerifyContext,
): Promise<{ windows: LedgerWindow[]; checks: LedgerCheck[]; counts: LedgerCount[] }> {
  const { collections, maxExamples } = context;
  const stored = new CheckTally(
    'stored-once',
    'Every message of a customer is stored exactly once, or is a dead letter.',
    maxExamples,
  );
  const order = new CheckTally(
    'identity-order',
    'Messages of one identity stand in the order they came in.',
    maxExamples,
  );
  const doubts = new Doubts(stored);
  const lastAt = recentMap<string, number>(MAX_IDENTITIES);
  const suspects: Suspect[] = [];
  const counts = { messages: 0, revisions: 0, standings: 0, deadLettered: 0, pending: 0 };
  const undone = await undoneSince(context, INBOUND_MESSAGES.name, CONSUMER_GROUPS.router);

  const isDeadLetter = async ({ topic, partition, offset }: LogRecord): Promise<boolean> =>
    (await collections.deadLetters.get(deadLetterIdOf(CONSUMER_GROUPS.router, topic, partition, offset))) !== undefined;

  /** Where a message stands (µs), 'twice', or undefined where it does not. */
  const placeOf = async (entryId: string): Promise<number | 'twice' | undefined> => {
    const { documents } = await collections.entries.find({ index: 'by_entry_id', equals: [entryId], limit: 2 });
    const [entry, other] = documents;
    if (entry === undefined) return undefined;
    if (other !== undefined) return 'twice';
    // Filled in for a placeholder, it stands where that one stood.
    return (await collections.items.get(itemOf(entry) ?? entry.entryId))?.at ?? entry.at;
  };

  const look = async (record: LogRecord): Promise<number | undefined> => {
    const inbound = decoded(record);
    if (inbound?.type === 'revision') {
      counts.revisions += 1;
      return undefined;
    }
    // No facts of the thread: the link that one made is settled by itself, of the other the latest counts.
    if (inbound?.type === 'evidence' || inbound?.type === 'profile') return undefined;
    if (inbound?.type === 'standing') counts.standings += 1;
    else if (inbound !== undefined) counts.messages += 1;
    const place = inbound && (await placeOf(inbound.entryId));
    if (typeof place === 'number') {
      stored.passed();
      return place;
    }
    const name = inbound?.entryId ?? placeName(record);
    if (place === 'twice') stored.failed(`${name} stored twice`);
    else if (await isDeadLetter(record)) {
      counts.deadLettered += 1;
      stored.passed();
    } else if (record.timestamp >= undone) counts.pending += 1;
    else {
      const isGone = async (): Promise<boolean> =>
        (inbound !== undefined && (await placeOf(inbound.entryId)) !== undefined) || (await isDeadLetter(record));
      doubts.add(`${name} not stored`, isGone);
    }
    return undefined;
  };

  const window = await readWindow(context, 'inbound', INBOUND_MESSAGES.name, async (records) => {
    const places = await fewAtOnce(records, look);
    for (const [index, record] of records.entries()) {
      const at = places[index];
      // What was replayed stands where it failed at first, not where it stands on the log.
      if (at === undefined || record.headers[REPLAY_OF_HEADER] !== undefined) continue;
      const before = lastAt.get(record.key) ?? 0;
      if (at >= before) {
        lastAt.set(record.key, at);
        order.passed();
        continue;
      }
      const { partition, offset, key } = record;
      const entryId = decoded(record)?.entryId ?? '';
      if (suspects.length < MAX_DOUBTS) suspects.push({ entryId, partition, offset, key });
      else order.failed(`${entryId} of ${key} stands before an earlier message`);
    }
  });
  await doubts.settle(context.settleMs);
  await acquitDuplicates(context, suspects, order);
  return {
    windows: [window],
    checks: [stored.result(), order.result()],
    counts: [
      { name: 'messages of customers', value: counts.messages },
      { name: 'changes of messages', value: counts.revisions },
      { name: 'changes of who may be written to', value: counts.standings },
      { name: 'dead letters among them', value: counts.deadLettered },
      { name: 'not processed yet', value: counts.pending },
    ],
  };
}

/** A message that is on the log twice (a webhook that came again) stands where its first delivery put it: no fault of order. */
async function acquitDuplicates(
  context: VerifyContext,
  suspects: readonly Suspect[],
  order: CheckTally,
): Promise<void> {
  if (suspects.length === 0) return;
  const first = new Map<string, number>(suspects.map(({ entryId }) => [entryId, Infinity]));
  await readWindow(context, 'inbound', INBOUND_MESSAGES.name, async (records) => {
    for (const record of records) {
      const entryId = decoded(record)?.entryId;
      if (entryId !== undefined && first.has(entryId)) {
        first.set(entryId, Math.min(first.get(entryId) ?? Infinity, record.offset));
      }
    }
  });
  for (const { entryId, offset, key } of suspects) {
    if ((first.get(entryId) ?? offset) < offset) order.passed();
    else order.failed(`${entryId} of ${key} stands before an earlier message`);
  }
}

function decoded({ value }: LogRecord): (InboundRecord & { readonly entryId: EntryId | string }) | undefined {
  try {
    return inboundRecordSchema.safeParse(JSON.parse(value)).data;
  } catch {
    return undefined;
  }
}

function placeName({ topic, partition, offset }: LogRecord): string {
  return `${topic}/${partition}/${offset}`;
}
