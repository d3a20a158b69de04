import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aheadWords, choiceWords, needsWords, outcomeWords, whyNotWords } from './why-words.ts';

test('routing’s own words go before what a code means', () => {
  assert.equal(choiceWords({ words: 'Had the most room.', choice: 'least-busy' }), 'Had the most room.');
  assert.equal(choiceWords({ words: '', choice: 'sticky' }), 'served this customer last');
  assert.equal(choiceWords({ words: '', choice: 'by-lot' }), 'by-lot');
  assert.equal(outcomeWords({ outcome: 'missed' }), 'not answered in time');
  assert.equal(outcomeWords({ outcome: '' }), '');
});

test('why not somebody has the name of whoever it is about', () => {
  const whyNot = { agentId: 'a1', agentName: 'Ada', reasons: ['away'], words: ['is away', 'Ada lacks French 3.'] };
  assert.deepEqual(whyNotWords(whyNot), ['Ada is away', 'Ada lacks French 3.']);
  assert.deepEqual(whyNotWords({ ...whyNot, words: [] }), ['Ada away']);
});

test('skills and turns are told in short', () => {
  assert.equal(
    needsWords([
      { skill: 'French', level: 3 },
      { skill: 'refunds', level: 1 },
    ]),
    'French 3, refunds',
  );
  assert.deepEqual([-1, 0, 4].map(aheadWords), ['', 'next in turn', '4 ahead of it']);
});
