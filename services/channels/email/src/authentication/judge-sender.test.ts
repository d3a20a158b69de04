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
