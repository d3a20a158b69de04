import { useRef } from 'preact/hooks';
import type { Direction } from './window-order.ts';

/** A swipe is at least so wide and clearly more wide than high, CSS pixels. */
const LEAST_WIDTH = 60;

/** Touch handlers that tell of a swipe to the side; scrolling and short touches stay what they are. */
export function useSwipe(onSwipe: (direction: Direction) => void) {
  const startRef = useRef<{ readonly x: number; readonly y: number } | undefined>(undefined);
  return {
    onTouchStart(event: TouchEvent) {
      const touch = event.touches.length === 1 ? event.touches[0] : undefined;
      startRef.current = touch === undefined ? undefined : { x: touch.clientX, y: touch.clientY };
    },
    onTouchEnd(event: TouchEvent) {
      const touch = event.changedTouches[0];
      const from = startRef.current;
      if (touch === undefined || from === undefined) return;
      const [dx, dy] = [touch.clientX - from.x, touch.clientY - from.y];
      if (Math.abs(dx) >= LEAST_WIDTH && Math.abs(dx) > 2 * Math.abs(dy)) onSwipe(dx < 0 ? 'next' : 'previous');
    },
  };
}
