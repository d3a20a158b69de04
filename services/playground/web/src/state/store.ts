import { EMPTY_VIEW, nextView, type View, type ViewEvent } from './view.ts';

/** Holds the view and tells its listeners of each change. */
export interface Store {
  readonly view: () => View;
  readonly apply: (event: ViewEvent) => void;
  /** The returned function ends it. */
  readonly subscribe: (listener: () => void) => () => void;
}

export function createStore(): Store {
  let view = EMPTY_VIEW;
  const listeners = new Set<() => void>();
  return {
    view: () => view,
    apply(event) {
      const next = nextView(view, event);
      if (next === view) return;
      view = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
