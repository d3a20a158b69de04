import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { IdentityId } from '@onethread/contracts';
import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { proposeLink } from '../../use-cases/link-identities.ts';
import { readThreadScope } from '../../use-cases/reading/thread-scope.ts';
import { receiveMessage } from '../../use-cases/receive-message.ts';
import { customerOf, identityRef, inbound, openTestContext } from '../../use-cases/testing/test-context.ts';
import { linkStorm } from './link-storm.ts';
import type { Gust } from './link-storm.ts';

/** So many seeds, five storms each; `LINKS_SEEDS=100 LINKS_SEED=300` for more. */
const { LINKS_SEEDS = '4', LINKS_SEED = '1', LINKS_PATH } = process.env;
const SHRINK_MS = 60_000;
const MAX_MEMBERS = 50;

const who = fc.nat({ max: 7 });
const gust: Arbitrary<Gust> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('link' as const), a: who, b: who, proved: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('unlink' as const), a: who, b: who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('write' as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('write' as const), who, user: fc.nat({ max: 2 }) }),
  },
);

const STORM_315: readonly Gust[] = [
  { kind: 'link', a: 0, b: 3, proved: false },
  { kind: 'link', a: 0, b: 3, proved: false },
  { kind: 'unlink', a: 0, b: 1 },
  { kind: 'write', who: 2, user: 2 },
  { kind: 'unlink', a: 7, b: 4 },
  { kind: 'write', who: 4, user: 0 },
  { kind: 'link', a: 5, b: 1, proved: false },
  { kind: 'link', a: 5, b: 4, proved: false },
  { kind: 'write', who: 0 },
  { kind: 'write', who: 3, user: 2 },
  { kind: 'link', a: 3, b: 2, proved: false },
  { kind: 'link', a: 4, b: 2, proved: true },
];

describe('who is one person', () => {
  it('is never two verified users, whoever links, parts and signs in at the same time', async (test) => {
    const last = Number(LINKS_SEED) + Number(LINKS_SEEDS);
    let seed = Number(LINKS_SEED);
    const isReplay = LINKS_PATH !== undefined;
    do {
      const storms = fc.asyncProperty(fc.array(gust, { minLength: 2, maxLength: 14 }), fc.nat(), linkStorm);
      const path = isReplay ? { path: LINKS_PATH } : {};
      await fc.assert(storms, { seed, numRuns: 5, interruptAfterTimeLimit: SHRINK_MS, ...path });
      seed += 1;
      if (isReplay) return;
    } while (seed < last);
    test.diagnostic(`${(seed - Number(LINKS_SEED)) * 5} storms, seeds from ${LINKS_SEED}`);
  });

  it('is not two users either where they were linked before one of them was met', () =>
    linkStorm(STORM_315, 2_147_483_626));

  it('is at most fifty identities, in whatever order they are linked', async () => {
    const context = await openTestContext();
    try {
      const people = Array.from({ length: MAX_MEMBERS + 6 }, (_, n) => identityRef(`n${n}`));
      for (const one of people) {
        context.clock.advance(1000);
        await receiveMessage(context, inbound(one, `by-${one.externalId}`));
      }
      const ends = (n: number) => people[n]?.identityId as IdentityId;
      // Two halves grow side by side, then they meet, and more would come.
      const half = MAX_MEMBERS / 2;
      const links = [
        ...Array.from({ length: half - 1 }, (_, n) => [n, n + 1]),
        ...Array.from({ length: half - 1 }, (_, n) => [half + 3 + n, half + 4 + n]),
        [0, half + 3],
        [1, half],
        [2, half + 1],
        [half, half + 1],
      ];
      for (const [a = 0, b = 0] of links) {
        await proposeLink(context, { a: ends(a), b: ends(b), evidence: 'agent', proved: false });
      }
      const sizes = new Set<number>();
      for (const one of people) {
        sizes.add((await readThreadScope(context.collections, customerOf(one), 'all')).members.length);
      }
      assert.deepEqual(
        [...sizes].toSorted((x, y) => x - y),
        [1, 2, MAX_MEMBERS],
      );
    } finally {
      await context.close();
    }
  });
});
