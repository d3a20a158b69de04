import type { Profile } from '@onethread/contracts';
import { clip, type GraphClient } from '@onethread/meta-graph';
import { backOffMs, recentMap } from '@onethread/runtime';

/** People whose names are kept: those who wrote last. */
export const MAX_CACHED = 10_000;
const KNOWN_FOR_MS = 24 * 3600 * 1000;
/** A profile may be refused for a valid person for good: asked again now and then. */
const UNKNOWN_FOR_MS = 600_000;
/** Longest that a person's name may hold up the person's message. */
const PATIENCE_MS = 1500;
/** Look-ups at a time; people beyond that go without a name until they write again. */
const MAX_OPEN = 20;
/** After answers that concern the account, not the person, it is left alone for so long. */
const BACK_OFF = { firstMs: 10_000, mostMs: 600_000 };
/** Failures in a row after which an account counts as troubled: one person without a profile is no sign. */
const FAILURES_TO_BACK_OFF = 3;

/** Of both platforms. */
const PICTURE_FIELD = 'profile_pic';

interface Known {
  readonly profile: Profile;
  /** Where their picture lies, for some days. */
  readonly picture?: string;
  /** Whether Meta told anything at all. */
  readonly isTold: boolean;
  /** Epoch ms. */
  readonly until: number;
}

interface Trouble {
  readonly failures: number;
  readonly until: number;
}

/** Names and pictures of people, as far as Meta tells them: cached, optional, never in the way. */
export class Profiles {
  readonly #graph: GraphClient;
  readonly #fields: string;
  readonly #now: () => number;
  /** What is old serves while Meta cannot be asked: no `ttl`. */
  readonly #cache = recentMap<string, Known>(MAX_CACHED);
  readonly #open = new Map<string, Promise<Profile>>();
  readonly #troubles = new Map<string, Trouble>();

  /** `fields`: what may be asked of a person beside their picture. */
  constructor(graph: GraphClient, fields: string, now: () => number) {
    this.#graph = graph;
    this.#fields = `${fields},${PICTURE_FIELD}`;
    this.#now = now;
  }

  /** Never throws; an empty profile where Meta tells nothing, or not soon enough. */
  async of(accountId: string, personId: string): Promise<Profile> {
    const key = `${accountId}/${personId}`;
    const cached = this.#cache.get(key);
    if (cached !== undefined && cached.until > this.#now()) return cached.profile;
    const open = this.#open.get(key);
    if (open !== undefined) return await open;
    if (this.#open.size >= MAX_OPEN || this.#isLeftAlone(accountId)) return cached?.profile ?? {};
    const asked = this.#ask(key, accountId, personId).finally(() => this.#open.delete(key));
    this.#open.set(key, asked);
    return await asked;
  }

  /** The address of their picture, by what was told with the name; undefined: they have none. Throws where Meta tells nothing. */
  async pictureOf(accountId: string, personId: string): Promise<string | undefined> {
    await this.of(accountId, personId);
    const known = this.#cache.get(`${accountId}/${personId}`);
    if (known?.isTold !== true) throw new Error('Meta tells nothing of this person now');
    return known.picture;
  }

  #isLeftAlone(accountId: string): boolean {
    const trouble = this.#troubles.get(accountId);
    const backsOff = trouble !== undefined && trouble.until > this.#now();
    return backsOff || this.#graph.usage.isBusy(accountId);
  }

  async #ask(key: string, accountId: string, personId: string): Promise<Profile> {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    const path = encodeURIComponent(personId);
    const answer = await this.#graph.lookUp(accountId, path, { fields: this.#fields }, patience);
    this.#note(accountId, answer.ok || answer.status === 400 || answer.status === 404);
    const profile = answer.ok ? profileOf(answer.body) : {};
    const keptMs = profile.name === undefined ? UNKNOWN_FOR_MS : KNOWN_FOR_MS;
    const picture = answer.ok ? pictureIn(answer.body) : {};
    this.#cache.set(key, { profile, ...picture, isTold: answer.ok, until: this.#now() + keptMs });
    return profile;
  }

  #note(accountId: string, isWell: boolean): void {
    if (isWell) {
      this.#troubles.delete(accountId);
      return;
    }
    const failures = (this.#troubles.get(accountId)?.failures ?? 0) + 1;
    const beyond = failures - FAILURES_TO_BACK_OFF;
    this.#troubles.set(accountId, { failures, until: beyond < 0 ? 0 : this.#now() + backOffMs(beyond + 1, BACK_OFF) });
  }
}

function pictureIn(answer: unknown): Pick<Known, 'picture'> {
  const { [PICTURE_FIELD]: picture } = (answer ?? {}) as Record<string, unknown>;
  return typeof picture === 'string' && picture !== '' ? { picture } : {};
}

/** Pages tell first and last name, Instagram the name as shown and the user name. */
function profileOf(answer: unknown): Profile {
  const { first_name: first, last_name: last, name, username } = (answer ?? {}) as Record<string, unknown>;
  const whole = [first, last].filter((part) => typeof part === 'string' && part !== '').join(' ');
  const shown = whole === '' && typeof name === 'string' ? name : whole;
  const handle = typeof username === 'string' && username !== '' ? `@${username}` : undefined;
  return {
    ...(shown !== '' || handle !== undefined ? { name: clip(shown === '' ? (handle ?? '') : shown, 200) } : {}),
    ...(handle === undefined ? {} : { address: clip(handle, 320) }),
  };
}
