import { setTimeout as delay } from 'node:timers/promises';
import type { ChannelHost } from '@onethread/channel-kit';
import type { GraphClient } from '@onethread/meta-graph';
import type { MetaEvent } from '../inbound/read-events.ts';
import type { MessagingPlatform } from '../platform.ts';
import type { HighWaterMarks } from './high-water-marks.ts';
import { CONVERSATION_FIELDS, readConversations } from './read-conversations.ts';

/** Conversations that one look shows. */
const PER_PAGE = 25;
/** Looks of one pull: 5,000 conversations. What lies beyond is counted. */
const MAX_PAGES = 200;
/** The Conversations API takes two calls a second of a Page; people's replies may need one. */
const PAUSE_MS = 1_000;
/** Meta itself delivers again for 36 hours; older gaps than this are an archive's matter. */
const MAX_GAP_MS = 7 * 24 * 3600 * 1000;
/** Around the mark: clocks, and updates that came out of order. */
const OVERLAP_MS = 10 * 60_000;
/** Gaps are looked for at the start and this often: an app may be unsubscribed without a word. */
const EVERY_MS = 3600_000;
/** Just after a start the webhook's own repeats come in: they are cheaper. */
const FIRST_AFTER_MS = 30_000;
const CALL_TIMEOUT_MS = 20_000;

export interface CatchUpParts {
  readonly host: ChannelHost;
  readonly graph: GraphClient;
  readonly platform: MessagingPlatform;
  readonly marks: HighWaterMarks;
  readonly accountIds: () => readonly string[];
  /** Makes events durable as the webhook does. */
  readonly takeIn: (events: readonly MetaEvent[]) => Promise<void>;
  readonly stopping: AbortSignal;
  /** Other waits than those above, for tests. */
  readonly waits?: { readonly firstAfterMs: number; readonly pauseMs: number };
}

/** Pulls what came while we, or Meta's webhooks, were away: bounded, one replica at a time, slower than any limit. */
export class CatchUp {
  readonly #parts: CatchUpParts;
  readonly #pauseMs: number;
  #timer: NodeJS.Timeout | undefined;
  #inWork: Promise<void> = Promise.resolve();

  constructor(parts: CatchUpParts) {
    this.#parts = parts;
    this.#pauseMs = parts.waits?.pauseMs ?? PAUSE_MS;
  }

  start(): void {
    this.#plan(this.#parts.waits?.firstAfterMs ?? FIRST_AFTER_MS);
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#inWork;
  }

  #plan(afterMs: number): void {
    if (this.#parts.stopping.aborted) return;
    this.#timer = setTimeout(() => {
      this.#inWork = this.#pullAll().finally(() => this.#plan(EVERY_MS));
    }, afterMs);
    this.#timer.unref();
  }

  async #pullAll(): Promise<void> {
    for (const accountId of this.#parts.accountIds()) {
      if (this.#parts.stopping.aborted) return;
      await this.#pull(accountId).catch((error: unknown) => {
        this.#parts.host.logger.warn({ err: error }, 'what came while we were away could not be pulled yet');
      });
    }
  }

  async #pull(accountId: string): Promise<void> {
    const { host, marks, stopping } = this.#parts;
    const now = host.now();
    const mark = await marks.take(accountId, now, now + EVERY_MS / 2);
    if (mark === undefined) return;
    const since = Math.max(mark - OVERLAP_MS, now - MAX_GAP_MS);
    let after: string | undefined;
    let pulled = 0;
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const read = await this.#look(accountId, since, after);
      if (read === undefined) return;
      if (read.events.length > 0) await this.#parts.takeIn(read.events);
      pulled += read.events.length;
      after = read.next;
      if (after === undefined) break;
      await delay(this.#pauseMs, undefined, { signal: stopping }).catch(() => undefined);
      if (stopping.aborted) return;
    }
    if (after !== undefined) host.refused('gap-too-large');
    if (pulled > 0) host.logger.info({ pulled }, 'looked through the conversations for what came while we were away');
    await marks.raise(accountId, now);
  }

  async #look(accountId: string, since: number, after: string | undefined) {
    const { graph, platform, stopping } = this.#parts;
    if (graph.usage.isBusy(accountId)) return undefined;
    const query = {
      platform: platform.conversations,
      fields: CONVERSATION_FIELDS,
      limit: String(PER_PAGE),
      ...(after === undefined ? {} : { after }),
    };
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(CALL_TIMEOUT_MS)]);
    const answer = await graph.get(accountId, `${platform.node(accountId)}/conversations`, query, signal);
    return readConversations(answer, accountId, since);
  }
}
