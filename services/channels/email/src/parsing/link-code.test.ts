import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkCodeIn } from './link-code.ts';

for (const [what, text, expected] of [
  ['the code alone', 'OT-7KQ4-M2XF', 'OT-7KQ4-M2XF'],
  ['the code in small letters and blanks', '  ot 7kq4 m2xf \n', 'ot 7kq4 m2xf'],
  ['the code in bold', '*OT-7KQ4-M2XF*.', 'OT-7KQ4-M2XF'],
  ['a signature behind it', 'OT-7KQ4-M2XF\n\nBest regards,\nAnna Berg\nExample Ltd', 'OT-7KQ4-M2XF'],
  ['a telephone’s signature', 'OT-7KQ4-M2XF\n\nSent from my iPhone', 'OT-7KQ4-M2XF'],
  ['the sender’s name', 'OT-7KQ4-M2XF\nAnna', 'OT-7KQ4-M2XF'],
  ['a Ukrainian closing', 'OT-7KQ4-M2XF\n\nЗ повагою,\nАнна', 'OT-7KQ4-M2XF'],
  ['a question behind it', 'OT-7KQ4-M2XF\nwhat is this?', undefined],
  ['the code in a sentence', 'My code is OT-7KQ4-M2XF', undefined],
  ['a code without its beginning', '7KQ4-M2XF', undefined],
  ['nothing', '', undefined],
] as const) {
  test(`of a mail with ${what} the code is ${expected ?? 'not looked for'}`, () =>
    assert.equal(linkCodeIn(text, 'Anna Berg'), expected));
}

test('a long hostile text costs nothing', () => {
  assert.equal(linkCodeIn(`OT${'- '.repeat(100_000)}`, 'Anna Berg'), undefined);
});
