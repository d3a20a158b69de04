import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ConversationId, CustomerId, Entry, EntryId, IdentityId } from '@onethread/contracts';
import fc from 'fast-check';
import { isBlocked, projectStanding, standingOf, takesCopies, whyBlocked, type Standing } from './standing.ts';

interface Told {
  readonly standing?: Standing;
  readonly erasedAt?: number;
}

const identityId = 'anna' as IdentityId;
const REASONS = ['opted-out', 'opted-in', 'blocked-by-person', 'address-gone', 'wrote-again'] as const;

function entry(at: number, standing: Standing['standing'], reason: Standing['reason'], erased = false): Entry {
  return {
    streamId: 'c_anna' as CustomerId,
    n: at,
    entryId: `e${at}` as EntryId,
    customerId: 'c_anna' as CustomerId,
    at: at * 1000,
    body: { kind: 'standing', identityId, conversationId: 'v' as ConversationId, standing, reason },
    ...(erased ? { erased: true } : {}),
  };
}

const standing = fc.constantFrom('open' as const, 'no-copies' as const, 'blocked' as const);
const told = fc.uniqueArray(
  fc.tuple(fc.integer({ min: 1, max: 30 }), standing, fc.constantFrom(...REASONS), fc.boolean()),
  { maxLength: 8, selector: ([at]) => at },
);

describe('whether an address may be written to', () => {
  it('ends the same in whatever order and however often it is told, without what was erased', () => {
    const erasure = fc.option(fc.integer({ min: 0, max: 31 }), { nil: undefined });
    fc.assert(
      fc.property(told, erasure, fc.array(fc.nat()), (changes, erasedAt, picks) => {
        const entries = changes.map((change) => entry(...change));
        const before: Told = erasedAt === undefined ? {} : { erasedAt };
        const [last] = changes
          .filter(([at, , , erased]) => !erased && at > (erasedAt ?? -1))
          .toSorted(([one], [other]) => other - one);
        const expected = last && { standing: last[1], reason: last[2], at: last[0] * 1000 };
        const again = entries.length === 0 ? [] : picks.map((pick) => entries[pick % entries.length] as Entry);
        for (const order of [entries, entries.toReversed(), [...again, ...entries], [...entries, ...again]])
          assert.deepEqual(order.reduce(projectStanding, before).standing, expected);
      }),
    );
  });

  it('says by identity that nothing changed, and is of the identity that its entry names', () => {
    const stop = entry(5, 'blocked', 'opted-out');
    const blocked = projectStanding<Told>({}, stop);
    assert.equal(projectStanding(blocked, stop), blocked);
    assert.equal(standingOf(stop), identityId);
    assert.equal(standingOf({ ...stop, body: { kind: 'unsend', itemId: 'm' as EntryId } }), undefined);
    assert.deepEqual(
      [isBlocked(blocked), isBlocked({}), isBlocked(projectStanding(blocked, entry(6, 'open', 'opted-in')))],
      [true, false, false],
    );
  });

  it('lets answers through where copies are refused, and neither where it is blocked', () => {
    const allowed = (one: Told) => [!isBlocked(one), takesCopies(one)];
    const refused = projectStanding<Told>({}, entry(5, 'no-copies', 'wrote-again'));
    assert.deepEqual(allowed({}), [true, true]);
    assert.deepEqual(allowed(refused), [true, false]);
    assert.deepEqual(allowed(projectStanding(refused, entry(6, 'blocked', 'address-gone'))), [false, false]);
    assert.deepEqual(allowed(projectStanding(refused, entry(6, 'open', 'wrote-again'))), [true, true]);
  });

  it('tells agents why in words, whatever the reason', () => {
    const words = REASONS.map((reason) => whyBlocked({ standing: { standing: 'blocked', reason, at: 1 } }));
    assert.ok(words.every((one) => one.endsWith('.')));
    assert.equal(whyBlocked({}), '');
  });
});
