import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conditionWords } from './condition-words.ts';

test('a condition is told in one line, blanks aside', () => {
  const none = { channels: [], accounts: [], languages: [], attributes: [], text: [], hours: null };
  assert.equal(conditionWords(null), 'Always');
  assert.equal(conditionWords({ ...none, text: [''] }), 'Always');
  assert.equal(
    conditionWords({
      ...none,
      channels: ['email', 'sms'],
      attributes: [{ name: 'plan', values: ['gold'] }],
      hours: { calendar: 'office', open: false },
    }),
    'If on email or sms, plan is gold, outside the hours of office',
  );
});
