import type { HistoryClient, Item } from '@onethread/rpc';
import { textOf } from '../../tests/item-text.ts';
import type { Findings } from '../findings.ts';
import type { Person, Roster } from '../traffic/roster.ts';
import { namedAnswer, namedMessage } from '../traffic/texts.ts';
import { checkNumbers } from './walk-entries.ts';

const PAGE_SIZE = 200;
/** Threads read at a time. */
const AT_ONCE = 8;
const ARRIVED = new Set(['SENT', 'DELIVERED', 'READ']);

/** What became of all answers. */
export interface Answers {
  readonly sent: number;
  readonly unknown: number;
  readonly failed: number;
  readonly undecided: number;
}

export interface ThreadsChecked extends Answers {
  /** Messages that agents are shown. */
  readonly shown: number;
}

/** A customer's whole thread, oldest first, page by page as a desk reads it. */
async function threadOf(history: HistoryClient, customerId: string): Promise<Item[]> {
  const pages: Item[][] = [];
  let pageToken = '';
  do {
    const page = await history.listItems({ customerId, pageToken, pageSize: PAGE_SIZE, newer: false });
    pages.push(page.items);
    pageToken = page.olderPageToken;
  } while (pageToken !== '');
  return pages.toReversed().flat();
}

/** Calls `look` for everybody's thread; memory for a few threads at a time. */
async function eachThread(
  history: HistoryClient,
  people: Iterable<Person>,
  look: (person: Person, thread: readonly Item[]) => void,
): Promise<void> {
  const queue = people[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    for (let next = queue.next(); !next.done; next = queue.next()) {
      look(next.value, await threadOf(history, next.value.customerId));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** Those whose answers are not decided yet. */
export async function undecided(history: HistoryClient, people: Iterable<Person>): Promise<Person[]> {
  const waiting: Person[] = [];
  await eachThread(history, people, (person, thread) => {
    if (thread.some(({ reply }) => reply && stateOf(reply.status) === 'undecided')) waiting.push(person);
  });
  return waiting;
}

/** Compares every thread, as agents read it through gRPC, with what was acknowledged and what arrived. */
export async function checkThreads(
  history: HistoryClient,
  roster: Roster,
  findings: Findings,
): Promise<ThreadsChecked> {
  const counts = { sent: 0, unknown: 0, failed: 0, undecided: 0, shown: 0 };
  const met = roster.people.filter(({ customerId }) => customerId !== '');
  await eachThread(history, met, (person, thread) => {
    const numbers = thread
      .filter(({ content }) => content === 'message')
      .map((item) => namedMessage(textOf(item))?.number ?? 0);
    counts.shown += numbers.length;
    checkNumbers(person, numbers, findings, { missing: 'shown', where: 'shown' });
    const known = new Set<string>();
    for (const item of thread) {
      if (item.reply === null || item.reply === undefined) continue;
      const mark = namedAnswer(textOf(item))?.mark ?? item.itemId;
      known.add(mark);
      const state = stateOf(item.reply.status);
      counts[state] += 1;
      checkAnswer(person, { mark, state, itemId: item.itemId, status: item.reply.status }, findings);
    }
    for (const mark of new Set(person.arrived)) {
      if (!known.has(mark)) findings.add('told', `${person.name} received "${mark}", which history does not hold`);
    }
  });
  return counts;
}

type State = keyof Answers;

function stateOf(status: string): State {
  if (ARRIVED.has(status)) return 'sent';
  return status === 'UNKNOWN' ? 'unknown' : status === 'FAILED' ? 'failed' : 'undecided';
}

export interface ToldAnswer {
  readonly mark: string;
  readonly itemId: string;
  readonly state: State;
  readonly status: string;
}

/** One answer, told of in one way, beside how often it arrived. */
export function checkAnswer(
  { name, arrived }: Pick<Person, 'name' | 'arrived'>,
  { mark, itemId, state, status }: ToldAnswer,
  findings: Findings,
): void {
  const times = arrived.reduce((sum, one) => (one === mark ? sum + 1 : sum), 0);
  const what = `${name}: "${mark}" (${itemId}, ${status})`;
  if (times > 1) findings.add('sent-once', `${what} arrived ${times} times`);
  if (state === 'sent' && times === 0) findings.add('told', `${what} never arrived`);
  if (state === 'failed' && times > 0) findings.add('told', `${what} arrived`);
  if (state === 'undecided') findings.add('told', `${what} stays undecided`);
}
