import type { Profile } from '@onethread/contracts';
import type { GraphClient } from '../graph-client.ts';
import { clip } from './read-parts.ts';

const MAX_CACHED = 10_000;
const KNOWN_FOR_MS = 24 * 3600 * 1000;
/** A profile may be refused for a valid person for good: asked again now and then. */
const UNKNOWN_FOR_MS = 600_000;
/** Longest that a person's name may hold up the person's message. */
const PATIENCE_MS = 1500;
/** Look-ups at a time; people beyond that go without a name until they write again. */
const MAX_OPEN = 20;

/** Names of people, as far as Meta tells them: cached, optional, never in the way. */
export class Profiles {
  readonly #graph: GraphClient;
  readonly #now: () => number;
  readonly #cache = new Map<string, { readonly profile: Profile; readonly until: number }>();
  readonly #open = new Map<string, Promise<Profile>>();

  constructor(graph: GraphClient, now: () => number) {
    this.#graph = graph;
    this.#now = now;
  }

  /** Never throws; an empty profile where Meta tells nothing, or not soon enough. */
  async of(pageId: string, psid: string): Promise<Profile> {
    const key = `${pageId}/${psid}`;
    const cached = this.#cache.get(key);
    if (cached !== undefined && cached.until > this.#now()) return cached.profile;
    const open = this.#open.get(key);
    if (open !== undefined) return await open;
    if (this.#open.size >= MAX_OPEN) return {};
    const asked = this.#ask(key, pageId, psid).finally(() => this.#open.delete(key));
    this.#open.set(key, asked);
    return await asked;
  }

  async #ask(key: string, pageId: string, psid: string): Promise<Profile> {
    const answer = await this.#graph.get(
      pageId,
      psid,
      { fields: 'first_name,last_name' },
      AbortSignal.timeout(PATIENCE_MS),
    );
    const { first_name: first, last_name: last } = (answer ?? {}) as Record<string, unknown>;
    const name = [first, last].filter((part) => typeof part === 'string' && part !== '').join(' ');
    const profile = name === '' ? {} : { name: clip(name, 200) };
    this.#cache.delete(key);
    this.#cache.set(key, { profile, until: this.#now() + (name === '' ? UNKNOWN_FOR_MS : KNOWN_FOR_MS) });
    if (this.#cache.size > MAX_CACHED) {
      const [oldest] = this.#cache.keys();
      if (oldest !== undefined) this.#cache.delete(oldest);
    }
    return profile;
  }
}
