import { WALLBOARD_BEAT_MS } from '../../../wire/assignment.ts';
import type { WallboardUpdate } from '../../../wire/assignment.ts';
import type { Timers } from '../connection/desk-connection.ts';
import type { WallboardAction } from './wallboard-state.ts';

/** What a stream of server-sent events tells. */
export interface BoardEvents {
  readonly board: (data: string) => void;
  readonly beat: (data: string) => void;
  readonly failed: () => void;
}

export interface WallboardConnectionParts {
  readonly open: (events: BoardEvents) => { readonly close: () => void };
  readonly timers: Timers;
  readonly onAction: (action: WallboardAction) => void;
}

/** Beats that may be missed before the figures count as old. */
const MAX_MISSED_BEATS = 3;
const FIRST_RETRY_MS = 1000;
const MOST_RETRY_MS = 30_000;

/** Keeps one wallboard live: a broken or silent stream is replaced, after pauses that grow. */
export class WallboardConnection {
  readonly #parts: WallboardConnectionParts;
  #source: { readonly close: () => void } | undefined;
  #cancelTimer = (): void => {};
  #failures = 0;
  #stopped = false;

  constructor(parts: WallboardConnectionParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#open();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelTimer();
    this.#source?.close();
  }

  #open(): void {
    if (this.#stopped) return;
    let current = true;
    const take = (action: () => WallboardAction) => {
      if (!current || this.#stopped) return;
      this.#failures = 0;
      this.#parts.onAction(action());
      this.#expect();
    };
    const opened = this.#parts.open({
      board: (data) => take(() => ({ type: 'board', update: JSON.parse(data) as WallboardUpdate })),
      beat: (data) => take(() => ({ type: 'beat', atMs: Number(data) })),
      failed: () => {
        if (current) this.#lost();
      },
    });
    this.#source = {
      close: () => {
        current = false;
        opened.close();
      },
    };
    this.#expect();
  }

  /** Something must come within three beats. */
  #expect(): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#parts.timers.after(MAX_MISSED_BEATS * WALLBOARD_BEAT_MS, () => this.#lost());
  }

  #lost(): void {
    if (this.#stopped) return;
    this.#source?.close();
    this.#parts.onAction({ type: 'lost' });
    this.#failures += 1;
    const { timers } = this.#parts;
    const most = Math.min(MOST_RETRY_MS, FIRST_RETRY_MS * 2 ** (this.#failures - 1));
    this.#cancelTimer();
    this.#cancelTimer = timers.after(most * (0.5 + timers.random() / 2), () => this.#open());
  }
}
