import { createECDH } from 'node:crypto';

/** RFC 8292: who pushes, proved to push services by this P-256 pair; both base64url, the public one a raw point. */
export interface VapidKeys {
  readonly publicKey: string;
  readonly privateKey: string;
  /** Where operators of push services reach the sender: mailto: or https:. */
  readonly subject: string;
}

/** Base64url of a point of P-256 that is really on the curve. */
export function isPublicKey(text: string): boolean {
  const point = bytesOf(text, 65);
  if (point?.[0] !== 4) return false;
  try {
    const probe = createECDH('prime256v1');
    probe.generateKeys();
    probe.computeSecret(point);
    return true;
  } catch {
    return false;
  }
}

export function isPrivateKey(text: string): boolean {
  return publicKeyOf(text) !== undefined;
}

/** Undefined: not a private key of P-256. */
export function publicKeyOf(privateKey: string): string | undefined {
  const bytes = bytesOf(privateKey, 32);
  if (bytes === undefined) return undefined;
  try {
    const pair = createECDH('prime256v1');
    pair.setPrivateKey(bytes);
    return pair.getPublicKey('base64url');
  } catch {
    return undefined;
  }
}

/** Of base64url without padding, when it is exactly so long. */
export function bytesOf(text: string, length: number): Buffer | undefined {
  if (!/^[\w-]+$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length === length && bytes.toString('base64url') === text ? bytes : undefined;
}
