import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeSender } from './judge-sender.ts';
import { unchecked, type SenderCheck } from './sender-check.ts';

const PASSED: SenderCheck = {
  ...unchecked('none'),
  from: 'anna@example.org',
  dmarc: 'pass',
  isForUs: true,
};
const MAIL = { from: { address: 'anna@example.org', name: '' }, automatic: undefined };

test('a mail that a person wrote to us, whose DMARC passed, proves its address and is warned of by nothing', () =>
  assert.deepEqual(judgeSender(PASSED, MAIL), { provedEmail: 'anna@example.org' }));

for (const [what, check, mail] of [
  ['nothing was checked', undefined, MAIL],
  ['a program wrote', PASSED, { ...MAIL, automatic: 'auto-submitted' }],
  ['a list had it in its hands', { ...PASSED, isRelayed: true }, MAIL],
  ['it is a mail to somebody else', { ...PASSED, isForUs: false }, MAIL],
  ['From has several addresses', { ...PASSED, from: undefined }, MAIL],
  ['another address was read than checked', { ...PASSED, from: 'bob@example.org' }, MAIL],
  ['the domain has no DMARC', { ...PASSED, dmarc: 'none', spf: 'pass', dkim: 'pass' }, MAIL],
] as const) {
  test(`no address is proved and nothing is warned of where ${what}`, () =>
    assert.deepEqual(judgeSender(check, mail), {}));
}

for (const [what, check, notice] of [
  ['DMARC failed', { dmarc: 'fail' }, 'Not verified: DMARC failed for example.org.'],
  [
    'DMARC failed after a forwarder that is believed',
    { dmarc: 'fail', vouchedBy: 'other.net' },
    'Not verified here: DMARC failed for example.org, but other.net says that it passed before it was forwarded.',
  ],
  [
    'DNS did not answer',
    { dmarc: 'temperror' },
    'Not verified: example.org could not be checked, its DNS did not answer.',
  ],
  ['several wrote', { dmarc: 'permerror', hasSeveralAuthors: true }, 'Not verified: it names several senders.'],
  ['nobody wrote', { dmarc: 'permerror' }, 'Not verified: it does not say properly who sent it.'],
  ['only SPF is there, and failed', { dmarc: 'none', spf: 'fail' }, 'Not verified: SPF failed for example.org.'],
] as const) {
  test(`agents are warned where ${what}`, () =>
    assert.deepEqual(judgeSender({ ...PASSED, ...check }, MAIL), { notice }));
}

test('agents are told of a name that is another address, whether DMARC passed or not', () => {
  const from = { address: 'anna@example.org', name: 'Boss <boss@bank.example>' };
  const told = 'It calls itself boss@bank.example, but is from anna@example.org.';
  assert.deepEqual(judgeSender(PASSED, { ...MAIL, from }), { provedEmail: 'anna@example.org', notice: told });
  const failed = judgeSender({ ...PASSED, dmarc: 'fail' }, { ...MAIL, from });
  assert.equal(failed.notice, `Not verified: DMARC failed for example.org. ${told}`);
  const same = { address: 'anna@example.org', name: 'anna@example.org' };
  assert.equal(judgeSender(PASSED, { ...MAIL, from: same }).notice, undefined);
});

test('a notice with the longest names stays within what a message may carry', () => {
  const from = { address: `${'a'.repeat(60)}@${'b'.repeat(200)}.org`, name: `${'c'.repeat(60)}@${'d'.repeat(60)}.org` };
  const vouchedBy = `${'e'.repeat(60)}.net`;
  const { notice = '' } = judgeSender({ ...PASSED, dmarc: 'fail', vouchedBy }, { ...MAIL, from });
  assert.ok(notice.length > 0 && notice.length <= 500, `${notice.length}`);
});
