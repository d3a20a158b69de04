import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MAX_ATTRIBUTES, profileSchema } from '@onethread/contracts';
import { attributesOf } from './user-attributes.ts';

describe('attributes in a token', () => {
  const cases: Readonly<Record<string, { claim: unknown; attributes: object | undefined; dropped: number }>> = {
    'are nothing where nothing is said': { claim: undefined, attributes: undefined, dropped: 0 },
    'may be none at all': { claim: {}, attributes: {}, dropped: 0 },
    'are kept as text': {
      claim: { plan: ' gold ', seats: 12, trial: false, 'größe-2': 'XL' },
      attributes: { plan: 'gold', seats: '12', trial: 'false', 'größe-2': 'XL' },
      dropped: 0,
    },
    'are left out where they are lists, objects or nothing': {
      claim: { plan: 'gold', tags: ['a'], address: { city: 'Ulm' }, none: null },
      attributes: { plan: 'gold' },
      dropped: 3,
    },
    'are left out where their names could mean something to a store': {
      claim: JSON.parse('{"__proto__": "x", "$where": "x", "a.b": "x", "": "x", "ok": "x"}'),
      attributes: { ok: 'x' },
      dropped: 4,
    },
    'are left out where they are too long': {
      claim: { ['n'.repeat(65)]: 'x', ['n'.repeat(64)]: 'x', long: 'x'.repeat(201), full: 'x'.repeat(200) },
      attributes: { ['n'.repeat(64)]: 'x', full: 'x'.repeat(200) },
      dropped: 2,
    },
    'are left out where they are half a character': {
      claim: { a: '\ud800', b: '😀' },
      attributes: { b: '😀' },
      dropped: 1,
    },
    'are no text': { claim: 'gold', attributes: undefined, dropped: 1 },
    'are no list': { claim: ['gold'], attributes: undefined, dropped: 1 },
    'are not nothing': { claim: null, attributes: undefined, dropped: 1 },
  };
  for (const [name, { claim, attributes, dropped }] of Object.entries(cases)) {
    test(name, () => {
      const told = attributesOf(claim);
      assert.deepEqual({ attributes: told.attributes, dropped: told.dropped }, { attributes, dropped });
      assert.ok(profileSchema.safeParse({ attributes: told.attributes }).success);
    });
  }

  test('are kept up to the most that there may be, the first ones', () => {
    const claim = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`a${index}`, index]));
    const { attributes, dropped } = attributesOf(claim);
    assert.deepEqual(Object.keys(attributes ?? {}), Object.keys(claim).slice(0, MAX_ATTRIBUTES));
    assert.equal(dropped, 5);
  });
});
