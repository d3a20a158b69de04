import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { targetsSchema } from '@onethread/contracts';
import type {
  AgentId,
  ConversationId,
  CustomerId,
  Entry,
  EntryBody,
  EntryId,
  IdentityId,
  StreamId,
} from '@onethread/contracts';
import { momentOf } from './clock-moments.ts';
import { clocksAfter, clocksPassed, runningDueAt } from './conversation-clocks.ts';
import { DEFAULT_TERMS } from './conversation.ts';
import type { Conversation } from './conversation.ts';
import { projectConversation } from './project-conversation.ts';
import type { TargetTerms } from './targets/clock.ts';

const MINUTE = 60_000;
const conversationId = 'v_1' as ConversationId;
const agentId = 'agent-1' as AgentId;
const identityId = 'i1' as IdentityId;

const terms: TargetTerms = {
  settingsVersion: 3,
  targets: targetsSchema.parse({
    firstResponseMinutes: 10,
    nextResponseMinutes: 20,
    resolutionMinutes: 60,
    warnMinutes: 5,
  }),
  open: { between: (from, to) => Math.max(0, to - from), after: (from, ms) => from + Math.max(0, ms) },
};

type Word =
  'ask' | 'auto-ask' | 'outside' | 'reply' | 'auto-reply' | 'copy' | 'held' | 'resolve' | 'reopen' | 'snooze' | 'wake';
const WORDS: readonly Word[] = [
  'ask',
  'ask',
  'ask',
  'auto-ask',
  'outside',
  'reply',
  'reply',
  'reply',
  'auto-reply',
  'copy',
  'held',
  'resolve',
  'reopen',
  'snooze',
  'wake',
];

function bodyOf(word: Word, isFirst: boolean): EntryBody {
  const reply = {
    kind: 'reply',
    identityId,
    conversationId,
    agentId,
    agentName: '',
    parts: [],
    clientMessageId: '1',
    held: false,
  } as const;
  const said = {
    kind: 'message',
    author: 'customer',
    identityId,
    conversationId,
    parts: [],
    providerMessageId: '1',
    automatic: false,
  } as const;
  const effect = isFirst ? 'opened' : 'reopened';
  switch (word) {
    case 'ask':
      return { ...said, effect };
    case 'auto-ask':
      return { ...said, effect: isFirst ? 'opened' : 'joined', automatic: true };
    case 'outside':
      return { ...said, effect: isFirst ? 'opened' : 'joined', author: 'agent-outside' };
    case 'reply':
      return reply;
    case 'auto-reply':
      return { ...reply, automatic: true };
    case 'copy':
      return { ...reply, copyOf: 'r_1' as EntryId };
    case 'held':
      return { ...reply, held: true };
    case 'resolve':
      return { kind: 'resolved', conversationId, agentId };
    case 'reopen':
      return { kind: 'reopened', conversationId, agentId };
    case 'snooze':
      return { kind: 'snoozed', conversationId, agentId, until: 1e15 };
    case 'wake':
      return { kind: 'woken', conversationId };
  }
}

interface Said {
  readonly minute: number;
  readonly word: Word;
}

function entriesOf(script: readonly Said[]): readonly Entry[] {
  return script.map(({ minute, word }, index) => ({
    streamId: 's' as StreamId,
    n: index + 1,
    entryId: `e${index}` as EntryId,
    customerId: 'c_i1' as CustomerId,
    at: minute * MINUTE * 1000 + index,
    body: bodyOf(word, index === 0),
  }));
}

function after(known: Conversation | undefined, entry: Entry): Conversation {
  const conversation = projectConversation(known, entry, DEFAULT_TERMS);
  assert.ok(conversation);
  const moment = momentOf(entry);
  return moment === undefined ? conversation : clocksAfter(conversation, moment, terms);
}

function project(entries: readonly Entry[], known?: Conversation): Conversation {
  let conversation = known;
  for (const entry of entries) conversation = after(conversation, entry);
  assert.ok(conversation);
  return conversation;
}

