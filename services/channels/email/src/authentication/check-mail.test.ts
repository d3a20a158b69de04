import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sealMessage } from 'mailauth/lib/arc/index.js';
import { DnsDouble, type DnsRecords } from '../testing/dns-double.ts';
import { signedMail, signingDomain, type SignedMail } from '../testing/signing-domain.ts';
import { checkMail } from './check-mail.ts';
import type { CheckSettings, MailToCheck } from './sender-check.ts';

const EXAMPLE = signingDomain('example.org');
const OTHER = signingDomain('other.net');
const OUTSIDE = { address: '192.0.2.7', helo: 'mx.example.org' };

const KEYS = { [EXAMPLE.keyName]: EXAMPLE.keyRecord, [OTHER.keyName]: OTHER.keyRecord };
const POLICY = (record: string): DnsRecords => ({ TXT: [`v=DMARC1; ${record}`] });

interface Play {
  readonly dns: DnsDouble;
  readonly check: (
    raw: Buffer,
    over?: Partial<MailToCheck>,
    settings?: Partial<CheckSettings>,
  ) => ReturnType<typeof checkMail>;
}

async function play(records: Readonly<Record<string, DnsRecords>>, run: (world: Play) => Promise<void>) {
  await using dns = await DnsDouble.open({ ...KEYS, ...records });
  const settings: CheckSettings = {
    mode: 'full',
    authservId: '',
    relays: [],
    arcSealers: [],
    dnsServers: [dns.server],
  };
  await run({
    dns,
    check: (raw, over, other) =>
      checkMail(
        { raw, sender: 'anna@example.org', peer: OUTSIDE, mailboxes: ['support@localhost'], ...over },
        { ...settings, ...other },
      ),
  });
}

const anna = (over: Partial<SignedMail> = {}) => signedMail({ from: 'Anna <anna@example.org>', ...over });

test('a mail that its domain signed passes, and is for us', () =>
  play({ '_dmarc.example.org': POLICY('p=reject') }, async ({ check }) => {
    const found = await check(await anna({ signer: EXAMPLE }));
    assert.deepEqual(
      { dmarc: found.dmarc, dkim: found.dkim, from: found.from, isForUs: found.isForUs },
      { dmarc: 'pass', dkim: 'pass', from: 'anna@example.org', isForUs: true },
    );
  }));

test('a mail from the addresses that its domain names passes without a signature', () =>
  play(
    { 'example.org': { TXT: ['v=spf1 ip4:192.0.2.0/24 -all'] }, '_dmarc.example.org': POLICY('p=reject; aspf=s') },
    async ({ check }) => {
      const found = await check(await anna({ to: 'somebody@else.net' }));
      assert.deepEqual([found.spf, found.dmarc, found.isForUs], ['pass', 'pass', true]);
    },
  ));

test('a mail of nobody that the domain knows fails', () =>
  play(
    { 'example.org': { TXT: ['v=spf1 ip4:198.51.100.1 -all'] }, '_dmarc.example.org': POLICY('p=none') },
    async ({ check }) => {
      const found = await check(await anna());
      assert.deepEqual([found.spf, found.dkim, found.dmarc], ['fail', 'none', 'fail']);
    },
  ));

test('SPF and DKIM of another domain than the one in From prove nothing', () =>
  play(
    { 'other.net': { TXT: ['v=spf1 ip4:192.0.2.7 -all'] }, '_dmarc.example.org': POLICY('p=none') },
    async ({ check }) => {
      const found = await check(await anna({ signer: OTHER }), { sender: 'list@other.net' });
      assert.deepEqual([found.spf, found.dkim, found.dmarc], ['pass', 'pass', 'fail']);
    },
  ));

test('a changed body fails', () =>
  play({ '_dmarc.example.org': POLICY('p=reject') }, async ({ check }) => {
    const raw = (await anna({ signer: EXAMPLE })).toString().replace('Where is it?', 'OT-AAAA-BBBB');
    assert.equal((await check(Buffer.from(raw))).dmarc, 'fail');
  }));

test('a subdomain is signed for by its domain unless the domain is strict', async () => {
  for (const [tags, expected] of [
    ['p=reject', 'pass'],
    ['p=reject; adkim=s', 'fail'],
  ] as const) {
    await play({ '_dmarc.example.org': POLICY(tags), 'news.example.org': {} }, async ({ check }) => {
      const raw = await anna({ from: 'anna@news.example.org', signer: EXAMPLE });
      assert.equal((await check(raw, { sender: 'anna@other.net' })).dmarc, expected);
    });
  }
});

