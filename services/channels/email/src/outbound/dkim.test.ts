import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { outboundMessage, tempFolder, textPart } from '@onethread/testkit';
import { openMailStage } from '../testing/mail-stage.ts';
import { signingDomain } from '../testing/signing-domain.ts';
import { keysFor, readDkimKeys, type DkimKey, type DkimKeyFile } from './dkim-keys.ts';

const ANNA = 'anna@example.org';
const SUPPORT = 'support@localhost';
/** On a machine that is busy with other things. */
const PATIENCE_MS = 30_000;
const RSA = signingDomain('localhost');
const ED25519 = ed25519Key();

/** The key as RFC 8463 writes it into DNS: its 32 bytes alone. */
function ed25519Key() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const bytes = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64');
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    record: `v=DKIM1; k=ed25519; p=${bytes}`,
  };
}

/** Lines of all lengths, dots alone, blanks at ends, words of no ASCII. */
const TEXT = `Grüße – 日本\n\n.\n..\n \t\nend  \n${'x'.repeat(2_000)}\n`;

/** How a reply is signed with these keys, by what a receiver finds. */
async function signaturesWith(keys: Readonly<Record<string, string>>, records: Readonly<Record<string, string>>) {
  await using folder = await tempFolder();
  const dkimKeys: DkimKeyFile[] = [];
  for (const [name, privateKey] of Object.entries(keys)) {
    const [selector = '', domain = ''] = name.split('._domainkey.');
    const file = join(folder.path, `${name}.pem`);
    await writeFile(file, privateKey);
    dkimKeys.push({ selector, domain, file });
  }
  await using mail = await openMailStage({ dkimKeys });
  const identity = mail.life.host.identity(SUPPORT, ANNA);
  await mail.stage.reply(outboundMessage({ entryId: 'r_1', identity, agentName: 'Mia', parts: [textPart(TEXT)] }));
  const { raw } = await mail.world.waitForMail(ANNA, () => true, { withinMs: PATIENCE_MS });
  const resolver = (name: string) => Promise.resolve(records[name] === undefined ? [] : [[records[name]]]);
  const check = async (bytes: Buffer) =>
    (await dkimVerify(bytes, { resolver })).results
      .map(({ status, algo, selector, signingHeaders }) => ({
        found: `${algo} ${selector} ${status.result}`,
        fields: (signingHeaders?.keys ?? '')
          .toLowerCase()
          .split(':')
          .map((key) => key.trim()),
      }))
      .toSorted((one, other) => (one.found < other.found ? -1 : 1));
  return { signatures: await check(raw), changed: await check(Buffer.concat([raw, Buffer.from('more\r\n')])) };
}

test('a mail is signed with an RSA and an Ed25519 key of its domain, and both signatures hold', async () => {
  const { signatures, changed } = await signaturesWith(
    {
      's1._domainkey.localhost': RSA.privateKey,
      's2._domainkey.localhost': ED25519.privateKey,
      's3._domainkey.other.example': ED25519.privateKey,
    },
    { 's1._domainkey.localhost': RSA.keyRecord.TXT?.[0] ?? '', 's2._domainkey.localhost': ED25519.record },
  );
  assert.deepEqual(
    signatures.map(({ found }) => found),
    ['ed25519-sha256 s2 pass', 'rsa-sha256 s1 pass'],
  );
  for (const { fields } of signatures) {
    for (const field of ['from', 'to', 'subject', 'message-id', 'date', 'content-type'])
      assert.ok(fields.includes(field), `${field} of ${fields.join()}`);
  }
  assert.deepEqual(
    changed.map(({ found }) => found.split(' ').at(-1)),
    ['neutral', 'neutral'],
  );
});

test('one key alone signs, of either kind', async () => {
  const rsa = await signaturesWith(
    { 's1._domainkey.localhost': RSA.privateKey },
    { 's1._domainkey.localhost': RSA.keyRecord.TXT?.[0] ?? '' },
  );
  assert.deepEqual(
    rsa.signatures.map(({ found }) => found),
    ['rsa-sha256 s1 pass'],
  );
  const ed25519 = await signaturesWith(
    { 's2._domainkey.localhost': ED25519.privateKey },
    { 's2._domainkey.localhost': ED25519.record },
  );
  assert.deepEqual(
    ed25519.signatures.map(({ found }) => found),
    ['ed25519-sha256 s2 pass'],
  );
});

function keyOf(domain: string, selector: string): DkimKey {
  return { signingDomain: domain, selector, privateKey: '', algorithm: 'rsa-sha256' };
}

test('the nearest domain’s keys are taken, and none of another’s', () => {
  const keys = [
    keyOf('example.org', 'a'),
    keyOf('mail.example.org', 'b'),
    keyOf('example.org', 'c'),
    keyOf('ample.org', 'd'),
  ];
  const found = (address: string) => keysFor(address, keys).map(({ selector }) => selector);
  assert.deepEqual(found('x@example.org'), ['a', 'c']);
  assert.deepEqual(found('x@Mail.Example.org'), ['b']);
  assert.deepEqual(found('x@shop.example.org'), ['a', 'c']);
  assert.deepEqual(found('x@example.net'), []);
});

test('a file with no key, or with one that receivers refuse, is told by its setting', async () => {
  await using folder = await tempFolder();
  const file = join(folder.path, 'dkim.pem');
  const read = () => readDkimKeys([{ selector: 's1', domain: 'localhost', file }]);
  await assert.rejects(read(), /ENOENT/);
  await writeFile(file, 'no key');
  await assert.rejects(read(), /EMAIL_DKIM_KEYS: .*is not a private key/);
  const fault = /EMAIL_DKIM_KEYS: .*is neither an Ed25519 key nor an RSA key of 1024 bits or more/;
  await writeFile(file, signingDomain('localhost', 512).privateKey);
  await assert.rejects(read(), fault);
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  await assert.rejects(read(), fault);
});
