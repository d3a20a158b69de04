import { createECDH, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '@onethread/runtime';

/**
 * Secrets that a single machine may make for itself at the first start. `IDENTITY_KEY` is for ever: it names every
 * customer, and belongs in the backup.
 */
export const GENERATED_SECRETS = [
  'IDENTITY_KEY',
  'GRPC_TOKEN_SECRET',
  'COOKIE_SECRET',
  'IN_APP_JWT_SECRET',
  'LINK_SECRET',
] as const;
/** The pair by which push services know this installation: as for ever as its customers' subscriptions. */
const PUSH_KEYS = ['IN_APP_VAPID_PUBLIC_KEY', 'IN_APP_VAPID_PRIVATE_KEY'] as const;
const FILE = 'secrets.json';
const SECRET_BYTES = 32;

/** Thrown when the data folder's secrets are there and cannot be read: new ones would make strangers of all its customers. */
export class SecretsUnreadableError extends Error {
  readonly code = 'secrets-unreadable';
  readonly retryable = false;
  override readonly name = 'SecretsUnreadableError';

  constructor(path: string, cause: unknown) {
    super(`${path} cannot be read; it names every customer of this data folder, so restore it from the backup.`, {
      cause,
    });
  }
}

/** Adds the data folder's own secrets to an environment that does not give them; makes them where there are none yet. Throws `SecretsUnreadableError`. */
export function withSecrets(dataFolder: string, env: Environment): Environment {
  const path = join(dataFolder, FILE);
  const kept = readSecrets(path);
  const missing = GENERATED_SECRETS.filter((name) => kept[name] === undefined);
  const pair = PUSH_KEYS.some((name) => kept[name] === undefined) ? pushKeys() : {};
  if (missing.length > 0 || Object.keys(pair).length > 0) {
    for (const name of missing) kept[name] = randomBytes(SECRET_BYTES).toString('hex');
    Object.assign(kept, pair);
    writeDurably(path, `${JSON.stringify(kept, null, 2)}\n`);
  }
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  return { ...kept, ...given };
}

/** RFC 8292: of P-256, base64url; the private one 32 bytes, leading zeros too. */
function pushKeys(): Readonly<Record<(typeof PUSH_KEYS)[number], string>> {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  const privateKey = Buffer.concat([Buffer.alloc(SECRET_BYTES), pair.getPrivateKey()]).subarray(-SECRET_BYTES);
  return {
    IN_APP_VAPID_PUBLIC_KEY: pair.getPublicKey('base64url'),
    IN_APP_VAPID_PRIVATE_KEY: privateKey.toString('base64url'),
  };
}

function readSecrets(path: string): Record<string, string> {
  try {
    const kept: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (!isSecrets(kept)) throw new TypeError('not an object of texts');
    return kept;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new SecretsUnreadableError(path, error);
  }
}

function isSecrets(value: unknown): value is Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((secret) => typeof secret === 'string' && secret !== '');
}

/** A half-written file would lose every identity: written aside, flushed, then renamed. */
function writeDurably(path: string, content: string): void {
  const file = openSync(`${path}.new`, 'w', 0o600);
  writeSync(file, content);
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.new`, path);
}