/** Numbers that look random and are the same in every run. */
function seeded(seed: number): (below: number) => number {
  let state = (seed + 1) * 7919;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function someScript(seed: number): readonly Said[] {
  const below = seeded(seed);
  const script: Said[] = [{ minute: 100, word: below(5) === 0 ? 'outside' : 'ask' }];
  for (let minute = 100; script.length < 4 + below(30);) {
    minute += below(15);
    script.push({ minute, word: WORDS[below(WORDS.length)] ?? 'ask' });
  }
  return script;
}

/** The same, told from the whole script minute by minute, without carrying anything from word to word. */
class Told {
  readonly #script: readonly Said[];

  constructor(script: readonly Said[]) {
    this.#script = script;
  }

  #before(minute: number): readonly Said[] {
    return this.#script.filter((said) => said.minute <= minute);
  }

  state(minute: number): 'open' | 'snoozed' | 'resolved' {
    const before = this.#before(minute);
    const last = before.findLast(({ word }) => ['ask', 'resolve', 'reopen', 'snooze', 'wake'].includes(word));
    if (last?.word === 'resolve') return 'resolved';
    if (last?.word === 'snooze') return 'snoozed';
    return last === undefined ? 'resolved' : 'open';
  }

  isCustomersTurn(minute: number): boolean {
    const last = this.#before(minute).findLast(({ word }) => ['ask', 'reply', 'outside'].includes(word));
    return last !== undefined && last.word !== 'ask';
  }

  /** Minutes in which the way to the end was ours. */
  spent(until: number): number {
    let sum = 0;
    for (let minute = 0; minute < until; minute += 1) {
      if (this.state(minute) === 'open' && !this.isCustomersTurn(minute)) sum += 1;
    }
    return sum;
  }

  firstResponse(): { readonly startedAt?: number; readonly doneAt?: number } {
    const asked = this.#script.findIndex(({ word }) => word === 'ask');
    const done = this.#script.slice(asked + 1).find(({ word }) => word === 'reply' || word === 'outside');
    if (asked < 0) return {};
    const startedAt = (this.#script[asked]?.minute ?? 0) * MINUTE;
    return done === undefined ? { startedAt } : { startedAt, doneAt: done.minute * MINUTE };
  }
}

describe('clocks, whatever is said when', () => {
  it('measure what a look at the whole conversation measures', () => {
    for (let seed = 0; seed < 300; seed += 1) {
      const script = someScript(seed);
      const told = new Told(script);
      const { clocks = [] } = project(entriesOf(script));
      const first = clocks.find(({ target }) => target === 'first-response');
      const expected = told.firstResponse();
      assert.deepEqual([first?.startedAt, first?.doneAt], [expected.startedAt, expected.doneAt], `seed ${seed}`);
      const end = clocks.find(({ target }) => target === 'resolution');
      const now = script.at(-1)?.minute ?? 0;
      const spentMs = end && end.spentMs + (end.since === undefined ? 0 : now * MINUTE - end.since);
      assert.equal(spentMs ?? 0, told.spent(now) * MINUTE, `seed ${seed}`);
      assert.equal(end?.doneAt !== undefined, end !== undefined && told.state(now) === 'resolved', `seed ${seed}`);
    }
  });

  it('are the same however often, and from wherever, entries are projected again', () => {
    for (let seed = 0; seed < 300; seed += 1) {
      const entries = entriesOf(someScript(seed));
      const below = seeded(seed + 1000);
      const plain = project(entries);
      let conversation: Conversation | undefined;
      for (let upTo = 0; upTo < entries.length;) {
        const next = Math.min(entries.length, upTo + 1 + below(4));
        conversation = project(entries.slice(below(upTo + 1), next), conversation);
        upTo = next;
      }
      assert.deepEqual(conversation, plain, `seed ${seed}`);
    }
  });

  it('tell each warning and each miss once, whether or not somebody looks in between', () => {
    for (let seed = 0; seed < 300; seed += 1) {
      const entries = entriesOf(someScript(seed));
      const below = seeded(seed + 2000);
      const end = Math.floor((entries.at(-1)?.at ?? 0) / 1000) + below(90) * MINUTE;
      const plain = clocksPassed(project(entries), end);
      let conversation: Conversation | undefined;
      for (const entry of entries) {
        const now = Math.floor(entry.at / 1000);
        if (conversation !== undefined && below(2) === 0) {
          conversation = clocksPassed(clocksPassed(conversation, now - below(3) * MINUTE), now);
          assert.ok((conversation.clocksAt ?? Infinity) > now);
        }
        conversation = after(conversation, entry);
      }
      assert.ok(conversation);
      conversation = clocksPassed(conversation, end);
      assert.deepEqual(conversation.clocks, plain.clocks, `seed ${seed}`);
      const ids = plain.outbox.map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length);
      assert.deepEqual(conversation.outbox.map(({ id }) => id).toSorted(), ids.toSorted(), `seed ${seed}`);
    }
  });

  it('an answer that is projected after a later message still ends the wait', () => {
    const [ask, reply, snooze] = entriesOf([
      { minute: 100, word: 'ask' },
      { minute: 105, word: 'reply' },
      { minute: 109, word: 'snooze' },
    ]);
    assert.ok(ask && reply && snooze);
    const late = project([ask, snooze, reply]);
    const first = late.clocks?.find(({ target }) => target === 'first-response');
    assert.deepEqual([first?.doneAt, first?.missedAt], [105 * MINUTE, undefined]);
    assert.deepEqual(project([reply], late), late);
  });

  it('the earliest of several due times is the conversation’s', () => {
    const script: Said[] = [
      { minute: 100, word: 'ask' },
      { minute: 105, word: 'reply' },
      { minute: 106, word: 'ask' },
    ];
    assert.equal(runningDueAt(project(entriesOf(script.slice(0, 1)))), 110 * MINUTE);
    assert.equal(runningDueAt(project(entriesOf(script.slice(0, 2)))), undefined);
    assert.equal(runningDueAt(project(entriesOf(script))), 126 * MINUTE);
  });
});
