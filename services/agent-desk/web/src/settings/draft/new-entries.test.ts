import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idFrom } from './new-entries.ts';

test('an id comes from the name, and is nobody else’s', () => {
  assert.equal(idFrom(' Réclamations (VIP) ', new Set()), 'reclamations-vip');
  assert.equal(idFrom('Billing', new Set(['billing', 'billing-2'])), 'billing-3');
  assert.equal(idFrom('中文', new Set()), 'new');
  assert.match(idFrom('x'.repeat(200), new Set()), /^x{60}$/);
});
