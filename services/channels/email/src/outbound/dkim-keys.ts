import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { domainOf } from '../addresses.ts';

/** Where the key of a signature stands: `s1._domainkey.example.org` names selector and domain, `file` is PEM. */
export interface DkimKeyFile {
  readonly selector: string;
  readonly domain: string;
  readonly file: string;
}

/** As the signer wants it. */
export interface DkimKey {
  readonly signingDomain: string;
  readonly selector: string;
  /** PEM. */
  readonly privateKey: string;
  readonly algorithm: 'rsa-sha256' | 'ed25519-sha256';
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

/** Throws when a file cannot be read, or holds no key that receivers accept. */
export async function readDkimKeys(files: readonly DkimKeyFile[]): Promise<readonly DkimKey[]> {
  return await Promise.all(
    files.map(async ({ selector, domain, file }) => {
      const privateKey = await readFile(file, 'utf8');
      return { signingDomain: domain, selector, privateKey, algorithm: algorithmOf(asKey(privateKey, file), file) };
    }),
  );
}

/**
 * The keys for mails of an address: all of its own domain, else of the nearest above it (relaxed alignment, RFC 7489). Each
 * signs, since receivers that do not know Ed25519 pass over its signature (RFC 8463).
 */
export function keysFor(address: string, keys: readonly DkimKey[]): readonly DkimKey[] {
  const domain = domainOf(address).toLowerCase();
  const fitting = keys.filter(({ signingDomain }) => domain === signingDomain || domain.endsWith(`.${signingDomain}`));
  const longest = Math.max(...fitting.map(({ signingDomain }) => signingDomain.length));
  return fitting.filter(({ signingDomain }) => signingDomain.length === longest);
}

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject, file: string): DkimKey['algorithm'] {
  if (asymmetricKeyType === 'ed25519') return 'ed25519-sha256';
  if (asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_BITS) return 'rsa-sha256';
  throw new Error(`EMAIL_DKIM_KEYS: ${file} is neither an Ed25519 key nor an RSA key of ${LEAST_BITS} bits or more`);
}

function asKey(pem: string, file: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (error) {
    throw new Error(`EMAIL_DKIM_KEYS: ${file} is not a private key`, { cause: error });
  }
}
