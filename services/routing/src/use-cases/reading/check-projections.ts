import type { Entry, EntryId, StreamId } from '@onethread/contracts';
import type { PageCursor } from '@onethread/documents';
import { projectConversation, conversationOf } from '../../domain/project-conversation.ts';
import { itemOf, type Item } from '../../domain/item.ts';
import { projectItem } from '../../domain/project-item.ts';
import { bornHead, foldEntry, type StreamHead } from '../../domain/stream-head.ts';
import { changeConversation } from '../../stores/change-conversation.ts';
import { changeDocument } from '../../stores/change-document.ts';
import { changeItem, sourceOf } from '../../stores/change-item.ts';
import { conversationTerms } from '../../stores/conversation-terms.ts';
import type { EntryDocument, ItemDocument, ThreadDocument } from '../../stores/documents.ts';
import { headOf, threadOf } from '../../stores/hot-stream.ts';
import type { UseCaseContext } from '../context.ts';
import { identityIdOfCustomer } from './thread-scope.ts';

export interface CheckProgress {
  readonly streamsDone: number;
  readonly entriesDone: number;
  readonly differences: number;
  /** Ids of what differed since the last report, at most 20. */
  readonly examples: readonly string[];
  readonly finished: boolean;
}

const BATCH = 500;
const MAX_EXAMPLES = 20;
/** What was written just now may still be on its way into its projections. */
const SETTLED_AFTER_MS = 10_000;

/**
 * Makes every projection again from the entries, in one pass over all streams and in constant memory, and compares:
 * items field by field with the entry that made them, then with each change of them (merging what is merged already
 * changes nothing), conversations likewise, and `threads` with the fold of its stream. `repair` writes what differs.
 */
export async function* checkProjections(
  context: UseCaseContext,
  { repair }: { readonly repair: boolean },
): AsyncGenerator<CheckProgress, void, undefined> {
  const check = new Check(context, repair);
  let after: PageCursor | undefined;
  do {
    const page = await context.collections.entries.find({
      index: 'by_stream',
      limit: BATCH,
      ...(after === undefined ? {} : { after }),
    });
    for (const [streamId, entries] of Map.groupBy(page.documents, (entry) => entry.streamId))
      await check.take(streamId, entries);
    after = page.cursor;
    yield check.report(after === undefined);
  } while (after !== undefined);
}

class Check {
  readonly #context: UseCaseContext;
  readonly #repair: boolean;
  #streams = 0;
  #entries = 0;
  #differences = 0;
  #examples: string[] = [];
  #head: StreamHead = bornHead('' as StreamId);
  #thread: ThreadDocument | undefined;

  constructor(context: UseCaseContext, repair: boolean) {
    this.#context = context;
    this.#repair = repair;
  }

  report(finished: boolean): CheckProgress {
    const examples = this.#examples;
    this.#examples = [];
    return {
      streamsDone: this.#streams,
      entriesDone: this.#entries,
      differences: this.#differences,
      examples,
      finished,
    };
  }

  /** The next entries of a stream, in order. */
  async take(streamId: StreamId, entries: readonly EntryDocument[]): Promise<void> {
    if (this.#head.streamId !== streamId) {
      this.#streams += 1;
      this.#head = bornHead(streamId);
      this.#thread = await this.#context.collections.threads.get(streamId);
    }
    this.#entries += entries.length;
    const settled = entries.filter(({ at }) => at / 1000 < this.#context.now() - SETTLED_AFTER_MS);
    for (const [id, own] of Map.groupBy(settled, itemOf)) if (id !== undefined) await this.#item(id, own);
    for (const [id, own] of Map.groupBy(settled, conversationOf))
      if (id !== undefined && !(await this.#agrees(id, own))) {
        this.#differs(id);
        if (this.#repair) await changeConversation(this.#context, id, own);
      }
    for (const entry of entries) await this.#fold(entry);
  }

  #differs(id: string): void {
    this.#differences += 1;
    if (this.#examples.length < MAX_EXAMPLES) this.#examples.push(id);
  }

  async #item(id: EntryId, entries: readonly Entry[]): Promise<void> {
    const { items } = this.#context.collections;
    const stored = await items.get(id);
    const made = await this.#made(id, entries);
    const wrong = stored !== undefined && made !== undefined && !sameOrigin(stored, made);
    let item: Item | undefined = stored;
    for (const entry of entries) item = projectItem(item, entry, await sourceOf(this.#context, entry, item));
    if (!wrong && item === stored) return;
    this.#differs(id);
    if (!this.#repair) return;
    if (wrong) await items.remove(id, stored.rev);
    await changeItem(this.#context, id, entries);
  }

  /** The item as its own entry made it, where that entry is among these. */
  async #made(id: EntryId, entries: readonly Entry[]): Promise<Item | undefined> {
    const own = entries.find(({ entryId }) => entryId === id);
    return own && projectItem(undefined, own, await sourceOf(this.#context, own, undefined));
  }

  async #agrees(id: NonNullable<ReturnType<typeof conversationOf>>, entries: readonly Entry[]): Promise<boolean> {
    const stored = await this.#context.collections.conversations.get(id);
    if (stored === undefined) return false;
    const terms = await conversationTerms(this.#context, identityIdOfCustomer(stored.homeId));
    return entries.every((entry) => projectConversation(stored, entry, terms) === stored);
  }

  /** `threads` may lag behind its stream, but must be the fold of as many entries as it says. */
  async #fold(entry: Entry): Promise<void> {
    this.#head = foldEntry(this.#head, entry);
    if (this.#thread?.appliedN !== entry.n || sameHead(headOf(this.#thread), this.#head)) return;
    this.#differs(entry.streamId);
    if (!this.#repair) return;
    const head = this.#head;
    await changeDocument<ThreadDocument>(this.#context.collections.threads, {
      id: entry.streamId,
      make: (known) => (known?.appliedN === head.n ? { ...known, ...threadOf(head) } : known),
    });
  }
}

/** What no later entry changes; the parts only where none has. A placeholder's place may be earlier than its message's. */
function sameOrigin(stored: ItemDocument, made: Item): boolean {
  const untouched = !stored.edited && !stored.unsent && stored.partsAt === made.partsAt;
  const placed = stored.at < made.at || (stored.streamId === made.streamId && stored.n === made.n);
  const sameParts = !untouched || JSON.stringify(stored.parts) === JSON.stringify(made.parts);
  return (
    (stored.type !== made.type && stored.type === 'message') || (origin(stored) === origin(made) && placed && sameParts)
  );
}

function origin({ customerId, conversationId, type, fromCustomer, agentId, event, code }: Item): string {
  return JSON.stringify([customerId, conversationId, type, fromCustomer, agentId, event, code]);
}

function sameHead(one: StreamHead, other: StreamHead): boolean {
  return canonical(one) === canonical(other);
}

/** Independent of the order in which fields were written. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, field: unknown) =>
    typeof field === 'object' && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : field,
  );
}
