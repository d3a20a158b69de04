import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { WaitingPlace } from '../../domain/rules/queue-sight.ts';
import type { ConversationDocument } from '../../stores/documents.ts';
import { newConversation } from '../../use-cases/assignment/testing/new-documents.ts';
import { audienceOf, isAmong, widened } from './audience.ts';
import type { OpenStream } from './work-streams.ts';

const IN_NORTH: ConversationDocument = { ...newConversation('first', 1), queueId: 'north', rev: 1 };
const NORTH = { queueId: 'north', pool: 'main' };
const SOUTH = { queueId: 'south', pool: 'main' };

function stream(sees: readonly string[], more: Partial<OpenStream> = {}): OpenStream {
  const answers = { hasOwn: () => false, follows: () => false };
  return { ...answers, sees: ({ queueId }: WaitingPlace) => sees.includes(queueId), ...more } as unknown as OpenStream;
}
const ofNorth = stream(['north']);
const ofSouth = stream(['south']);
const follower = stream([], { follows: () => true });
const holder = stream([], { hasOwn: () => true });
const stranger = stream(['west']);

describe('who hears of a conversation', () => {
  const cases: Readonly<
    Record<
      string,
      { shown?: WaitingPlace; changes?: Partial<ConversationDocument>; isNews?: boolean; hears: readonly OpenStream[] }
    >
  > = {
    'that is new: who serves its queue': { hears: [ofNorth, follower, holder] },
    'that changed where it was: the same': { shown: NORTH, hears: [ofNorth, follower, holder] },
    'that was moved: also who served the queue before': { shown: SOUTH, hears: [ofNorth, ofSouth, follower, holder] },
    'that was moved before anybody here knew it: everybody': {
      changes: { doneRequests: ['q'] },
      hears: [ofNorth, ofSouth, follower, holder, stranger],
    },
    'that is in no list: who follows it or had it': { isNews: false, hears: [follower, holder] },
  };
  for (const [name, { shown, changes = {}, isNews = true, hears }] of Object.entries(cases)) {
    test(name, () => {
      const audience = audienceOf({ ...IN_NORTH, ...changes }, shown, isNews);
      const all = [ofNorth, ofSouth, follower, holder, stranger];
      assert.deepEqual(
        all.map((one) => isAmong(audience, one)),
        all.map((one) => hears.includes(one)),
      );
    });
  }

  test('a change that takes the place of another is told to who would have heard of that one', () => {
    const first = audienceOf(IN_NORTH, SOUTH, true);
    const second = audienceOf({ ...IN_NORTH, queueId: 'west' }, NORTH, true);
    for (const one of [ofNorth, ofSouth, stranger]) assert.equal(isAmong(widened(second, first), one), true);
    assert.equal(isAmong(second, ofSouth), false);
    assert.equal(widened(second, 'everybody'), 'everybody');
    assert.equal(widened('everybody', second), 'everybody');
    assert.equal(widened(second, undefined), second);
  });
});
