import { X } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import { createStore } from '../state/store.ts';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly kind: 'done' | 'error';
  readonly action?: { readonly label: string; readonly run: () => void };
}

const SHOWN_MS = 8000;
/** What can be undone stays longer: one reads, looks at what came of it, and changes one's mind. */
const SHOWN_WITH_ACTION_MS = 20_000;
/** Older ones make room. */
const MAX_SHOWN = 3;
let nextId = 1;

const store = createStore<readonly Toast[], (known: readonly Toast[]) => readonly Toast[]>(
  (known, change) => change(known),
  [],
);

/** Says something at the edge of the page for 8 s, or 20 s where something can be done about it. */
export function toast(text: string, options: Partial<Pick<Toast, 'kind' | 'action'>> = {}): void {
  const one: Toast = { id: nextId++, text, kind: 'done', ...options };
  store.dispatch((known) => [...known, one].slice(-MAX_SHOWN));
}

/** Carries out what the newest toast offers. */
export function runNewestAction(): boolean {
  const newest = store.getState().findLast((one) => one.action !== undefined);
  if (newest === undefined) return false;
  dismiss(newest.id);
  newest.action?.run();
  return true;
}

function dismiss(id: number): void {
  store.dispatch((known) => known.filter((one) => one.id !== id));
}

export function Toasts() {
  const toasts = useSyncExternalStore(store.subscribe, store.getState);
  return (
    <section className="toasts" aria-label="Notices">
      <output className="toast-list">
        {toasts.map((one) => (
          <ToastView key={one.id} toast={one} />
        ))}
      </output>
    </section>
  );
}

function ToastView({ toast: { id, text, kind, action } }: { readonly toast: Toast }) {
  const lasting = action !== undefined;
  useEffect(() => {
    const timer = setTimeout(() => dismiss(id), lasting ? SHOWN_WITH_ACTION_MS : SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id, lasting]);
  return (
    <div className="toast" data-kind={kind}>
      <span>{text}</span>
      {action !== undefined && (
        <button
          type="button"
          className="toast-action"
          onClick={() => {
            dismiss(id);
            action.run();
          }}
        >
          {action.label}
        </button>
      )}
      <button type="button" className="icon-button" aria-label="Close notice" onClick={() => dismiss(id)}>
        <X size={16} aria-hidden />
      </button>
    </div>
  );
}
