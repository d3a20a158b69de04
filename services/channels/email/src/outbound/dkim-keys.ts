import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { domainOf } from '../addresses.ts';

/** Where the key of a signature stands: `s1._domainkey.example.org` names selector and domain, `file` is PEM. */
export interface DkimKeyFile {
  readonly selector: string;
  readonly domain: string;
  readonly file: string;
}

export interface DkimKey {
  readonly domainName: string;
  readonly keySelector: string;
  /** PEM. */
  readonly privateKey: string;
}

const ENTRY = /^([a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){0,5})\._domainkey\.([a-z0-9.-]{1,253})=(.{1,1000})$/i;
/** RFC 8301: signers use 1024 bits at least. */
const LEAST_BITS = 1_024;

/** `s1._domainkey.example.org=/etc/onethread/dkim.pem`; undefined for anything else. */
export function dkimKeyFile(entry: string): DkimKeyFile | undefined {
  const [, selector, domain, file] = ENTRY.exec(entry.trim()) ?? [];
  if (selector === undefined || domain === undefined || file === undefined) return undefined;
  return { selector: selector.toLowerCase(), domain: domain.toLowerCase(), file };
}

/** Throws when a file cannot be read, or holds no RSA key that receivers accept. */
export async function readDkimKeys(files: readonly DkimKeyFile[]): Promise<readonly DkimKey[]> {
  return await Promise.all(
    files.map(async ({ selector, domain, file }) => {
      const privateKey = await readFile(file, 'utf8');
      const { asymmetricKeyType, asymmetricKeyDetails } = asKey(privateKey, file);
      if (asymmetricKeyType !== 'rsa' || (asymmetricKeyDetails?.modulusLength ?? 0) < LEAST_BITS) {
        throw new Error(`EMAIL_DKIM_KEYS: ${file} is not an RSA key of ${LEAST_BITS} bits or more`);
      }
      return { domainName: domain, keySelector: selector, privateKey };
    }),
  );
}

/** The key for mails of an address: of its own domain, else of the nearest above it (relaxed alignment, RFC 7489). */
export function keyFor(address: string, keys: readonly DkimKey[]): DkimKey | undefined {
  const domain = domainOf(address).toLowerCase();
  const fitting = keys.filter(({ domainName }) => domain === domainName || domain.endsWith(`.${domainName}`));
  return fitting.toSorted((one, other) => other.domainName.length - one.domainName.length)[0];
}

function asKey(pem: string, file: string) {
  try {
    return createPrivateKey(pem);
  } catch (error) {
    throw new Error(`EMAIL_DKIM_KEYS: ${file} is not a private key`, { cause: error });
  }
}
