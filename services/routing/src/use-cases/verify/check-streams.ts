import { CONVERSATION_EVENTS, type ConversationEvent, type Entry } from '@onethread/contracts';
import type { LedgerCheck, LedgerCount, LedgerWindow } from '@onethread/contracts';
import type { LogRecord } from '@onethread/log';
import type { EntryDocument } from '../../stores/documents.ts';
import { entryDocumentId } from '../../stores/read-entries.ts';
import { CheckTally } from './check-tally.ts';
import { readWindow } from './read-window.ts';
import type { VerifyContext } from './verify-context.ts';

/**
 * Every entry that was announced is stored under its number, and the number below it is taken by an earlier one: what is
 * announced over a window makes each stream dense there.
 */
export async function checkStreams(
  context: VerifyContext,
): Promise<{ windows: LedgerWindow[]; checks: LedgerCheck[]; counts: LedgerCount[] }> {
  const dense = new CheckTally(
    'streams-dense',
    'Every announced entry is stored under its number, and each stream is numbered without a gap.',
    context.maxExamples,
  );
  const window = await readWindow(context, 'streams', CONVERSATION_EVENTS.name, async (records) => {
    const entries = records.map(entryOf).filter((entry) => entry !== undefined);
    const ids = new Set(entries.flatMap(({ streamId, n }) => [idOf(streamId, n), idOf(streamId, n - 1)]));
    if (ids.size === 0) return;
    const found = await context.collections.entries.getMany([...ids]);
    const stored = new Map(found.map((document) => [document._id, document]));
    for (const entry of entries) {
      const fault = faultOf(entry, stored);
      if (fault === undefined) dense.passed();
      else dense.failed(`${idOf(entry.streamId, entry.n)} ${fault}`);
    }
  });
  return { windows: [window], checks: [dense.result()], counts: [] };
}

const idOf = entryDocumentId;

function faultOf(entry: Entry, stored: ReadonlyMap<string, EntryDocument>): string | undefined {
  const own = stored.get(idOf(entry.streamId, entry.n));
  if (own === undefined) return 'announced, not stored';
  if (own.entryId !== entry.entryId) return 'announced as another entry than is stored';
  if (entry.n === 1) return undefined;
  const before = stored.get(idOf(entry.streamId, entry.n - 1));
  if (before === undefined) return 'follows a gap';
  return before.at < own.at ? undefined : 'is not later than the entry before it';
}

function entryOf({ value }: LogRecord): Entry | undefined {
  try {
    const event = JSON.parse(value) as ConversationEvent;
    return event.type === 'entry' ? event.entry : undefined;
  } catch {
    return undefined;
  }
}