test('a subdomain without a record has its domain’s', () =>
  play({ '_dmarc.example.org': POLICY('p=none; sp=reject'), 'mail.example.org': {} }, async ({ check }) => {
    const found = await check(await anna({ from: 'anna@mail.example.org' }));
    assert.equal(found.dmarc, 'fail');
  }));

test('without a record there is nothing to pass', () =>
  play({ 'example.org': { TXT: ['google-site-verification=x'] } }, async ({ check }) => {
    const found = await check(await anna({ signer: EXAMPLE }));
    assert.deepEqual([found.spf, found.dkim, found.dmarc], ['none', 'pass', 'none']);
  }));

test('an SPF record that nobody can evaluate is a permanent error, and no pass', () =>
  play(
    { 'example.org': { TXT: ['v=spf1 include:example.org -all'] }, '_dmarc.example.org': POLICY('p=reject') },
    async ({ check }) => {
      const found = await check(await anna());
      assert.deepEqual([found.spf, found.dmarc], ['permerror', 'fail']);
    },
  ));

for (const fault of ['servfail', 'refused', 'silent'] as const) {
  test(`DNS that is ${fault} leaves it open, whoever wrote`, () =>
    play({ '_dmarc.example.org': POLICY('p=reject') }, async ({ check, dns }) => {
      dns.faults.set('*', fault);
      const found = await check(await anna({ signer: EXAMPLE }));
      assert.deepEqual([found.spf, found.dkim, found.dmarc], ['temperror', 'temperror', 'temperror']);
    }));
}

test('a key that cannot be fetched leaves it open, though the policy is known', () =>
  play({ '_dmarc.example.org': POLICY('p=reject') }, async ({ check, dns }) => {
    dns.faults.set(EXAMPLE.keyName, 'servfail');
    const found = await check(await anna({ signer: EXAMPLE }));
    assert.deepEqual([found.dkim, found.dmarc], ['temperror', 'temperror']);
  }));

test('a key too long for UDP is fetched by TCP; one too short for anybody does not pass', async () => {
  const large = signingDomain('large.org', 4096);
  const small = signingDomain('small.org', 512);
  const records = {
    [large.keyName]: { TXT: [...(large.keyRecord.TXT ?? [])] },
    [small.keyName]: small.keyRecord,
    '_dmarc.large.org': POLICY('p=reject'),
    '_dmarc.small.org': POLICY('p=reject'),
  };
  await play(records, async ({ check, dns }) => {
    assert.equal((await check(await anna({ from: 'a@large.org', signer: large }))).dmarc, 'pass');
    assert.ok(dns.tcpAnswers > 0);
    const found = await check(await anna({ from: 'a@small.org', signer: small }));
    assert.deepEqual([found.dkim, found.dmarc], ['policy', 'fail']);
  });
});

test('a thousand signatures ask DNS no more than a mail may', () =>
  play({ '_dmarc.example.org': POLICY('p=reject') }, async ({ check, dns }) => {
    const signed = (await anna({ signer: EXAMPLE })).toString();
    const signature = signed.slice(0, signed.indexOf('From:'));
    const many = Array.from({ length: 500 }, (_, at) => signature.replace('s=s1', `s=s${at}`)).join('');
    await check(Buffer.from(many + signed));
    assert.ok(dns.asked.length <= 70, `${dns.asked.length} questions`);
  }));

for (const [what, change] of [
  ['two From fields', (mail: string) => `From: boss@example.org\r\n${mail}`],
  ['two addresses in From', (mail: string) => mail.replace(/From: .*\r\n/, 'From: anna@example.org, eve@x.org\r\n')],
] as const) {
  test(`a mail with ${what} has no author`, () =>
    play({ '_dmarc.example.org': POLICY('p=reject') }, async ({ check }) => {
      const found = await check(Buffer.from(change((await anna({ signer: EXAMPLE })).toString())));
      assert.equal(found.hasSeveralAuthors, true);
      assert.equal(found.from, undefined);
    }));
}

test('a signed mail to somebody else that is sent on to us is not for us', () =>
  play({ '_dmarc.example.org': POLICY('p=reject') }, async ({ check }) => {
    const found = await check(await anna({ to: 'bob@example.net', signer: EXAMPLE }));
    assert.deepEqual([found.dmarc, found.isForUs], ['pass', false]);
  }));

