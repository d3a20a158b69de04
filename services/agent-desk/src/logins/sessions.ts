import { createHmac, randomBytes } from 'node:crypto';
import type { Collection, DocumentStore, StoredDocument } from '@onethread/documents';

/** A session without use ends after 12 hours, any session after 30 days. */
export const SESSION_IDLE_MS = 12 * 3600 * 1000;
export const SESSION_MAX_MS = 30 * 24 * 3600 * 1000;
/** Use is noted at most this often. */
const TOUCH_MS = 5 * 60 * 1000;
/** Sessions of one agent that are ended at once. */
const PAGE = 100;

interface SessionDocument extends StoredDocument {
  /** Keyed hash of the cookie: who reads the store cannot sign in with it. */
  readonly _id: string;
  readonly agentId: string;
  readonly createdAt: number;
  readonly seenAt: number;
  readonly expiresAt: number;
}

export interface Session {
  readonly sessionId: string;
  readonly agentId: string;
  readonly expiresAt: number;
}

export class Sessions {
  readonly #documents: Collection<SessionDocument>;
  readonly #secret: string;
  readonly #now: () => number;

  private constructor(documents: Collection<SessionDocument>, secret: string, now: () => number) {
    this.#documents = documents;
    this.#secret = secret;
    this.#now = now;
  }

  static async open(store: DocumentStore, secret: string, now: () => number): Promise<Sessions> {
    const documents = await store.collection<SessionDocument>({
      name: 'sessions',
      indexes: { byAgent: { fields: ['agentId'] } },
      expiresAtField: 'expiresAt',
    });
    return new Sessions(documents, secret, now);
  }

  /** Starts a session; the answer is the cookie's value, known to nobody else. */
  async create(agentId: string): Promise<string> {
    const cookie = randomBytes(32).toString('base64url');
    const now = this.#now();
    const expiresAt = now + SESSION_IDLE_MS;
    await this.#documents.insert({ _id: this.#idOf(cookie), agentId, createdAt: now, seenAt: now, expiresAt });
    return cookie;
  }

  /** The session of a cookie, as long as it is valid; noting that it was used. */
  async find(cookie: string): Promise<Session | undefined> {
    const session = await this.check(this.#idOf(cookie));
    if (session !== undefined) await this.touch(session.sessionId);
    return session;
  }

  /** The same by the session's own id, without counting as use. */
  async check(sessionId: string): Promise<Session | undefined> {
    const found = await this.#documents.get(sessionId);
    if (found === undefined || found.expiresAt <= this.#now()) return undefined;
    return { sessionId, agentId: found.agentId, expiresAt: found.expiresAt };
  }

  async touch(sessionId: string): Promise<void> {
    const now = this.#now();
    const found = await this.#documents.get(sessionId);
    if (found === undefined || found.expiresAt <= now || now - found.seenAt < TOUCH_MS) return;
    const expiresAt = Math.min(now + SESSION_IDLE_MS, found.createdAt + SESSION_MAX_MS);
    // A conflict means that somebody else has just noted it, or that it has ended.
    await this.#documents.replace({ ...found, seenAt: now, expiresAt });
  }

  async end(sessionId: string): Promise<void> {
    await this.#documents.remove(sessionId);
  }

  /** Ends all sessions of an agent. */
  async endAllOf(agentId: string): Promise<void> {
    for (;;) {
      const page = await this.#documents.find({ index: 'byAgent', equals: [agentId], limit: PAGE });
      await Promise.all(page.documents.map(({ _id: id }) => this.#documents.remove(id)));
      if (page.documents.length < PAGE) return;
    }
  }

  #idOf(cookie: string): string {
    return createHmac('sha256', this.#secret).update(cookie).digest('hex');
  }
}
