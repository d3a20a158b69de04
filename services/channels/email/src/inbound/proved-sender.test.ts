import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DnsDouble } from '../testing/dns-double.ts';
import { openMailStage } from '../testing/mail-stage.ts';
import { sendRaw } from '../testing/send-raw.ts';
import { signedMail, signingDomain } from '../testing/signing-domain.ts';

const EXAMPLE = signingDomain('example.org');
const RECORDS = { [EXAMPLE.keyName]: EXAMPLE.keyRecord, '_dmarc.example.org': { TXT: ['v=DMARC1; p=reject'] } };

test('a mail that its domain vouches for proves its address; a forged one is shown with a warning', async () => {
  await using dns = await DnsDouble.open(RECORDS);
  await using mail = await openMailStage({ authentication: 'full', dnsServers: [dns.server] });
  const send = async (signer?: typeof EXAMPLE) =>
    sendRaw({ port: mail.smtpPort, raw: await signedMail({ from: 'Anna <Anna@Example.org>', signer }) });
  assert.match(await send(EXAMPLE), /^250/);
  assert.match(await send(), /^250/);
  const [real, forged] = await mail.messages();
  assert.equal(real?.profile.provedEmail, 'anna@example.org');
  assert.equal(real.identity.externalId, 'anna@example.org');
  assert.equal(real.notice, undefined);
  assert.equal(forged?.profile.provedEmail, undefined);
  assert.equal(forged?.notice, 'Not verified: DMARC failed for example.org.');
});

test('an out-of-office answer proves nothing, however well it is signed', async () => {
  await using dns = await DnsDouble.open(RECORDS);
  await using mail = await openMailStage({ authentication: 'full', dnsServers: [dns.server] });
  const headers = { 'Auto-Submitted': 'auto-replied' };
  await sendRaw({
    port: mail.smtpPort,
    raw: await signedMail({ from: 'anna@example.org', headers, signer: EXAMPLE }),
  });
  const [message] = await mail.messages();
  assert.deepEqual([message?.automatic, message?.profile.provedEmail], [true, undefined]);
});

test('a mail is taken though DNS never answers', async () => {
  await using dns = await DnsDouble.open(RECORDS);
  dns.faults.set('*', 'silent');
  await using mail = await openMailStage({ authentication: 'full', dnsServers: [dns.server] });
  const raw = await signedMail({ from: 'anna@example.org', signer: EXAMPLE });
  assert.match(await sendRaw({ port: mail.smtpPort, raw }), /^250/);
  const [message] = await mail.messages();
  assert.match(message?.notice ?? '', /^Not verified: example\.org could not be checked/);
});

test('an odd address keeps its old id, any other has the normal form', async () => {
  await using mail = await openMailStage();
  for (const from of ['=?utf-8?q?x?= <JOSE\u0301@Example.org>', 'Nobody <@>']) {
    await sendRaw({ port: mail.smtpPort, from: 'Sender@Example.org', raw: `From: ${from}\n\nHi` });
  }
  const ids = (await mail.messages()).map(({ identity }) => identity.externalId);
  assert.deepEqual(ids, ['jos\u00e9@example.org', 'sender@example.org']);
});
