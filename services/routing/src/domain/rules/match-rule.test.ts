import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assignmentSettingsSchema } from '@onethread/contracts';
import type { Rule, RuleCondition } from '@onethread/contracts';
import { matchRule, MAX_MATCHED_CHARACTERS } from './match-rule.ts';
import type { IsOpen, RuleFacts } from './match-rule.ts';

const FACTS: RuleFacts = { channel: 'pigeon', account: 'loft' };
const OFFICE = { id: 'office', name: 'Office', timeZone: 'Europe/Berlin', week: {} };
const always: IsOpen = () => true;

type Ask = Partial<Omit<Rule, 'when'>> & { readonly when?: Partial<RuleCondition> };

/** Rules r1, r2, …; each leads to the queue `vip` unless it says otherwise. */
function settingsOf(...rules: readonly Ask[]) {
  return {
    version: 7,
    settings: assignmentSettingsSchema.parse({
      queues: [
        { id: 'all', name: 'All', priority: 1 },
        { id: 'vip', name: 'VIP', priority: 5 },
        { id: 'night', name: 'Night' },
      ],
      calendars: [OFFICE],
      defaultQueue: 'all',
      rules: rules.map((rule, index) => ({ id: `r${index + 1}`, name: 'Rule', queue: 'vip', when: {}, ...rule })),
    }),
  };
}

/** Whether a rule with this condition holds for these facts. */
function isMet(when: Partial<RuleCondition>, facts: Partial<RuleFacts>, isOpen: IsOpen = always): boolean {
  return matchRule(settingsOf({ when }), { ...FACTS, ...facts }, isOpen).ruleId === 'r1';
}

describe('which queue', () => {
  test('the first rule that holds decides, with its skills; priorities of rule and queue add up', () => {
    const skills = [{ skill: 'french', level: 3 }];
    const settings = settingsOf(
      { when: { channels: ['owl'] }, queue: 'night' },
      { when: { channels: ['owl', 'pigeon'] }, priority: 10, skills },
      { queue: 'night' },
    );
    const { queue, ...match } = matchRule(settings, FACTS, always);
    assert.equal(queue.id, 'vip');
    assert.deepEqual(match, { ruleId: 'r2', skills, priority: 15, settingsVersion: 7 });
  });

  test('without a rule that holds it is the default queue', () => {
    const { queue, ...match } = matchRule(settingsOf({ when: { accounts: ['roof'] } }), FACTS, always);
    assert.equal(queue.id, 'all');
    assert.deepEqual(match, { skills: [], priority: 1, settingsVersion: 7 });
  });

  test('a rule whose queue is gone leads to the default queue, and is named all the same', () => {
    const { queue, ruleId } = matchRule(settingsOf({ queue: 'gone' }), FACTS, always);
    assert.deepEqual([queue.id, ruleId], ['all', 'r1']);
    const { version, settings } = settingsOf({ queue: 'gone' });
    assert.equal(
      matchRule({ version, settings: { ...settings, defaultQueue: 'gone' } }, FACTS, always).queue.id,
      'all',
    );
  });

  test('of a condition all that is named must hold', () => {
    const when = { channels: ['pigeon'], languages: ['de'], text: ['refund'] };
    assert.equal(isMet(when, { language: 'de', text: 'refund!' }), true);
    assert.equal(isMet(when, { language: 'fr', text: 'refund!' }), false);
    assert.equal(isMet(when, { language: 'de', text: 'hello' }), false);
    assert.equal(isMet(when, { channel: 'owl', language: 'de', text: 'refund!' }), false);
    assert.equal(isMet({}, {}), true);
  });

  test('hours are those of the calendar, within or outside', () => {
    const asked: string[] = [];
    const isOpen: IsOpen = ({ id }) => asked.push(id) > 0;
    assert.equal(isMet({ hours: { calendar: 'office', open: true } }, {}, isOpen), true);
    assert.equal(isMet({ hours: { calendar: 'office', open: false } }, {}, isOpen), false);
    assert.deepEqual(asked, ['office', 'office']);
    for (const open of [true, false]) {
      assert.equal(isMet({ hours: { calendar: 'gone', open } }, {}, isOpen), false);
      assert.equal(
        isMet({ hours: { calendar: 'office', open } }, {}, () => undefined),
        false,
      );
    }
  });

  const languages: readonly (readonly [range: string, language: string | undefined, holds: boolean])[] = [
    ['de', 'de', true],
    ['de', 'de-AT', true],
    ['de', 'DE_ch', true],
    ['zh-Hant', 'zh-hant-TW', true],
    ['de', 'den', false],
    ['de-AT', 'de', false],
    ['de', 'en-de', false],
    ['de', undefined, false],
  ];
  for (const [range, language, holds] of languages) {
    test(`language ${range} ${holds ? 'holds' : 'does not hold'} for ${language}`, () => {
      assert.equal(isMet({ languages: [range] }, language === undefined ? {} : { language }), holds);
    });
  }

  test('every attribute that is named must have one of its values', () => {
    const attributes = { plan: ['gold', 'platinum'], country: ['ch'] };
    assert.equal(isMet({ attributes }, { attributes: { plan: 'gold', country: 'ch', more: '1' } }), true);
    assert.equal(isMet({ attributes }, { attributes: { plan: 'silver', country: 'ch' } }), false);
    assert.equal(isMet({ attributes }, { attributes: { plan: 'gold' } }), false);
    assert.equal(isMet({ attributes }, {}), false);
    assert.equal(isMet({ attributes: { constructor: ['x'] } }, { attributes: {} }), false);
  });

  test('text is looked for in subject and message, and no phrase stands across both', () => {
    assert.equal(isMet({ text: ['refund'] }, { subject: 'Refund', text: 'hello' }), true);
    assert.equal(isMet({ text: ['money back'] }, { subject: 'my money', text: 'back please' }), false);
    assert.equal(isMet({ text: ['refund'] }, {}), false);
  });

  test('what is written far below is not looked at', () => {
    assert.equal(isMet({ text: ['refund'] }, { text: `${'x '.repeat(MAX_MATCHED_CHARACTERS / 2)}refund` }), false);
    assert.equal(isMet({ text: ['refund'] }, { text: `refund ${'x '.repeat(MAX_MATCHED_CHARACTERS)}` }), true);
  });
});

