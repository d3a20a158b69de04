import { setImmediate as nextTick } from 'node:timers/promises';
import {
  ASSIGNMENT_COMMANDS,
  CONVERSATION_EVENTS,
  DEAD_LETTERS,
  INBOUND_MESSAGES,
  INBOUND_RECEIPTS,
  OUTBOUND_STATUS,
} from '@onethread/contracts';
import { failureCode } from '../delivery/classify-failure.ts';
import type { LogObserver } from '../logger.ts';
import type { LogFile } from './log-file.ts';

export const DEFAULT_RETENTION_DAYS = 7;
/** How often old records are looked for. */
const TRIM_INTERVAL_MS = 10 * 60_000;
/** Records removed in one request, so that publishes pass between. */
const TRIM_BATCH = 1000;
const DAY_MS = 86_400_000;

const KNOWN = [
  INBOUND_MESSAGES,
  INBOUND_RECEIPTS,
  ASSIGNMENT_COMMANDS,
  CONVERSATION_EVENTS,
  OUTBOUND_STATUS,
  DEAD_LETTERS,
];

export interface TopicRetention {
  readonly name: string;
  readonly retentionDays: number;
}

/**
 * Removes records that are older than their topic's retention, every ten minutes. What a group that works here has not
 * done yet is kept however old it is: a process that was stopped for weeks finds what it had acknowledged. Hence not at the
 * start, before the groups have come.
 */
export class Retention {
  readonly #file: LogFile;
  readonly #observer: LogObserver;
  readonly #clock: () => number;
  readonly #groupsOf: (topic: string) => readonly string[];
  readonly #days: ReadonlyMap<string, number>;
  readonly #timer: NodeJS.Timeout;
  #trimming: Promise<void> | undefined;
  #stopped = false;

  /** `groupsOf`: the groups that have a member here. */
  constructor(
    file: LogFile,
    topics: readonly TopicRetention[],
    observer: LogObserver,
    clock: () => number,
    groupsOf: (topic: string) => readonly string[],
  ) {
    this.#file = file;
    this.#groupsOf = groupsOf;
    this.#observer = observer;
    this.#clock = clock;
    this.#days = new Map([...KNOWN, ...topics].map(({ name, retentionDays }) => [name, retentionDays]));
    this.#timer = setInterval(() => void this.trim(), TRIM_INTERVAL_MS).unref();
  }

  /** Trims all topics now; what already runs is joined. */
  trim(): Promise<void> {
    this.#trimming ??= this.#trimAll().finally(() => {
      this.#trimming = undefined;
    });
    return this.#trimming;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#trimming;
  }

  async #trimAll(): Promise<void> {
    try {
      for (const topic of await this.#file.ask({ kind: 'topics' })) await this.#trimTopic(topic);
    } catch (error) {
      this.#observer.logger?.warn({ code: failureCode(error) }, 'old records could not be removed, trying again later');
    }
  }

  async #trimTopic(topic: string): Promise<void> {
    const before = this.#clock() - (this.#days.get(topic) ?? DEFAULT_RETENTION_DAYS) * DAY_MS;
    while (!this.#stopped) {
      const groups = this.#groupsOf(topic);
      const removed = await this.#file.ask({ kind: 'trim', topic, before, records: TRIM_BATCH, groups });
      if (removed < TRIM_BATCH) return;
      await nextTick();
    }
  }
}
