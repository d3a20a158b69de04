import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../processes/run-command.ts';

const WITHIN_MS = 60_000;

export interface ServerCertificate {
  /** PKCS#12 with key and certificate. */
  readonly keystore: string;
  readonly password: string;
  /** PEM: who trusts it, trusts the server. */
  readonly certificate: string;
}

/** A certificate for 127.0.0.1 that signs itself, made by the JDK's own tool. Throws `CommandFailedError`. */
export async function makeServerCertificate(folder: string): Promise<ServerCertificate> {
  const keystore = join(folder, 'server.p12');
  const password = 'only-for-tests';
  const store = ['-keystore', keystore, '-storetype', 'PKCS12', '-storepass', password, '-alias', 'server'];
  const names = ['-dname', 'CN=localhost', '-ext', 'SAN=ip:127.0.0.1,dns:localhost', '-ext', 'bc:c=ca:true'];
  const key = ['-keyalg', 'EC', '-groupname', 'secp256r1', '-validity', '2'];
  await runCommand('keytool', ['-genkeypair', ...store, ...key, ...names], { withinMs: WITHIN_MS });
  const exported = join(folder, 'server.pem');
  await runCommand('keytool', ['-exportcert', '-rfc', '-file', exported, ...store], { withinMs: WITHIN_MS });
  return { keystore, password, certificate: await readFile(exported, 'utf8') };
}
