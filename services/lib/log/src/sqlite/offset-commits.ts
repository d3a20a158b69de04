import { CommitTimer } from '../delivery/commit-timer.ts';
import { failureCode } from '../delivery/classify-failure.ts';
import type { LogObserver } from '../logger.ts';
import type { GroupOffset } from './log-requests.ts';

/** A member whose progress is committed. */
export interface Committing {
  readonly topic: string;
  readonly group: string;
  readonly committable: number;
}

/** The offsets of all groups, committed together: one small transaction for the whole log, however many groups moved. */
export class OffsetCommits {
  readonly #store: (commits: readonly GroupOffset[]) => Promise<unknown>;
  readonly #observer: LogObserver;
  readonly #moved = new Set<Committing>();
  #isFailing = false;
  /** Those whose place another member may have by now: a handler that outlived its stop must not commit over it. */
  readonly #gone = new WeakSet<Committing>();
  readonly #committed = new WeakMap<Committing, number>();
  readonly #timer = new CommitTimer(() => this.#commit());

  /** `store` makes offsets durable, all of them or none. */
  constructor(store: (commits: readonly GroupOffset[]) => Promise<unknown>, observer: LogObserver) {
    this.#store = store;
    this.#observer = observer;
  }

  /** The member finished something. */
  note(member: Committing): void {
    if (this.#gone.has(member)) return;
    this.#moved.add(member);
    this.#timer.touch();
  }

  /** Commits what the member has finished, now; later progress of it is not committed any more. */
  async leave(member: Committing): Promise<void> {
    this.#gone.add(member);
    this.#moved.delete(member);
    await this.#write([member]);
  }

  stop(): void {
    this.#timer.stop();
  }

  async #commit(): Promise<void> {
    const members = [...this.#moved];
    this.#moved.clear();
    try {
      await this.#write(members);
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing) {
        this.#observer.logger?.warn({ code: failureCode(error) }, 'offsets cannot be committed, trying until they can');
      }
      this.#isFailing = true;
      for (const member of members) this.note(member);
    }
  }

  async #write(members: readonly Committing[]): Promise<void> {
    const changes: [member: Committing, offset: GroupOffset][] = [];
    for (const member of members) {
      const { topic, group, committable } = member;
      if (this.#committed.get(member) !== committable) changes.push([member, { topic, group, offset: committable }]);
    }
    if (changes.length === 0) return;
    await this.#store(changes.map(([, change]) => change));
    for (const [member, { offset }] of changes) this.#committed.set(member, offset);
  }
}