describe('words in a text', () => {
  const cases: readonly (readonly [phrase: string, text: string, holds: boolean])[] = [
    ['refund', 'I want a REFUND!', true],
    ['refund', 'refunded twice', false],
    ['fund', 'a refund', false],
    ['fund', "the fund's rules", true],
    ['refund', 'no-refund-policy', true],
    ['refund', 'refund_request', false],
    ['refund', 'refunded, then a refund', true],
    ['money back', 'my money\n  back', true],
    ['money back', 'my money and back', false],
    ['cafe', 'Le Café', true],
    ['Zürich', 'zurich', true],
    ['Zu\u0308rich', 'Z\u00fcrich', true],
    ['STRASSE', 'in der Straße', true],
    ['ΣΟΦΟΣ', 'ο σοφός', true],
    ['istanbul', 'İSTANBUL', true],
    ['ёлка', 'елка', true],
    ['office', 'o\ufb03ce', true],
    ['Ｒｅｆｕｎｄ', 'refund', true],
    ["can't", 'I can’t', true],
    ['e-mail', 'an e\u2011mail', true],
    ['Rückerstattung', 'Rück\u00aderstattung', true],
    ['شكرا', 'شُكْرًا', true],
    ['שלום', 'שָׁלוֹם', true],
    ['देखना', 'मुझे देखना है', true],
    ['देख', 'देखना', false],
    ['返金', '返金してください', true],
    ['返金', '至急返金', true],
    ['か', 'が', false],
    ['退款', '我要退款', true],
    ['iphone', '我的iPhone坏了', true],
    ['คืนเงิน', 'ขอคืนเงินด้วย', true],
    ['환불', '환불을 원해요', true],
    ['불', '붉은', false],
    ['c++', 'I write C++, mostly', true],
    ['c++', 'I write c', false],
    ['👍', 'great👍', true],
    ['𝒜', 'b𐐀', false],
    ['24', '24/7', true],
    ['24', '1245', false],
    ['\u0301', 'anything', false],
  ];
  for (const [phrase, text, holds] of cases) {
    test(`"${phrase}" ${holds ? 'stands' : 'does not stand'} in "${text.replaceAll('\n', ' ')}"`, () => {
      assert.equal(isMet({ text: [phrase] }, { text }), holds);
    });
  }
});
