import type { ServerFrame } from '../wire/frames.ts';

type Watcher = (frame: ServerFrame) => void;

/** Everybody who looks at the playground right now. */
export class Audience {
  readonly #watchers = new Set<Watcher>();

  /** Tells `watcher` what happens from now on; the returned function ends it. */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  tell(frame: ServerFrame): void {
    for (const watcher of this.#watchers) watcher(frame);
  }
}
