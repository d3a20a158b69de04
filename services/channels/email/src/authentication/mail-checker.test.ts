import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import { tempFolder, waitFor } from '@onethread/testkit';
import { DnsDouble } from '../testing/dns-double.ts';
import { signedMail, signingDomain } from '../testing/signing-domain.ts';
import { MailChecker } from './mail-checker.ts';
import type { CheckSettings } from './sender-check.ts';

const SETTINGS: CheckSettings = { mode: 'full', authservId: '', relays: [], arcSealers: [], dnsServers: [] };
const MAIL = {
  raw: Buffer.from('From: anna@example.org\n\nHi'),
  sender: 'anna@example.org',
  peer: { address: '192.0.2.7', helo: 'x' },
  mailboxes: ['support@localhost'],
};

test('many mails are checked at once, each for itself', async () => {
  const example = signingDomain('example.org');
  await using dns = await DnsDouble.open({
    [example.keyName]: example.keyRecord,
    '_dmarc.example.org': { TXT: ['v=DMARC1; p=reject'] },
  });
  const checker = new MailChecker({ settings: { ...SETTINGS, dnsServers: [dns.server] }, checkMs: 60_000 });
  const signed = { ...MAIL, raw: await signedMail({ from: 'anna@example.org', signer: example }) };
  const checks = await Promise.all(Array.from({ length: 20 }, (_, at) => checker.check(at % 2 === 0 ? signed : MAIL)));
  await checker.stop();
  assert.deepEqual(
    checks.map(({ dmarc }) => dmarc),
    Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? 'pass' : 'fail')),
  );
});

test('a check that does not end is given up, and the next one is made', async () => {
  await using folder = await tempFolder();
  const script = join(folder.path, 'stuck.mjs');
  await writeFile(
    script,
    `import { parentPort } from 'node:worker_threads';
     parentPort.on('message', ({ id, mail }) => {
       if (mail.sender === 'stuck') for (;;);
       parentPort.postMessage({ id, check: { dmarc: 'pass' } });
     });`,
  );
  const checker = new MailChecker({ settings: SETTINGS, script: pathToFileURL(script), checkMs: 300 });
  assert.equal((await checker.check({ ...MAIL, sender: 'stuck' })).dmarc, 'temperror');
  await waitFor(async () => (await checker.check(MAIL)).dmarc === 'pass', { describe: 'a check by a new worker' });
  await checker.stop();
});

test('a worker that breaks, and one that is stopped, leave it open who wrote', async () => {
  await using folder = await tempFolder();
  const script = join(folder.path, 'broken.mjs');
  await writeFile(
    script,
    `import { parentPort } from 'node:worker_threads';
     parentPort.on('message', () => { throw new Error('x'); });`,
  );
  const checker = new MailChecker({ settings: SETTINGS, script: pathToFileURL(script), checkMs: 60_000 });
  assert.equal((await checker.check(MAIL)).dmarc, 'temperror');
  await checker.stop();
  assert.equal((await checker.check(MAIL)).dmarc, 'temperror');
});
