import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Collection, DocumentStore, StoredDocument } from '@onethread/documents';
import type { VisitorCredentials } from '../protocol.ts';
import { CredentialsError } from './errors.ts';

const ID_BYTES = 16;
const SECRET_BYTES = 32;

interface VisitorDocument extends StoredDocument {
  readonly app: string;
  /** SHA-256, hex: the secret itself is 256 random bits and is never kept. */
  readonly secretHash: string;
  readonly createdAt: number;
}

const hash = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Anonymous persons: each known by a secret that the server issued to one device for one app. */
export async function openVisitors(documents: DocumentStore, now: () => number) {
  const visitors: Collection<VisitorDocument> = await documents.collection<VisitorDocument>({ name: 'visitors' });
  return {
    async issue(app: string): Promise<VisitorCredentials> {
      const id = randomBytes(ID_BYTES).toString('hex');
      const secret = randomBytes(SECRET_BYTES).toString('base64url');
      await visitors.insert({ _id: id, app, secretHash: hash(secret).toString('hex'), createdAt: now() });
      return { id, secret };
    },
    /** Throws `CredentialsError` for an unknown visitor, a wrong secret or another app's visitor. */
    async check(app: string, { id, secret }: VisitorCredentials): Promise<void> {
      const visitor = await visitors.get(id);
      const expected = visitor === undefined ? hash('') : Buffer.from(visitor.secretHash, 'hex');
      const right = timingSafeEqual(hash(secret), expected);
      if (visitor === undefined || visitor.app !== app || !right)
        throw new CredentialsError('bad-visitor', 'This visitor is not known here: start anew.');
    },
  };
}
export type Visitors = Awaited<ReturnType<typeof openVisitors>>;
