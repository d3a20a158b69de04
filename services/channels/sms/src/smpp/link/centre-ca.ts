import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { SmppSettings } from '../settings.ts';

/**
 * The certificates that the message centre's is checked against (PEM); undefined: the system's. Throws when the file that the
 * settings name cannot be read or holds none, or would protect nothing.
 */
export async function readCentreCa({
  tlsCaFile,
  url,
}: Pick<SmppSettings, 'tlsCaFile' | 'url'>): Promise<string | undefined> {
  if (tlsCaFile === undefined) return undefined;
  if (new URL(url).protocol !== 'ssmpp:') throw new Error('SMPP_TLS_CA_FILE: SMPP_URL is not an ssmpp:// address');
  const pem = await readFile(tlsCaFile, 'utf8').catch((error: unknown) => {
    throw new Error(`SMPP_TLS_CA_FILE: ${tlsCaFile} cannot be read`, { cause: error });
  });
  if (!holdsCertificate(pem)) throw new Error(`SMPP_TLS_CA_FILE: ${tlsCaFile} holds no certificate`);
  return pem;
}

/** Without one nothing would ever be trusted. */
function holdsCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
}
