import type { ChannelHost } from '@onethread/channel-kit';
import type { GraphClient } from '@onethread/meta-graph';
import type { MessagingPlatform } from '../platform.ts';
import { AccountPull, type PullTarget } from './account-pull.ts';
import { ConversationsApi } from './conversations-api.ts';
import type { HighWaterMarks } from './high-water-marks.ts';

/** The Conversations API takes two calls a second of a Page; people's replies may need one. */
const PAUSE_MS = 1_000;
/** Gaps are looked for at the start and this often: an app may be unsubscribed without a word. */
const EVERY_MS = 3600_000;
/** Just after a start the webhook's own repeats come in: they are cheaper. */
const FIRST_AFTER_MS = 30_000;
/** A pull that was broken off goes on after so long, doubled each time. */
const RETRY_MS = 120_000;
/** Pulls in a row that may fail over one conversation. */
const MAX_FAILURES = 3;

export interface CatchUpParts extends PullTarget {
  readonly host: ChannelHost;
  readonly graph: GraphClient;
  readonly platform: MessagingPlatform;
  readonly marks: HighWaterMarks;
  readonly accountIds: () => readonly string[];
  readonly stopping: AbortSignal;
  /** Other waits than those above, for tests. */
  readonly waits?: { readonly firstAfterMs: number; readonly pauseMs: number; readonly retryMs?: number };
}

/** Pulls what came while we, or Meta's webhooks, were away: bounded, one replica at a time, slower than any limit. */
export class CatchUp {
  readonly #parts: CatchUpParts;
  readonly #failing = new Map<string, { readonly conversationId: string; readonly times: number }>();
  #brokenOff = 0;
  #timer: NodeJS.Timeout | undefined;
  #inWork: Promise<void> = Promise.resolve();

  constructor(parts: CatchUpParts) {
    this.#parts = parts;
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
      this.#inWork = this.#pullAll().then((isDone) => {
        this.#brokenOff = isDone ? 0 : this.#brokenOff + 1;
        const retryMs = (this.#parts.waits?.retryMs ?? RETRY_MS) * 2 ** (this.#brokenOff - 1);
        this.#plan(isDone ? EVERY_MS : Math.min(retryMs, EVERY_MS));
      });
    }, afterMs);
    this.#timer.unref();
  }

  /** Whether nothing is left to be pulled now. */
  async #pullAll(): Promise<boolean> {
    let isDone = true;
    for (const accountId of this.#parts.accountIds()) {
      if (this.#parts.stopping.aborted) return false;
      try {
        isDone = (await this.#pull(accountId)) && isDone;
      } catch (error) {
        this.#parts.host.logger.warn({ err: error }, 'what came while we were away could not be pulled yet');
        isDone = false;
      }
    }
    return isDone;
  }

  async #pull(accountId: string): Promise<boolean> {
    const { host, graph, platform, marks, stopping, waits } = this.#parts;
    const now = host.now();
    const claim = await marks.claim(accountId, now, AccountPull.holdUntil(now));
    if (claim === 'rests' || claim === 'elsewhere') return claim === 'rests';
    const api = new ConversationsApi({ graph, platform, accountId, stopping, pauseMs: waits?.pauseMs ?? PAUSE_MS });
    const givesUp = (conversationId: string): boolean => this.#failed(accountId, conversationId);
    const pull = new AccountPull({ ...this.#parts, accountId, api, right: claim, givesUp });
    const isDone = await pull.run();
    const { pulled } = pull;
    if (pulled > 0) host.logger.info({ pulled }, 'looked through the conversations for what came while we were away');
    if (isDone) {
      this.#failing.delete(accountId);
      await claim.finish(host.now() + EVERY_MS / 2);
    } else {
      await claim.keep(claim.progress.doneTo, host.now());
    }
    return isDone;
  }

  /** One conversation that Meta never shows must not keep all behind it from being pulled. */
  #failed(accountId: string, conversationId: string): boolean {
    const before = this.#failing.get(accountId);
    const times = before?.conversationId === conversationId ? before.times + 1 : 1;
    this.#failing.set(accountId, { conversationId, times });
    return times >= MAX_FAILURES;
  }
}
