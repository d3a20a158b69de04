import {
  CONSUMER_GROUPS,
  OUTBOUND_STATUS,
  outboundRecordSchema,
  outboundReportSchema,
  outboundTopic,
  type DeliveryStatus,
  type LedgerCheck,
  type LedgerCount,
  type LedgerWindow,
  type OutboundMessage,
  type OutboundStatus,
} from '@onethread/contracts';
import type { LogRecord } from '@onethread/log';
import { recentMap } from '@onethread/runtime';
import { isLaterStatus } from '../../domain/delivery-status.ts';
import type { ItemDocument } from '../../stores/documents.ts';
import { CheckTally } from './check-tally.ts';
import { Doubts } from './doubts.ts';
import { readWindow, undoneSince } from './read-window.ts';
import type { VerifyContext } from './verify-context.ts';

/** A reply that is neither settled nor parked by then is forgotten: calls end within seconds, sweepers come every 5 s. */
const STUCK_AFTER_MS = 5 * 60 * 1000;
const MAX_CHANNELS = 100;
/** Replies that are remembered, so that one that was handed over twice counts once. */
const MAX_SEEN = 100_000;

type Fate = 'settled' | 'unknown' | 'waiting' | 'tried again';

/** Every reply that was handed to a channel is settled, unknown or waits; what channels told of replies stands in history. */
export async function checkReplies(
  context: VerifyContext,
): Promise<{ windows: LedgerWindow[]; checks: LedgerCheck[]; counts: LedgerCount[] }> {
  const { collections, maxExamples, now } = context;
  const settled = new CheckTally(
    'replies-settled',
    'Every reply is handed to its channel, and is then sent, failed, unknown or waits there.',
    maxExamples,
  );
  const kept = new CheckTally('statuses-kept', 'What channels told of replies stands in history.', maxExamples);
  const fates: Record<Fate, number> = { settled: 0, unknown: 0, waiting: 0, 'tried again': 0 };
  const windows: LedgerWindow[] = [];
  const seen = recentMap<string, true>(MAX_SEEN);
  const doubts = new Doubts(settled);
  const keptDoubts = new Doubts(kept);

  const channels = await collections.channels.find({ index: 'by_announcement', limit: MAX_CHANNELS });
  for (const { _id: channel } of channels.documents) {
    const topic = outboundTopic(channel).name;
    const undone = await undoneSince(context, topic, CONSUMER_GROUPS.channel(channel));
    const window = await readWindow(context, 'replies', topic, async (records) => {
      const replies = records.flatMap((record) => {
        const reply = parsed(record, (value) => outboundRecordSchema.safeParse(value).data);
        if (reply?.type !== 'reply') return [];
        // Handed over again after a crash: the same reply.
        const name = `${reply.entryId}.${reply.attempt}`;
        if (seen.get(name) === true) return [];
        seen.set(name, true);
        return [{ record, reply }];
      });
      const items = await itemsOf(
        context,
        replies.map(({ reply }) => reply.entryId),
      );
      for (const { record, reply } of replies) {
        const item = items.get(reply.entryId);
        const fate = fateOf(item, reply);
        if (fate === undefined) settled.failed(`${reply.entryId} handed over, not in history`);
        else if (fate !== 'waiting') {
          fates[fate] += 1;
          settled.passed();
        } else if (record.timestamp >= Math.min(undone, now() - STUCK_AFTER_MS) || (await isParked(context, record))) {
          fates.waiting += 1;
          settled.passed();
        } else doubts.add(`${reply.entryId} neither sent nor waiting`, () => isSettled(context, record, reply));
      }
    });
    windows.push(window);
  }
  const relays = await collections.items.find({ index: 'waiting_for_relay', to: now() - STUCK_AFTER_MS, limit: 1000 });
  for (const { _id } of relays.documents) settled.failed(`${_id} not handed to its channel`);

  const undone = await undoneSince(context, OUTBOUND_STATUS.name, CONSUMER_GROUPS.routerReceipts);
  windows.push(
    await readWindow(context, 'replies', OUTBOUND_STATUS.name, async (records) => {
      const words = records.flatMap((record) => {
        const word = parsed(record, (value) => outboundReportSchema.safeParse(value).data);
        return word?.type === 'status' && word.entryId !== undefined && record.timestamp < undone ? [word] : [];
      });
      const items = await itemsOf(
        context,
        words.map(({ entryId }) => entryId ?? ''),
      );
      for (const word of words) {
        if (stands(items.get(word.entryId ?? ''), word)) kept.passed();
        else {
          const isGone = async (): Promise<boolean> => stands(await collections.items.get(word.entryId ?? ''), word);
          keptDoubts.add(`${word.entryId} told to be ${word.status}`, isGone);
        }
      }
    }),
  );
  await doubts.settle(context.settleMs);
  await keptDoubts.settle(context.settleMs);
  return {
    windows,
    checks: [settled.result(), kept.result()],
    counts: Object.entries(fates).map(([name, value]) => ({ name: `replies ${name}`, value })),
  };
}

const SETTLED: ReadonlySet<DeliveryStatus | undefined> = new Set(['sent', 'failed', 'delivered', 'read'] as const);

function fateOf(item: ItemDocument | undefined, reply: OutboundMessage): Fate | undefined {
  if (item === undefined) return undefined;
  if ((item.attempt ?? 1) > reply.attempt) return 'tried again';
  if (SETTLED.has(item.status)) return 'settled';
  return item.status === 'unknown' ? 'unknown' : 'waiting';
}

/** Words on foreign items and on attempts of the past are set aside, and rightly so. */
function stands(item: ItemDocument | undefined, { status, attempt, identity }: OutboundStatus): boolean {
  if (item === undefined || item.identityId !== identity.identityId || item.type !== 'reply') return true;
  const current = item.attempt ?? 1;
  return current > attempt || (current === attempt && !isLaterStatus(status, item.status));
}

async function isParked({ collections }: VerifyContext, { key }: LogRecord): Promise<boolean> {
  return (await collections.parked.get(key))?.since !== undefined;
}

async function isSettled(context: VerifyContext, record: LogRecord, reply: OutboundMessage): Promise<boolean> {
  const item = await context.collections.items.get(reply.entryId);
  return fateOf(item, reply) !== 'waiting' || (await isParked(context, record));
}

async function itemsOf(
  { collections }: VerifyContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ItemDocument>> {
  if (ids.length === 0) return new Map();
  const items = await collections.items.getMany([...new Set(ids)]);
  return new Map(items.map((item) => [item._id, item]));
}

function parsed<T>({ value }: LogRecord, read: (json: unknown) => T | undefined): T | undefined {
  try {
    return read(JSON.parse(value));
  } catch {
    return undefined;
  }
}
