import { useEffect } from 'react';
import { useHash } from '../navigation.ts';

/** `page` is what must be there for it: another one is looked through anew. Puts the focus into the field that the address names, or into what encloses it. */
export function useSoughtField(page: string): void {
  const hash = useHash();
  useEffect(() => {
    if (page === '') return undefined;
    const sought = new URLSearchParams(hash.replace(/^#/, '')).get('field') ?? '';
    for (let path = sought; path !== ''; path = path.replace(/(\.[^.[\]]+|\[[^\]]*\]|^[^.[\]]+)$/, '')) {
      const place = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
      if (place === null) continue;
      place.scrollIntoView({ block: 'center' });
      place.querySelector<HTMLElement>('input, select, textarea, button')?.focus();
      place.dataset['sought'] = 'true';
      return () => {
        delete place.dataset['sought'];
      };
    }
    return undefined;
  }, [hash, page]);
}
