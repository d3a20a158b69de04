import type { ChannelHost } from '@onethread/channel-kit';
import type { Missing } from '../inbound/missing-note.ts';
import type { MetaEvent } from '../inbound/read-events.ts';
import type { ConversationsApi } from './conversations-api.ts';
import type { PullRight } from './pull-right.ts';
import type { Conversation, ConversationsPage, NextPage } from './read-conversations.ts';
import { readGap, type Gap } from './read-gap.ts';

/** Looks at the list of one pull: 5,000 conversations. What lies beyond is counted. */
const MAX_LOOKS = 200;
/** Meta itself delivers again for 36 hours; older gaps than this are an archive's matter. */
const MAX_GAP_MS = 7 * 24 * 3600 * 1000;
/** Around the mark: clocks, and updates that came out of order. */
const OVERLAP_MS = 10 * 60_000;
/** Clocks of ours and Meta's may differ by so much. */
const CLOCK_SLACK_MS = 60_000;
/** Messages that are made durable at a time, with their files. */
const MESSAGES_AT_ONCE = 100;
/** A replica that died is followed after so long; one that needs longer for a conversation is joined, which costs calls alone. */
const RIGHT_MS = 120_000;

/** Where what was pulled goes. */
export interface PullTarget {
  /** Makes events durable as the webhook does. */
  readonly takeIn: (events: readonly MetaEvent[]) => Promise<void>;
  /** Tells agents, in the person's thread, that something is missing. Told again for the same `since`, it changes nothing. */
  readonly tellMissing: (missing: Missing) => Promise<void>;
  /** Whether this message stands on the log already, as far as this process knows. */
  readonly isKnown: (mid: string) => boolean;
}

export interface AccountPullParts extends PullTarget {
  readonly host: Pick<ChannelHost, 'now' | 'refused'>;
  readonly accountId: string;
  readonly api: ConversationsApi;
  readonly right: PullRight;
  /** Whether a conversation that fails again and again is given up. */
  readonly givesUp: (conversationId: string) => boolean;
}

/** One walk over an account's conversations, from the latest word back to the mark, conversation by conversation. */
export class AccountPull {
  readonly #parts: AccountPullParts;
  readonly #since: number;
  #pulled = 0;

  constructor(parts: AccountPullParts) {
    this.#parts = parts;
    this.#since = Math.max(parts.right.mark - OVERLAP_MS, parts.host.now() - MAX_GAP_MS);
  }

  static holdUntil(now: number): number {
    return now + RIGHT_MS;
  }

  /** Messages that were handed over. */
  get pulled(): number {
    return this.#pulled;
  }

  /** Whether all was looked through; if not, the next pull goes on from here. */
  async run(): Promise<boolean> {
    let floor = this.#since;
    for (let left = MAX_LOOKS; ;) {
      const begunAt = this.#parts.host.now();
      const looks = await this.#walk(floor, left);
      if (looks === undefined) return false;
      left -= looks;
      if (left <= 0) this.#parts.host.refused('gap-too-large');
      // Whoever wrote during a walk moved to its top, past where it looked: looked at again until one look shows all.
      if (looks <= 1 || left <= 0) return true;
      floor = begunAt - CLOCK_SLACK_MS;
    }
  }

  /** How many looks it took until the last word was older than `floor`; undefined: not to be finished now. */
  async #walk(floor: number, most: number): Promise<number | undefined> {
    let next: NextPage | undefined;
    for (let looks = 1; looks <= most; looks += 1) {
      const look = await this.#parts.api.list(next);
      if (typeof look === 'string') return undefined;
      const isLast = await this.#takeAll(look, floor);
      if (isLast === undefined) return undefined;
      if (isLast || look.next === undefined) return looks;
      next = look.next;
    }
    return most;
  }

  /** Whether the walk is at its end; undefined: not to be finished now. */
  async #takeAll({ conversations }: ConversationsPage, floor: number): Promise<boolean | undefined> {
    for (const conversation of conversations) {
      const { updatedAt } = conversation;
      if (updatedAt < floor) return true;
      if (this.#wasDone(updatedAt)) continue;
      const before = this.#pulled;
      if (!(await this.#take(conversation))) return undefined;
      if (this.#pulled > before && !(await this.#keep(updatedAt))) return undefined;
    }
    const last = conversations.at(-1);
    return last === undefined || ((await this.#keep(last.updatedAt)) ? false : undefined);
  }

  async #keep(doneTo: number): Promise<boolean> {
    return await this.#parts.right.keep(doneTo, AccountPull.holdUntil(this.#parts.host.now()));
  }

  /** By a pull that was broken off: nothing was said there since. */
  #wasDone(updatedAt: number): boolean {
    const { begunAt, doneTo } = this.#parts.right.progress;
    return updatedAt > doneTo && updatedAt < begunAt - CLOCK_SLACK_MS;
  }

  async #take(conversation: Conversation): Promise<boolean> {
    const { api, isKnown, givesUp, takeIn } = this.#parts;
    let gap = await readGap(api, conversation, this.#since, isKnown);
    // Given up: only what the list itself shows is taken.
    if (gap === 'failed' && conversation.id !== undefined && givesUp(conversation.id)) {
      gap = await readGap(api, { ...conversation, id: undefined }, this.#since, isKnown);
    }
    if (typeof gap === 'string') return false;
    if (!gap.isWhole) await this.#tellMissing(conversation, gap);
    for (let from = 0; from < gap.events.length; from += MESSAGES_AT_ONCE) {
      const some = gap.events.slice(from, from + MESSAGES_AT_ONCE);
      await takeIn(some);
      this.#pulled += some.length;
    }
    return true;
  }

  async #tellMissing({ personId, updatedAt }: Conversation, { events: [oldest] }: Gap): Promise<void> {
    const { host, accountId, tellMissing } = this.#parts;
    host.refused('gap-not-whole');
    const person = oldest?.personId ?? personId;
    if (person !== undefined)
      await tellMissing({ accountId, personId: person, since: this.#since, at: oldest?.timestamp ?? updatedAt });
  }
}
