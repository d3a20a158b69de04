import { useEffect, useState } from 'preact/hooks';

/** The present (epoch ms), drawn again after `stepMs`. */
export function useClock(stepMs: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), stepMs);
    return () => clearInterval(timer);
  }, [stepMs]);
  return now;
}