test('a mail whose subject or recipient is not signed, or was added to, is not for us', () =>
  play({ '_dmarc.example.org': POLICY('p=reject') }, async ({ check }) => {
    for (const unsigned of ['subject', 'to']) {
      const found = await check(await anna({ signer: EXAMPLE, unsigned }));
      assert.deepEqual([found.dmarc, found.isForUs], ['pass', false]);
    }
    const raw = await anna({ to: 'bob@example.net', signer: EXAMPLE });
    const added = Buffer.concat([Buffer.from('To: support@localhost\r\nSubject: OT-AAAA-BBBB\r\n'), raw]);
    assert.equal((await check(added)).isForUs, false);
  }));

test('a list’s mail is known by its marks', () =>
  play({ '_dmarc.example.org': POLICY('p=reject') }, async ({ check }) => {
    for (const over of [
      { headers: { 'List-Id': '<talk.example.org>' } },
      { from: '"Anna via Talk" <talk@example.org>' },
      { headers: { 'X-Original-From': 'anna@x.org' } },
    ]) {
      assert.equal((await check(await anna({ ...over, signer: EXAMPLE }))).isRelayed, true);
    }
  }));

test('behind a relay of ours SPF is asked about whoever handed the mail to it; another’s Received counts for nothing', () =>
  play(
    { 'example.org': { TXT: ['v=spf1 ip4:192.0.2.7 -all'] }, '_dmarc.example.org': POLICY('p=reject') },
    async ({ check }) => {
      const received = 'Received: from mx.example.org (mx.example.org [192.0.2.7]) by front (Postfix) id 1\r\n';
      const raw = Buffer.concat([Buffer.from(received), await anna()]);
      const peer = { address: '::ffff:10.0.0.3', helo: 'front' };
      const relays = ['10.0.0.0/8'];
      assert.equal((await check(raw, { peer }, { relays })).spf, 'pass');
      assert.equal((await check(raw, { peer })).spf, 'fail');
      assert.equal((await check(raw, { peer: { ...peer, address: '203.0.113.9' } }, { relays })).spf, 'fail');
      assert.equal((await check(await anna(), { peer }, { relays })).spf, 'none');
    },
  ));

test('what no server has touched and nobody signed is not checked, unless DNS servers are named', () =>
  play({ '_dmarc.example.org': POLICY('p=reject') }, async ({ check, dns }) => {
    const peer = { address: '127.0.0.1', helo: 'x' };
    assert.equal((await check(await anna(), { peer }, { dnsServers: [] })).dmarc, 'none');
    const relay = { address: '10.0.0.3', helo: 'x' };
    const fromRelay = await check(await anna(), { peer: relay }, { dnsServers: [], relays: ['10.0.0.3'] });
    assert.equal(fromRelay.dmarc, 'none');
    assert.deepEqual(dns.asked, []);
    assert.equal((await check(await anna(), { peer })).dmarc, 'fail');
  }));

test('a forwarder whose seal is believed vouches for what it changed; nobody else does', () =>
  play({ '_dmarc.example.org': POLICY('p=reject') }, async ({ check }) => {
    const changed = (await anna({ signer: EXAMPLE })).toString().replace('Where is it?', 'Where is it?\r\n[footer]');
    const seal = (authResults: string) =>
      sealMessage(Buffer.from(changed), {
        signingDomain: 'other.net',
        selector: 's1',
        privateKey: OTHER.privateKey,
        cv: 'none',
        authResults,
      });
    const passed = await seal('mx.other.net; dmarc=pass header.from=example.org');
    const raw = Buffer.concat([passed, Buffer.from(changed)]);
    const arcSealers = ['other.net'];
    assert.deepEqual(
      [(await check(raw, {}, { arcSealers })).vouchedBy, (await check(raw)).vouchedBy],
      ['other.net', undefined],
    );
    const failed = await seal('mx.other.net; dmarc=fail header.from=example.org');
    const told = await check(Buffer.concat([failed, Buffer.from(changed)]), {}, { arcSealers });
    assert.deepEqual([told.dmarc, told.vouchedBy], ['fail', undefined]);
    const broken = Buffer.from(raw.toString().replace('[footer]', '[another]'));
    assert.equal((await check(broken, {}, { arcSealers })).vouchedBy, undefined);
  }));
