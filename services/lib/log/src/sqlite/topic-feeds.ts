import type { LogRecord } from '../event-log.ts';
import type { TopicFollower } from './topic-follower.ts';

/** Passes what was just published to those who follow its topic in this process. */
export class TopicFeeds {
  readonly #followers = new Map<string, Set<TopicFollower>>();
  readonly #ends = new Map<string, number>();

  /** End of the topic as far as publishes of this process say; 0 when none did. */
  endOf(topic: string): number {
    return this.#ends.get(topic) ?? 0;
  }

  /** Whether somebody would take what is offered. */
  hasFollowers(topic: string): boolean {
    return this.#followers.has(topic);
  }

  add(topic: string, follower: TopicFollower): void {
    const followers = this.#followers.get(topic);
    if (followers === undefined) this.#followers.set(topic, new Set([follower]));
    else followers.add(follower);
  }

  remove(topic: string, follower: TopicFollower): void {
    const followers = this.#followers.get(topic);
    if (followers?.delete(follower) === true && followers.size === 0) this.#followers.delete(topic);
  }

  /** Notes that a topic was written up to there. */
  advance(topic: string, end: number): void {
    this.#ends.set(topic, Math.max(this.endOf(topic), end));
  }

  offer(topic: string, records: readonly LogRecord[]): void {
    for (const follower of this.#followers.get(topic) ?? []) follower.offer(records);
  }
}
