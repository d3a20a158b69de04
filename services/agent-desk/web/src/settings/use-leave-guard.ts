import { useEffect, useState } from 'react';
import { guardLeaving } from '../navigation.ts';

/** While there is a draft: whoever goes elsewhere is asked first. `leaving` goes on when called. */
export function useLeaveGuard(active: boolean) {
  const [leaving, setLeaving] = useState<{ readonly go: () => void }>();
  useEffect(() => {
    if (!active) return undefined;
    const release = guardLeaving((path, go) => {
      if (path.startsWith('/settings') || path === '/login') return false;
      setLeaving({ go });
      return true;
    });
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', onUnload);
    return () => {
      release();
      removeEventListener('beforeunload', onUnload);
    };
  }, [active]);
  return { leaving, stay: () => setLeaving(undefined) };
}
