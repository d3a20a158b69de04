import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toldProfile } from './told-profile.ts';

test('a profile is trimmed to what is kept', () => {
  assert.deepEqual(
    toldProfile({ name: ' Anna\n', email: ' anna@example.org ', fields: { topic: ' Refund', empty: ' ' } }),
    {
      name: 'Anna',
      email: 'anna@example.org',
      fields: { topic: 'Refund' },
    },
  );
  assert.deepEqual(toldProfile({}), {});
  assert.deepEqual(toldProfile({ name: '   ', provedEmail: 'x@example.org', attributes: { plan: 'gold' } }), {});
});

test('what is no profile is refused as such', () => {
  const tooMany = Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`f${n}`, 'x']));
  for (const body of [
    [],
    'x',
    7,
    { name: 7 },
    { email: 'anna' },
    { fields: [] },
    { fields: { a: 1 } },
    { fields: tooMany },
  ])
    assert.throws(() => toldProfile(body), { status: 400 }, JSON.stringify(body));
});
