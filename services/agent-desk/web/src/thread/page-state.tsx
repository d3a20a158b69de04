import type { Direction, ThreadPages } from './use-thread-pages.ts';

interface PageStateProps {
  readonly pages: ThreadPages;
  readonly direction: Direction;
  /** There is nothing more in this direction. */
  readonly ends: boolean;
}

/** At either end of what is loaded: loading, what went wrong, or a button for more. */
export function PageState({ pages, direction, ends }: PageStateProps) {
  const load = () => pages.load(direction);
  if (ends && pages.loading !== 'around') return null;
  if (pages.error !== '') {
    return (
      <p className="older-state" role="alert">
        {pages.error}{' '}
        <button type="button" className="link-button" onClick={load}>
          Try again
        </button>
      </p>
    );
  }
  if (pages.loading === 'around') return direction === 'older' ? <p className="older-state">Going there…</p> : null;
  if (pages.loading === direction) return <p className="older-state">Loading {direction} messages…</p>;
  return (
    <p className="older-state">
      <button type="button" className="link-button" onClick={load}>
        Show {direction} messages
      </button>
    </p>
  );
}
