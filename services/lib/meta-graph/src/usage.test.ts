import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classifyError } from './error-table.ts';
import { askedWaitMs, MAX_WATCHED, UsageGauge } from './usage.ts';

const app = (percent: number) => ({
  'x-app-usage': JSON.stringify({ call_count: percent, total_time: 1, total_cputime: 1 }),
});

test('an account waits from 95 % of any limit on, and is busy from 75 %', () => {
  let now = 0;
  const gauge = new UsageGauge(() => now);
  gauge.note('1', app(50));
  assert.deepEqual([gauge.waitMs('1'), gauge.isBusy('1')], [0, false]);
  gauge.note('1', app(80));
  assert.deepEqual([gauge.waitMs('1'), gauge.isBusy('1')], [0, true]);
  gauge.note('1', app(96));
  assert.ok(gauge.waitMs('1') > 0);
  assert.equal(gauge.waitMs('2'), 0, 'another account');
  now += 3_600_001;
  assert.equal(gauge.waitMs('1'), 0, 'windows roll');
});

test('Meta’s own estimate says for how long', () => {
  const gauge = new UsageGauge(() => 0);
  const use = {
    type: 'messenger',
    call_count: 10,
    total_time: 1,
    total_cputime: 1,
    estimated_time_to_regain_access: 5,
  };
  gauge.note('1', { 'x-business-use-case-usage': JSON.stringify({ '1': [use] }) });
  assert.equal(gauge.waitMs('1'), 300_000);
});

test('of too many accounts the one that nothing was heard or asked of for longest is forgotten', () => {
  const gauge = new UsageGauge(() => 0);
  for (let n = 0; n < MAX_WATCHED; n += 1) gauge.note(`${n}`, app(96));
  assert.ok(gauge.waitMs('0') > 0);
  gauge.note('one more', app(96));
  assert.deepEqual(
    ['0', '1', 'one more'].map((account) => gauge.waitMs(account) > 0),
    [true, false, true],
  );
});

test('headers of any form are read or left', () => {
  const gauge = new UsageGauge(() => 0);
  for (const header of ['', '{', 'null', '[]', '{"call_count":"many"}', '{"x":[{}]}', '{"x":5}']) {
    gauge.note('1', { 'x-app-usage': header, 'x-business-use-case-usage': header });
    assert.equal(askedWaitMs({ 'x-business-use-case-usage': header }), undefined);
  }
  assert.equal(gauge.waitMs('1'), 0);
  assert.equal(askedWaitMs({ 'retry-after': '7' }), 7000);
  assert.equal(askedWaitMs({ 'retry-after': 'soon' }), undefined);
});

test('a product’s own rows stand before those that all share, and subcodes before codes', () => {
  const table = {
    bySubcode: { 5: { verdict: 'rejected', code: 'exact' } },
    byCode: { 190: { verdict: 'temporary', code: 'own' } },
  } as const;
  const outcome = (error: object, status = 400) => {
    const result = classifyError(status, {}, { error: { message: 'words', ...error } }, table);
    return 'code' in result ? [result.outcome, result.code] : [];
  };
  assert.deepEqual(outcome({ code: 190, error_subcode: 5 }), ['rejected', 'exact']);
  assert.deepEqual(outcome({ code: 190 }), ['temporary', 'own']);
  assert.deepEqual(outcome({ code: 4 }), ['throttled', 'rate-limit']);
  assert.deepEqual(outcome({ code: 12345 }), ['rejected', 'meta-12345']);
  assert.deepEqual(outcome({ code: 12345 }, 503), ['temporary', 'http-503']);
  assert.deepEqual(outcome({ code: 12345 }, 429), ['throttled', 'rate-limit']);
});
