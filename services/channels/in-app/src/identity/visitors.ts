import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IdentityRef } from '@onethread/contracts';
import { changeDocument, type Collection, type DocumentStore, type StoredDocument } from '@onethread/documents';
import type { VisitorCredentials } from '../protocol.ts';
import { CredentialsError } from './errors.ts';

/** Before a visitor's id in the external id of their identity. */
export const VISITOR = 'visitor:';
const ID_BYTES = 16;
const SECRET_BYTES = 32;

/**
 * A visitor is *free*, then claimed by one user for ever (`joinedTo`), then the log has the evidence (`told`). From the claim
 * on the secret opens nothing by itself any more: who copied it from a shared computer would else read on in that user's
 * thread.
 */
interface VisitorDocument extends StoredDocument {
  readonly app: string;
  /** SHA-256, hex: the secret itself is 256 random bits and is never kept. */
  readonly secretHash: string;
  readonly createdAt: number;
  /** Identity id of the user. */
  readonly joinedTo?: string;
  readonly joinedAt?: number;
  readonly told?: boolean;
}

const hash = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Anonymous persons: each known by a secret that the server issued to one device for one app. */
export async function openVisitors(documents: DocumentStore, now: () => number) {
  const visitors: Collection<VisitorDocument> = await documents.collection<VisitorDocument>({ name: 'visitors' });

  async function proved(app: string, { id, secret }: VisitorCredentials): Promise<VisitorDocument> {
    const visitor = await visitors.get(id);
    const expected = visitor === undefined ? hash('') : Buffer.from(visitor.secretHash, 'hex');
    const right = timingSafeEqual(hash(secret), expected);
    if (visitor === undefined || visitor.app !== app || !right) throw unknown();
    return visitor;
  }

  /** The document as this user's, or undefined where it is another user's. */
  async function claim(id: string, user: string): Promise<VisitorDocument | undefined> {
    const { document: visitor } = await changeDocument(visitors, {
      id,
      make: (known) => {
        if (known === undefined) throw unknown();
        return known.joinedTo === undefined ? { ...known, joinedTo: user, joinedAt: now() } : known;
      },
    });
    return visitor?.joinedTo === user ? visitor : undefined;
  }

  return {
    async issue(app: string): Promise<VisitorCredentials> {
      const id = randomBytes(ID_BYTES).toString('hex');
      const secret = randomBytes(SECRET_BYTES).toString('base64url');
      await visitors.insert({ _id: id, app, secretHash: hash(secret).toString('hex'), createdAt: now() });
      return { id, secret };
    },

    /** Throws `CredentialsError` for an unknown visitor, a wrong secret, another app's visitor, and one who became a user. */
    async check(app: string, credentials: VisitorCredentials): Promise<void> {
      const { joinedTo } = await proved(app, credentials);
      if (joinedTo !== undefined) throw unknown();
    },

    /** Whoever was proved before may have become a user meanwhile, on any replica. Throws `CredentialsError` then. */
    async checkFree(id: string): Promise<void> {
      if ((await visitors.get(id))?.joinedTo !== undefined) throw unknown();
    },

    /** The identity id of the user whom the visitor behind an identity became; undefined: of no visitor, or of a free one. */
    async userOf({ externalId }: Pick<IdentityRef, 'externalId'>): Promise<string | undefined> {
      if (!externalId.startsWith(VISITOR)) return undefined;
      return (await visitors.get(externalId.slice(VISITOR.length)))?.joinedTo;
    },

    /** The secret is right, whatever became of the visitor. Throws `CredentialsError`. */
    async prove(app: string, credentials: VisitorCredentials): Promise<void> {
      await proved(app, credentials);
    },

    /**
     * Makes a proved visitor the user: for ever, and of one user alone, however many try at once. `tell` is called until it
     * has resolved once. False: the visitor is another user.
     */
    async join(id: string, user: string, tell: () => Promise<void>): Promise<boolean> {
      const visitor = await claim(id, user);
      if (visitor === undefined) return false;
      if (visitor.told === true) return true;
      await tell();
      // Lost to somebody who told it at the same moment, it is as good: told twice it is one fact.
      await visitors.replace({ ...visitor, told: true });
      return true;
    },
  };
}
export type Visitors = Awaited<ReturnType<typeof openVisitors>>;

function unknown(): CredentialsError {
  return new CredentialsError('bad-visitor', 'This visitor is not known here: start anew.');
}
