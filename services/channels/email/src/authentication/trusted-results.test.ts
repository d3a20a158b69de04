import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkMail } from './check-mail.ts';
import { headerFields } from '../parsing/header-fields.ts';
import { readResults, trustedResults } from './trusted-results.ts';

const said = (header: string, id = 'mx.ours.net') =>
  trustedResults(headerFields(header), id)?.map(({ method, verdict }) => `${method}=${verdict}`);

for (const [what, value, expected] of [
  ['plain', 'mx.ours.net; dmarc=pass header.from=example.org', 'pass'],
  ['with comments and blanks', '(x) mx.ours.net 1; dmarc = pass (p=none; (nested)) header.from = example.org', 'pass'],
  ['with quoted strings', '"mx.ours.net"; dmarc=fail reason="dmarc=pass; x" header.from="example.org"', 'fail'],
  ['with a version', 'mx.ours.net; dmarc/1=pass header.from=example.org', 'pass'],
  ['in capitals', 'MX.Ours.net; DMARC=Pass header.From=Example.ORG', 'pass'],
] as const) {
  test(`a field ${what} is understood`, () => {
    const read = readResults(value);
    assert.equal(read?.authservId, 'mx.ours.net');
    const [dmarc] = read.results;
    assert.deepEqual(
      [dmarc?.method, dmarc?.verdict, dmarc?.properties.get('header.from')],
      ['dmarc', expected, 'example.org'],
    );
  });
}

for (const [what, value] of [
  ['nothing', ''],
  ['no results', 'mx.ours.net; none'],
  ['a comment that does not end', 'mx.ours.net; (dmarc=pass'],
  ['a result in a comment', 'mx.ours.net; (dmarc=pass) spf=fail'],
  ['a result that is a property', 'mx.ours.net; spf=fail smtp.mailfrom=a dmarc=pass'],
  ['signs without sense', 'mx.ours.net; ===;;=;"\\'],
] as const) {
  test(`a field with ${what} says nothing of DMARC`, () => {
    assert.deepEqual(readResults(value)?.results.filter(({ method }) => method === 'dmarc') ?? [], []);
  });
}

test('only the topmost fields of our server count', () => {
  assert.deepEqual(
    said(
      [
        'Received: from inside',
        'Authentication-Results: mx.ours.net;',
        ' dmarc=fail header.from=example.org',
        'Authentication-Results: mx.ours.net; dkim=fail',
        'Received: from outside',
        'Authentication-Results: mx.ours.net; dmarc=pass header.from=example.org',
      ].join('\r\n'),
    ),
    ['dmarc=fail', 'dkim=fail'],
  );
});

test('what another server wrote counts for nothing, and ends what ours said', () => {
  assert.equal(said('Authentication-Results: mx.theirs.net; dmarc=pass'), undefined);
  assert.deepEqual(
    said(
      'Authentication-Results: mx.ours.net; spf=fail\r\nAuthentication-Results: evil; x=y\r\nAuthentication-Results: mx.ours.net; dmarc=pass',
    ),
    ['spf=fail'],
  );
  assert.equal(said('Authentication-Results: mx.ours.net; dmarc=pass', ''), undefined);
});

const MAIL = (result: string) =>
  Buffer.from(
    `Authentication-Results: mx.ours.net; ${result}\r\nFrom: anna@example.org\r\nTo: support@localhost\r\n\r\nHi`,
  );
const SETTINGS = {
  mode: 'results',
  authservId: 'mx.ours.net',
  relays: ['10.0.0.3'],
  arcSealers: [],
  dnsServers: [],
} as const;
const check = (raw: Buffer, address = '10.0.0.3') =>
  checkMail(
    { raw, sender: 'anna@example.org', peer: { address, helo: 'front' }, mailboxes: ['support@localhost'] },
    SETTINGS,
  );

test('the front server’s word counts where it is about the one author, and came from the front server', async () => {
  const passed = await check(MAIL('dmarc=pass header.from=example.org'));
  assert.deepEqual([passed.by, passed.dmarc, passed.isForUs], ['front-server', 'pass', true]);
  assert.equal((await check(MAIL('dmarc=fail header.from=example.org'))).dmarc, 'fail');
  assert.equal((await check(MAIL('dmarc=pass header.from=other.net'))).dmarc, 'none');
  assert.equal((await check(MAIL('dmarc=pass header.from=example.org'), '203.0.113.9')).dmarc, 'none');
  assert.equal((await check(MAIL('spf=pass smtp.mailfrom=example.org'))).dmarc, 'none');
});
