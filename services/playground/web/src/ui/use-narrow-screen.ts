import { useEffect, useState } from 'preact/hooks';

/** Below this the windows do not fit side by side; the same width stands in layout.css. */
const NARROW = '(max-width: 899px)';

export function useNarrowScreen(): boolean {
  const [isNarrow, setIsNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const media = matchMedia(NARROW);
    const look = (): void => setIsNarrow(media.matches);
    media.addEventListener('change', look);
    return () => media.removeEventListener('change', look);
  }, []);
  return isNarrow;
}
