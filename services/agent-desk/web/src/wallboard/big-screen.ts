import { useEffect } from 'react';

/** Fills the screen where the browser lets it; a page that was reloaded fills its window at least. */
export async function fillScreen(): Promise<void> {
  await document.documentElement.requestFullscreen().catch(() => undefined);
}

export async function leaveScreen(): Promise<void> {
  if (document.fullscreenElement !== null) await document.exitFullscreen().catch(() => undefined);
}

/** Whoever leaves the full screen (Escape, or the browser's own way) leaves the big screen too. */
export function useScreenLeft(active: boolean, onLeft: () => void): void {
  useEffect(() => {
    if (!active) return undefined;
    const onChange = () => {
      if (document.fullscreenElement === null) onLeft();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onLeft();
    };
    document.addEventListener('fullscreenchange', onChange);
    addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('fullscreenchange', onChange);
      removeEventListener('keydown', onKey);
    };
  }, [active, onLeft]);
}
