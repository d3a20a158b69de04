import type { Protection } from './mail-content.ts';

const NOTICES: Readonly<Record<Protection, string>> = {
  'smime-signed': 'Signed (S/MIME); the signature was not checked.',
  'pgp-signed': 'Signed (PGP); the signature was not checked.',
  'smime-encrypted': 'Encrypted (S/MIME): it cannot be read here. Its content is attached.',
  'pgp-encrypted': 'Encrypted (PGP): it cannot be read here. Its content is attached.',
};

/** For agents: what protects a mail, and what of it nobody looked at. */
export function protectionNotices(protections: ReadonlySet<Protection>): readonly string[] {
  return [...protections].map((protection) => NOTICES[protection]);
}
