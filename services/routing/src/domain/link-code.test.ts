import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { linkCodeOf, readLinkCode, shownLinkCode } from './link-code.ts';

const code = '7KQ4M2XF';

describe('a link code', () => {
  for (const typed of [
    'OT-7KQ4-M2XF',
    'ot 7kq4 m2xf',
    '7KQ4-M2XF',
    '7kq4m2xf',
    '  OT–7KQ4–M2XF\n',
    'O T 7 K Q 4 M 2 X F',
  ]) {
    it(`is read from ${JSON.stringify(typed)}`, () => assert.equal(readLinkCode(typed), code));
  }

  for (const other of [
    '',
    'hello',
    'accepted',
    'My code is OT-7KQ4-M2XF',
    'OT-7KQ4-M2X',
    'OT-7KQ4-M2XFF',
    '12345678',
    '7KQ0M2XF',
  ]) {
    it(`is not read from ${JSON.stringify(other)}`, () => assert.equal(readLinkCode(other), undefined));
  }

  it('is read back however it is made and shown, and is never a word', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const made = linkCodeOf(bytes);
        if (made === undefined) return;
        assert.match(shownLinkCode(made), /^OT-[2-9A-HJ-NP-TV-Z]{4}-[2-9A-HJ-NP-TV-Z]{4}$/u);
        assert.match(made, /\d/u);
        assert.equal(readLinkCode(shownLinkCode(made).toLowerCase()), made);
      }),
    );
  });

  it('comes of nearly all random bytes, with every letter about as often', () => {
    const counts = new Map<string, number>();
    let made = 0;
    for (let n = 0; n < 5000; n += 1) {
      for (const letter of linkCodeOf(randomBytes(32)) ?? '') {
        counts.set(letter, (counts.get(letter) ?? 0) + 1);
        made += 1;
      }
    }
    assert.equal(counts.size, 30);
    assert.ok(made > 5000 * 8 * 0.85);
    // 36,000 letters in 30 kinds; a digit is a little likelier, since a code has one.
    for (const count of counts.values()) assert.ok(count > made / 60 && count < made / 15);
  });
});
