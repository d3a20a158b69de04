import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DELIVERY_STATUSES } from '@onethread/contracts';
import type { ConversationId, CustomerId, Entry, EntryBody, EntryId, IdentityId } from '@onethread/contracts';
import fc from 'fast-check';
import { itemOf, reasonOf } from './item.ts';
import type { Item } from './item.ts';
import { isNewWait, projectItem } from './project-item.ts';

const source = { channel: 'pigeon', account: 'loft' };
const itemId = 'r_1' as EntryId;
const agentId = 'agent' as Extract<EntryBody, { kind: 'reply' }>['agentId'];

function entry(at: number, body: EntryBody, entryId = `e${at}` as EntryId): Entry {
  return { streamId: 'c_anna' as CustomerId, n: at, entryId, customerId: 'c_anna' as CustomerId, at: at * 1000, body };
}

const text = (words: string) => [{ kind: 'text' as const, text: words }];
const base = { identityId: 'anna' as IdentityId, conversationId: 'v' as ConversationId };
const reply = (held: boolean): Entry =>
  entry(
    1,
    { kind: 'reply', ...base, agentId, agentName: 'Ada', parts: text('hi'), clientMessageId: 'c', held },
    itemId,
  );
const message = entry(
  1,
  {
    kind: 'message',
    ...base,
    author: 'customer',
    effect: 'opened',
    parts: text('hi'),
    providerMessageId: 'p',
    automatic: false,
  },
  itemId,
);

const reaction = fc.record({
  kind: fc.constant('reaction' as const),
  emoji: fc.constantFrom('👍', '__proto__'),
  active: fc.boolean(),
});
const ofMessage = fc.oneof(
  fc.record({ kind: fc.constant('edit' as const), parts: fc.string({ maxLength: 5 }).map(text) }),
  fc.constant({ kind: 'unsend' as const }),
  reaction,
);
const attempt = fc.integer({ min: 1, max: 3 });
const told = fc.constantFrom(...DELIVERY_STATUSES.filter((status) => status !== 'queued'));
const ofReply = fc.oneof(
  fc.record({ kind: fc.constant('status' as const), status: told, attempt }),
  fc.record({
    kind: fc.constant('status' as const),
    status: fc.constant('sending' as const),
    attempt,
    reason: fc.record({ code: fc.constantFrom('429', 'down'), text: fc.constant(''), permanent: fc.constant(false) }),
  }),
  fc.record({ kind: fc.constant('relayed' as const), attempt }),
  fc.constant({ kind: 'reply-decided' as const, decision: 'retry' as const, attempt: 2, agentId }),
  fc.constant({ kind: 'reply-decided' as const, decision: 'retry' as const, attempt: 3, agentId }),
  reaction,
);
/** A retry is one fact per attempt, as its entryId says. */
const life = fc.oneof(
  fc.tuple(fc.constant(message), fc.array(ofMessage, { maxLength: 8 })),
  fc.tuple(
    fc.constantFrom(reply(false), reply(true)),
    fc.uniqueArray(ofReply, {
      maxLength: 8,
      comparator: (one, other) =>
        one.kind === 'reply-decided' && other.kind === 'reply-decided' && one.attempt === other.attempt,
    }),
  ),
);

function projected(first: Entry, changes: readonly Entry[]): Item | undefined {
  return changes.reduce<Item | undefined>(
    (item, one) => projectItem(item, one, source),
    projectItem(undefined, first, source),
  );
}

