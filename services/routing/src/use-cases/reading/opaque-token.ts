import { createCipheriv, createDecipheriv, createHash, createSecretKey, randomFillSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** What a token is for: one made for another purpose is not taken. */
export type TokenPurpose =
  | 'items-page'
  | 'conversations-page'
  | 'feed-page'
  | 'thread-cursor'
  | 'feed-cursor'
  | 'dead-letters-page'
  | 'parked-page'
  | 'matches-page'
  | 'search-page'
  | 'settings-changes-page';

/** Longest token that is looked at: a cursor of 50 members and their streams is about 5 kB. */
const MAX_TOKEN_LENGTH = 64 * 1024;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';
/** Random bytes are drawn for so many tokens at once: every event that is told carries a cursor. */
const IVS_AT_ONCE = 512;

/**
 * Cursors and page tokens as clients hold them: sealed, so that they cannot be read (they name the streams of others) nor
 * made up. With another secret they are unknown, which costs a client no more than a fresh page.
 */
export class OpaqueTokens {
  /** As a key object: with plain bytes Node prepares the key anew for every token, at three times the cost. */
  readonly #key: KeyObject;
  readonly #ivs = Buffer.alloc(IVS_AT_ONCE * IV_BYTES);
  #nextIv = this.#ivs.length;

  constructor(secret: string) {
    this.#key = createSecretKey(createHash('sha256').update('onethread cursors').update(secret).digest());
  }

  seal(purpose: TokenPurpose, value: unknown): string {
    const iv = this.#freshIv();
    const cipher = createCipheriv(CIPHER, this.#key, iv).setAAD(Buffer.from(purpose));
    const sealed = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** What was sealed for this purpose; `undefined` for anything else: malformed, made up, of another purpose or secret. */
  open(purpose: TokenPurpose, token: string): unknown {
    if (token.length > MAX_TOKEN_LENGTH) return undefined;
    const bytes = Buffer.from(token, 'base64url');
    // Decoding skips what is no base64url: only what was handed out is taken, not everything that reads alike.
    if (bytes.length <= IV_BYTES + TAG_BYTES || bytes.toString('base64url') !== token) return undefined;
    try {
      const decipher = createDecipheriv(CIPHER, this.#key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(purpose))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
      return JSON.parse(text.toString('utf8'));
    } catch {
      return undefined;
    }
  }

  /** Random, and given out once; valid until as many more were drawn. */
  #freshIv(): Buffer {
    if (this.#nextIv === this.#ivs.length) {
      randomFillSync(this.#ivs);
      this.#nextIv = 0;
    }
    return this.#ivs.subarray(this.#nextIv, (this.#nextIv += IV_BYTES));
  }
}
