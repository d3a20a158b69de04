import { generateKeyPairSync } from 'node:crypto';
import { createTransport } from 'nodemailer';
import type { DnsRecords } from './dns-double.ts';

export interface SigningDomain {
  readonly domain: string;
  /** The record of the public key. */
  readonly keyName: string;
  readonly keyRecord: DnsRecords;
  /** PEM. */
  readonly privateKey: string;
}

/** A domain with a DKIM key of its own. `bits`: default 2048. */
export function signingDomain(domain: string, bits = 2048): SigningDomain {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  const bytes = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  return {
    domain,
    keyName: `s1._domainkey.${domain}`,
    keyRecord: { TXT: [`v=DKIM1; k=rsa; p=${bytes}`] },
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

export interface SignedMail {
  readonly from: string;
  readonly to?: string;
  readonly subject?: string;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Undefined: not signed. */
  readonly signer?: SigningDomain | undefined;
  /** Fields that are left out of the signature, by colons. */
  readonly unsigned?: string;
}

/** A mail as its writer's server sends it, signed by a program that is not ours. */
export async function signedMail(mail: SignedMail): Promise<Buffer> {
  const { from, to = 'support@localhost', subject = 'My order', text = 'Where is it?', headers = {}, signer } = mail;
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const dkim = signer && {
    domainName: signer.domain,
    keySelector: 's1',
    privateKey: signer.privateKey,
    ...(mail.unsigned === undefined ? {} : { skipFields: mail.unsigned }),
  };
  const { message } = await transport.sendMail({ from, to, subject, text, headers, ...(dkim && { dkim }) });
  return message as Buffer;
}