describe('an item', () => {
  it('ends the same in whatever order and however often its changes are projected', () => {
    fc.assert(
      fc.property(life, fc.infiniteStream(fc.nat()), ([first, bodies], chance) => {
        const changes = bodies.map((body, n) => entry(n + 2, { itemId, ...body }));
        const shuffled = [...changes, first, ...changes]
          .map((one) => ({ one, key: chance.next().value }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ one }) => one);
        assert.deepEqual(projected(first, shuffled), projected(first, changes));
      }),
      { numRuns: 500 },
    );
  });

  it('says by identity that nothing changed', () => {
    const item = projectItem(undefined, message, source);
    assert.equal(projectItem(item, message, source), item);
  });

  it('never goes back in delivery, except for another attempt', () => {
    const status = (at: number, word: (typeof DELIVERY_STATUSES)[number], of = 1) =>
      entry(at, { kind: 'status', itemId, status: word, attempt: of });
    assert.equal(projected(reply(false), [status(2, 'sent'), status(3, 'sending')])?.status, 'sent');
    assert.equal(projected(reply(false), [status(2, 'sent'), status(3, 'failed')])?.status, 'failed');
    assert.equal(projected(reply(false), [status(2, 'failed'), status(3, 'delivered')])?.status, 'delivered');
    const retry = entry(4, { kind: 'reply-decided', itemId, decision: 'retry', attempt: 2, agentId });
    const again = projected(reply(false), [
      entry(2, { kind: 'relayed', itemId, attempt: 1 }),
      status(3, 'failed'),
      retry,
    ]);
    assert.equal(again?.status, 'queued');
    assert.equal(again?.relayAt, 4);
  });

  it('waits for its relay from when it may go until it went', () => {
    assert.equal(projected(reply(true), [])?.relayAt, undefined);
    const sent = entry(2, { kind: 'reply-decided', itemId, decision: 'send', attempt: 1, agentId });
    assert.equal(projected(reply(true), [sent])?.relayAt, 2);
    const discarded = entry(2, { kind: 'reply-decided', itemId, decision: 'discard', attempt: 1, agentId });
    assert.equal(projected(reply(true), [discarded])?.relayAt, undefined);
    assert.equal(projected(reply(false), [entry(2, { kind: 'relayed', itemId, attempt: 1 })])?.relayAt, undefined);
  });

  it('takes the place of the placeholder that stood for it, whichever came first', () => {
    const placeholder = entry(1, { kind: 'placeholder', ...base, code: 'schema', itemId });
    const late = { ...message, n: 9, at: 9000 };
    for (const order of [
      [placeholder, late],
      [late, placeholder],
    ]) {
      const [first, second] = order as [Entry, Entry];
      const item = projected(first, [second]);
      assert.deepEqual([item?.type, item?.n, item?.at], ['message', 1, 1000]);
      assert.deepEqual(item?.parts, text('hi'));
    }
  });

  it('says why it waits, by the latest word, until it went', () => {
    const waits = (at: number, code: string) =>
      entry(at, {
        kind: 'status',
        itemId,
        status: 'sending',
        attempt: 1,
        reason: { code, text: 'later', permanent: false },
      });
    const begun = entry(2, { kind: 'status', itemId, status: 'sending', attempt: 1 });
    const waiting = projected(reply(false), [begun, waits(4, 'down'), waits(3, '429')]);
    assert.equal(waiting && reasonOf(waiting)?.code, 'down');
    assert.equal(waiting && isNewWait(waiting, { attempt: 1, code: 'down' }), false);
    assert.equal(waiting && isNewWait(waiting, { attempt: 1, code: '429' }), true);
    const gone = projected(reply(false), [
      waits(3, '429'),
      entry(5, { kind: 'status', itemId, status: 'sent', attempt: 1 }),
    ]);
    assert.equal(gone && reasonOf(gone), undefined);
    assert.equal(gone && isNewWait(gone, { attempt: 1, code: 'down' }), false);
  });

  it('is a placeholder that says so once it is given up, and a message if that comes after all', () => {
    const placeholder = entry(1, { kind: 'placeholder', ...base, code: 'schema', itemId });
    const dropped = entry(2, { kind: 'placeholder-closed', itemId, outcome: 'dropped', reason: 'spam' });
    const given = projected(placeholder, [dropped]);
    assert.deepEqual([given?.type, given?.closed?.outcome, given?.closed?.reason], ['placeholder', 'dropped', 'spam']);
    const late = { ...message, n: 9, at: 9000 };
    assert.deepEqual(projected(placeholder, [dropped, late]), projected(placeholder, [late, dropped]));
    assert.equal(projected(placeholder, [late, dropped])?.type, 'message');
  });

  it('takes the place of a placeholder that could not name it, and becomes that item', () => {
    const placeholder = entry(1, { kind: 'placeholder', ...base, code: 'not-json' }, 'f_1' as EntryId);
    assert.ok(message.body.kind === 'message');
    const late = entry(9, { ...message.body, itemId: 'f_1' as EntryId }, 'm_9' as EntryId);
    assert.equal(itemOf(late), 'f_1');
    const item = projected(placeholder, [late]);
    assert.deepEqual([item?._id, item?.type, item?.n, item?.parts], ['f_1', 'message', 1, text('hi')]);
  });

  it('keeps nothing of what was withdrawn', () => {
    const unsend = entry(2, { kind: 'unsend', itemId });
    const edit = entry(3, { kind: 'edit', itemId, parts: text('secret') });
    assert.deepEqual(projected(message, [unsend, edit])?.parts, []);
    assert.deepEqual(projected(message, [edit, unsend])?.parts, []);
  });
});
