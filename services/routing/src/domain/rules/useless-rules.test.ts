import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ruleConditionSchema, type Rule, type RuleCondition } from '@onethread/contracts';
import { uselessRules } from './useless-rules.ts';

const rule = (id: string, when: Partial<RuleCondition>): Rule => {
  return { id, name: id, when: ruleConditionSchema.parse(when), queue: 'all', skills: [], priority: 0 };
};

/** What becomes of a rule that stands behind another. */
function behind(wide: Partial<RuleCondition>, narrow: Partial<RuleCondition>): string {
  return uselessRules([rule('wide', wide), rule('narrow', narrow)])[0]?.why ?? 'reached';
}

describe('rules of no use', () => {
  const pairs: readonly (readonly [string, Partial<RuleCondition>, Partial<RuleCondition>, string])[] = [
    ['anything, then something', {}, { channels: ['pigeon'] }, 'covered'],
    ['something, then anything', { channels: ['pigeon'] }, {}, 'reached'],
    ['anything twice', {}, {}, 'same'],
    ['one of two channels', { channels: ['pigeon', 'owl'] }, { channels: ['owl'] }, 'covered'],
    ['two channels, one before', { channels: ['owl'] }, { channels: ['pigeon', 'owl'] }, 'reached'],
    ['the same channels in another order', { channels: ['owl', 'pigeon'] }, { channels: ['pigeon', 'owl'] }, 'same'],
    ['more conditions', { channels: ['owl'] }, { channels: ['owl'], accounts: ['loft'] }, 'covered'],
    ['other conditions', { channels: ['owl'] }, { accounts: ['loft'] }, 'reached'],
    ['a language and its country', { languages: ['de'] }, { languages: ['de-AT', 'DE_ch'] }, 'covered'],
    ['a country and its language', { languages: ['de-AT'] }, { languages: ['de'] }, 'reached'],
    ['a language that only begins alike', { languages: ['de'] }, { languages: ['den'] }, 'reached'],
    ['one language in two spellings', { languages: ['de-AT'] }, { languages: ['DE_at'] }, 'same'],
    [
      'fewer values of an attribute',
      { attributes: { plan: ['gold', 'new'] } },
      { attributes: { plan: ['new'] } },
      'covered',
    ],
    ['another attribute', { attributes: { plan: ['gold'] } }, { attributes: { city: ['gold'] } }, 'reached'],
    ['an attribute named like a method', { attributes: { constructor: ['x'] } }, {}, 'reached'],
    ['a phrase within a phrase', { text: ['money back'] }, { text: ['my money back please'] }, 'covered'],
    ['a part of a word', { text: ['fund'] }, { text: ['refund'] }, 'reached'],
    ['accents and case', { text: ['Café'] }, { text: ['CAFE'] }, 'same'],
    ['words that one of two phrases has', { text: ['refund'] }, { text: ['refund', 'money back'] }, 'reached'],
    [
      'hours of one calendar',
      { hours: { calendar: 'a', open: true } },
      { hours: { calendar: 'a', open: true } },
      'same',
    ],
    [
      'within and outside hours',
      { hours: { calendar: 'a', open: true } },
      { hours: { calendar: 'a', open: false } },
      'reached',
    ],
    ['hours asked for only before', { hours: { calendar: 'a', open: true } }, {}, 'reached'],
  ];
  for (const [what, wide, narrow, expected] of pairs) {
    it(`${what}: ${expected}`, () => assert.equal(behind(wide, narrow), expected));
  }

  it('the rule in its way is told, however far before it stands', () => {
    const rules = [
      rule('owls', { channels: ['owl'] }),
      rule('loft', { accounts: ['loft'] }),
      rule('snow', { channels: ['owl'], text: ['snow'] }),
    ];
    assert.deepEqual(
      uselessRules(rules).map((useless) => [useless.rule.id, useless.why === 'wordless' ? '' : useless.by.id]),
      [['snow', 'owls']],
    );
  });

  it('a rule of whose words nothing is left is told', () => {
    assert.deepEqual(
      uselessRules([rule('r', { text: ['\u00ad'] })]).map(({ why }) => why),
      ['wordless'],
    );
  });

  it('five hundred rules of a hundred phrases each are looked through at once', () => {
    const rules = Array.from({ length: 500 }, (_, n) =>
      rule(`r${n}`, { text: Array.from({ length: 100 }, (_word, m) => `word${m} of${n}`) }),
    );
    assert.deepEqual(uselessRules(rules), []);
  });
});
