import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { openStage } from '@onethread/channel-kit/contract';
import { tempFolder, waitFor } from '@onethread/testkit';
import { smsChannel } from '../../index.ts';
import { testCertificate, type TestCertificate } from '../testing/certificate.ts';
import { ACCOUNT, openCentre, settingsFor } from '../testing/harness.ts';
import { playSmpp } from '../testing/scene.ts';
import { readCentreCa } from './centre-ca.ts';

async function fileWith(t: TestContext, content: string): Promise<string> {
  const folder = await tempFolder();
  t.after(() => folder.remove());
  const file = join(folder.path, 'ca.pem');
  await writeFile(file, content);
  return file;
}

test('over TLS a bind is made, and messages go both ways', async (t) => {
  const tls = await testCertificate();
  const env = { SMPP_TLS_CA_FILE: await fileWith(t, tls.cert) };
  const { centre, write, texts, reply, last } = await playSmpp(t, { centre: { tls }, env });
  assert.match(centre.urlOf(ACCOUNT), /^ssmpp:/);
  assert.equal(await write('grüße'), 0);
  assert.deepEqual(await texts(), ['grüße']);
  await reply('r_one', 'hello');
  await last('r_one', 'delivered');
  assert.deepEqual(
    centre.accepted().map(({ text }) => text),
    ['hello'],
  );
});

/** A channel before a centre that shows this certificate. */
async function before(t: TestContext, shown: TestCertificate, trusted: string | undefined) {
  const centre = await openCentre({ tls: shown });
  const stage = await openStage();
  t.after(async () => {
    await stage[Symbol.asyncDispose]();
    await centre.close();
  });
  const env = trusted === undefined ? {} : { SMPP_TLS_CA_FILE: await fileWith(t, trusted) };
  await stage.run(smsChannel, settingsFor(centre.urlOf(ACCOUNT), env), { firstRetryMs: 10 });
  const health = () => stage.healthChecks.find(({ name }) => name === 'channel-sms-smpp')?.check();
  return { centre, health };
}

for (const [what, shown, trusted] of [
  ['another certificate than the trusted one', 'IP:127.0.0.1', 'another'],
  ['a certificate for another name', 'DNS:elsewhere.example', 'the same'],
  ['a certificate that no public authority signed', 'IP:127.0.0.1', undefined],
] as const) {
  test(`a centre with ${what} is refused, before it is told who we are`, async (t) => {
    const certificate = await testCertificate(shown);
    const ca =
      trusted === undefined ? undefined : trusted === 'another' ? (await testCertificate()).cert : certificate.cert;
    const { centre, health } = await before(t, certificate, ca);
    await waitFor(async () => (await health())?.endsWith('untrusted'), { describe: 'the refusal to be told' });
    assert.deepEqual([centre.bindRequests().length, centre.calls()], [0, 0]);
  });
}

test('a file that protects nothing is told by its setting at the start', async (t) => {
  const url = 'ssmpp://a:b@127.0.0.1:3550';
  await assert.rejects(readCentreCa({ url, tlsCaFile: '/nowhere/ca.pem' }), /SMPP_TLS_CA_FILE: .*cannot be read/);
  const tlsCaFile = await fileWith(t, 'no certificate');
  await assert.rejects(readCentreCa({ url, tlsCaFile }), /SMPP_TLS_CA_FILE: .*holds no certificate/);
  const plain = url.replace('ssmpp', 'smpp');
  await assert.rejects(readCentreCa({ url: plain, tlsCaFile }), /SMPP_TLS_CA_FILE: SMPP_URL is not an ssmpp/);
  assert.equal(await readCentreCa({ url: plain, tlsCaFile: undefined }), undefined);
});
