import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tempFolder } from '@onethread/testkit';

export interface TestCertificate {
  /** PEM. */
  readonly key: string;
  /** PEM; signed by itself. */
  readonly cert: string;
}

/** A new certificate for these names (`IP:127.0.0.1`, `DNS:centre.example`), signed by itself, for a day. */
export async function testCertificate(names = 'IP:127.0.0.1'): Promise<TestCertificate> {
  await using folder = await tempFolder();
  const [keyFile, certFile] = [join(folder.path, 'key.pem'), join(folder.path, 'cert.pem')];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
  const about = ['-subj', '/CN=message centre', '-addext', `subjectAltName=${names}`];
  execFileSync('openssl', ['req', '-x509', ...kind, ...about, '-keyout', keyFile, '-out', certFile], {
    stdio: 'ignore',
  });
  const [key, cert] = await Promise.all([readFile(keyFile, 'utf8'), readFile(certFile, 'utf8')]);
  return { key, cert };
}
