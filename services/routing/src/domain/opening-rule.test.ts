import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ConversationId, CustomerId, OpenConversation } from '@onethread/contracts';
import { placeMessage } from './opening-rule.ts';
import type { OpeningCase } from './opening-rule.ts';

const id = (name: string) => name as ConversationId;
const one = (name: string, over: Partial<OpenConversation> = {}): OpenConversation => ({
  conversationId: id(name),
  homeId: 'c_anna' as CustomerId,
  openedAt: 1,
  ...over,
});

const cases: readonly (readonly [string, Partial<OpeningCase>, string, string])[] = [
  ['nothing before: a new one opens', {}, 'new', 'opened'],
  ['an open one is joined', { open: [one('a')] }, 'a', 'joined'],
  ['the oldest of several open ones is joined', { open: [one('a'), one('b')] }, 'a', 'joined'],
  ['unless it answers another of them', { open: [one('a'), one('b')], refersTo: id('b') }, 'b', 'joined'],
  ['or this member goes on in another', { open: [one('a'), one('b')], preferred: id('b') }, 'b', 'joined'],
  [
    'a reference to what is not of this thread counts for nothing',
    { open: [one('a')], refersTo: id('x') },
    'a',
    'joined',
  ],
  ['a snoozed one wakes', { open: [one('a', { snoozedUntil: 99 })] }, 'a', 'reopened'],
  ['but not beside an open one', { open: [one('a', { snoozedUntil: 99 }), one('b')] }, 'b', 'joined'],
  ['but not by a quiet message', { open: [one('a', { snoozedUntil: 99 })], quiet: true }, 'a', 'joined'],
  ['a lately resolved one is reopened', { open: [one('a', { resolvedAt: 950 })] }, 'a', 'reopened'],
  [
    'the one resolved last first',
    { open: [one('a', { resolvedAt: 960 }), one('b', { resolvedAt: 950 })] },
    'a',
    'reopened',
  ],
  [
    'or the one that it answers',
    { open: [one('a', { resolvedAt: 960 }), one('b', { resolvedAt: 950 })], refersTo: id('b') },
    'b',
    'reopened',
  ],
  ['a quiet message reopens nothing', { open: [one('a', { resolvedAt: 950 })], quiet: true }, 'a', 'joined'],
  ['at the end of the window it is still reopened', { open: [one('a', { resolvedAt: 900 })] }, 'a', 'reopened'],
  ['after the window a new one opens', { open: [one('a', { resolvedAt: 899 })] }, 'new', 'opened'],
  [
    'an open one comes before a resolved one that it answers',
    { open: [one('a'), one('b', { resolvedAt: 990 })], refersTo: id('b') },
    'a',
    'joined',
  ],
];

describe('the opening rule', () => {
  for (const [name, given, conversationId, effect] of cases) {
    it(name, () => {
      const base = { open: [], quiet: false, now: 1000, reopenWindowMs: 100, newId: id('new') };
      assert.deepEqual(placeMessage({ ...base, ...given }), { conversationId, effect });
    });
  }
});
