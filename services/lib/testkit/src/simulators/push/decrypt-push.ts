import { createDecipheriv, createECDH, hkdfSync, type ECDH } from 'node:crypto';

/** RFC 8188, 2.1: salt, record size, length of the key id; then the key id, which is the sender's public key here. */
const SALT_BYTES = 16;
const HEADER_BYTES = SALT_BYTES + 4 + 1;
const POINT_BYTES = 65;
const TAG_BYTES = 16;
const AUTH_BYTES = 16;
/** Ends the plaintext of the last record. */
const LAST_RECORD = 2;

/** A browser's end of a subscription: the keys with which pushes are read. */
export interface BrowserKeys {
  readonly pair: ECDH;
  readonly auth: Buffer;
}

/** `bytes` random ones are the secret. */
export function browserKeys(bytes: (length: number) => Buffer): BrowserKeys {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  return { pair, auth: bytes(AUTH_BYTES) };
}

/** Reads a push of one record as RFC 8291 has it; written from the RFCs, so that it owes nothing to any sender. Throws for anything else. */
export function decryptPush(body: Buffer, { pair, auth }: BrowserKeys): Buffer {
  const salt = body.subarray(0, SALT_BYTES);
  const recordSize = body.readUInt32BE(SALT_BYTES);
  const idLength = body.readUInt8(SALT_BYTES + 4);
  if (idLength !== POINT_BYTES) throw new Error('the key id is not a public key');
  const sender = body.subarray(HEADER_BYTES, HEADER_BYTES + idLength);
  const record = body.subarray(HEADER_BYTES + idLength);
  if (record.length > recordSize || record.length <= TAG_BYTES) throw new Error('not one record');

  const shared = pair.computeSecret(sender);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), sender]);
  const secret = derive(shared, auth, info, 32);
  const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);

  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(record.subarray(-TAG_BYTES));
  const padded = Buffer.concat([decipher.update(record.subarray(0, -TAG_BYTES)), decipher.final()]);
  const end = padded.findLastIndex((byte) => byte !== 0);
  if (padded[end] !== LAST_RECORD) throw new Error('the last record is not marked as such');
  return padded.subarray(0, end);
}

function derive(material: Buffer, salt: Buffer, info: Buffer, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', material, salt, info, length));
}
