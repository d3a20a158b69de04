import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';

/**
 * What people do, told by numbers: a number names one of those that are there when it is done, so that a shorter run still
 * makes sense.
 */
export type Operation =
  /** `twice`: the provider delivers it to two processes at once. */
  | { readonly kind: 'message'; readonly from: number; readonly automatic: boolean; readonly twice: boolean }
  /** The agent looked just now, or before all this began, or does not say. */
  | {
      readonly kind: 'reply';
      readonly agent: number;
      readonly about: number;
      readonly looked: 'now' | 'before' | 'unsaid';
    }
  | { readonly kind: 'decide'; readonly agent: number; readonly about: number; readonly decision: 'send' | 'discard' }
  | { readonly kind: 'note'; readonly agent: number; readonly about: number }
  | { readonly kind: 'take'; readonly agent: number; readonly about: number }
  | { readonly kind: 'resolve' | 'reopen'; readonly agent: number; readonly about: number }
  | { readonly kind: 'snooze'; readonly agent: number; readonly about: number; readonly hours: number }
  | { readonly kind: 'link'; readonly a: number; readonly b: number; readonly proved: boolean }
  | { readonly kind: 'unlink'; readonly about: number };

const about = fc.nat({ max: 99 });
const agent = fc.nat({ max: 2 });
const work = (kind: 'note' | 'resolve' | 'reopen' | 'take') => fc.record({ kind: fc.constant(kind), agent, about });

const message: Arbitrary<Operation> = fc.record({
  kind: fc.constant('message' as const),
  from: about,
  automatic: fc.nat({ max: 5 }).map((chance) => chance === 5),
  twice: fc.nat({ max: 3 }).map((chance) => chance === 3),
});
const reply: Arbitrary<Operation> = fc.record({
  kind: fc.constant('reply' as const),
  agent,
  about,
  looked: fc.constantFrom('now' as const, 'before' as const, 'unsaid' as const),
});
const decide: Arbitrary<Operation> = fc.record({
  kind: fc.constant('decide' as const),
  agent,
  about,
  decision: fc.constantFrom('send' as const, 'discard' as const),
});
const snooze: Arbitrary<Operation> = fc.record({
  kind: fc.constant('snooze' as const),
  agent,
  about,
  hours: fc.integer({ min: 2, max: 30 }),
});
const link: Arbitrary<Operation> = fc.record({
  kind: fc.constant('link' as const),
  a: about,
  b: about,
  proved: fc.boolean(),
});
const unlink: Arbitrary<Operation> = fc.record({ kind: fc.constant('unlink' as const), about });

const operation: Arbitrary<Operation> = fc.oneof(
  { weight: 6, arbitrary: message },
  { weight: 3, arbitrary: reply },
  { weight: 1, arbitrary: decide },
  { weight: 1, arbitrary: work('note') },
  { weight: 2, arbitrary: work('resolve') },
  { weight: 1, arbitrary: work('reopen') },
  { weight: 2, arbitrary: work('take') },
  { weight: 1, arbitrary: snooze },
  { weight: 3, arbitrary: link },
  { weight: 2, arbitrary: unlink },
);

/** Done at the same time; one change of links at most, whose single move has one place among the others. */
export const together: Arbitrary<readonly Operation[]> = fc
  .array(operation, { minLength: 1, maxLength: 4 })
  .map((operations) => {
    const firstLink = operations.findIndex(isLink);
    return operations.filter((one, index) => !isLink(one) || index === firstLink);
  });

function isLink({ kind }: Operation): boolean {
  return kind === 'link' || kind === 'unlink';
}
