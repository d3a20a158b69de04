import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BSON } from 'mongodb';
import { encodeDocument } from '../json-document.ts';
import { expiresAtFieldOf, expiryDate, expiryField, fromStored, storedPath, toStored } from './stored-document.ts';

const name = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    '%',
    '%0024',
    '$gt',
    'a.b',
    '\0',
    '_bsontype',
    '__proto__',
    '$ref',
    '$id',
    '\ud800',
    '%expires:a',
  ),
);
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\ud800', 'a\udc00b', '\ufffd', '\0'));
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    tie('list'),
    tie('object'),
  ),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.dictionary(name, tie('value'), { maxKeys: 4 }),
}));

test('any JSON document comes back through BSON as it was given', () => {
  fc.assert(
    fc.property(fc.dictionary(name, value, { maxKeys: 6 }), (fields) => {
      const json = JSON.parse(JSON.stringify({ ...fields, _id: 'x', rev: undefined })) as Record<string, unknown>;
      const stored = toStored(encodeDocument({ ...json, _id: 'x' }), 3, { [expiryField('at')]: expiryDate(5) });
      const back = fromStored(BSON.deserialize(BSON.serialize(stored)));
      assert.equal(Object.getPrototypeOf(back), Object.prototype);
      assert.deepEqual(Object.entries(back).toSorted(byName), Object.entries({ ...json, rev: 3 }).toSorted(byName));
    }),
    { numRuns: 500 },
  );
});

test('no stored name has a meaning to the server or the driver', () => {
  const names = ['$gt', 'a.b', '_bsontype', '__proto__', 'a\0b'];
  const stored = toStored(
    encodeDocument({ _id: 'x', ...Object.fromEntries(names.map((odd) => [odd, 1])) } as never),
    1,
  );
  for (const odd of Object.keys(stored).filter((key) => key !== '_id')) {
    assert.match(odd, /^(?!_bsontype$|__proto__$)[^$.\0]+$/);
  }
});

test('the time of expiry stands as a date that no field of a document can hide', () => {
  assert.equal(expiresAtFieldOf(expiryField('until')), 'until');
  assert.equal(expiresAtFieldOf('until'), undefined);
  assert.notEqual(storedPath(expiryField('until')), expiryField('until'));
  assert.equal(expiryDate(1.2).getTime(), 2);
  assert.equal(expiryDate(1e21).getTime(), 8.64e15);
  assert.equal(expiryDate(-1e21).getTime(), -8.64e15);
});

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
