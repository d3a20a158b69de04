import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { DeskUnavailableError } from '../errors.ts';

/** A password as kept: all that is needed to check it, also after the parameters for new ones were raised. */
export interface PasswordHash {
  readonly algorithm: 'scrypt';
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelization: number;
  /** Base64, 16 bytes, of this password alone. */
  readonly salt: string;
  /** Base64, 32 bytes. */
  readonly hash: string;
}

/** 32 MiB and about 0.2 s for each: dear for who guesses, bearable for who signs in. */
const PARAMETERS = { cost: 2 ** 15, blockSize: 8, parallelization: 3 } as const;
const HASH_BYTES = 32;
const SALT_BYTES = 16;
/** Hashes at once: more would take the memory and the threads of everything else. */
const MAX_RUNNING = 2;
/** Sign-ins waiting for their turn; more are refused. */
const MAX_WAITING = 50;

export interface PasswordHasher {
  hash(password: string): Promise<PasswordHash>;
  /** Takes as long for `undefined` (nobody) as for a wrong password. Throws `DeskUnavailableError` when too many wait. */
  verify(password: string, stored: PasswordHash | undefined): Promise<boolean>;
}

/** `cost`: scrypt's N of new passwords, a power of two. */
export function createPasswordHasher(cost: number = PARAMETERS.cost): PasswordHasher {
  const parameters = { ...PARAMETERS, cost };
  const nobody: PasswordHash = {
    algorithm: 'scrypt',
    ...parameters,
    salt: randomBytes(SALT_BYTES).toString('base64'),
    hash: randomBytes(HASH_BYTES).toString('base64'),
  };
  const waiting: (() => void)[] = [];
  let running = 0;

  const limited = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= MAX_RUNNING) {
      if (waiting.length >= MAX_WAITING) throw new DeskUnavailableError('too many sign-ins at once');
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };

  return {
    hash: (password) =>
      limited(async () => {
        const salt = randomBytes(SALT_BYTES);
        const hash = await derive(password, salt, parameters);
        return { algorithm: 'scrypt', ...parameters, salt: salt.toString('base64'), hash: hash.toString('base64') };
      }),
    verify: (password, stored) =>
      limited(async () => {
        const known = stored ?? nobody;
        const expected = Buffer.from(known.hash, 'base64');
        const actual = await derive(password, Buffer.from(known.salt, 'base64'), known);
        return timingSafeEqual(actual, expected) && stored !== undefined;
      }),
  };
}

function derive(
  password: string,
  salt: Buffer,
  { cost, blockSize, parallelization }: Pick<PasswordHash, 'cost' | 'blockSize' | 'parallelization'>,
): Promise<Buffer> {
  const maxmem = 256 * cost * blockSize;
  return new Promise((resolve, reject) => {
    // The same password typed on another keyboard may come in another normal form.
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, { cost, blockSize, parallelization, maxmem }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
