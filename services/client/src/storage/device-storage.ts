/** What one instance keeps on the device. Several tabs share it; where the browser refuses storage it lives in memory. */
export interface DeviceStorage {
  get(key: string): string | undefined;
  /** False when it could not be kept (storage full): it is then kept in memory until the page goes. */
  set(key: string, value: string): boolean;
  remove(key: string): void;
  /** Keys that begin so, sorted. */
  keys(prefix: string): string[];
  /** Calls back when another tab changed a key; returns how to stop. */
  onChange(listener: (key: string) => void): () => void;
}

/** Where values are kept: `localStorage`, or anything that answers at once, such as a file read at the start. */
export interface StorageArea {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Tells by the event `storage` of changes that others made: a browser's window. */
export type ChangeSource = Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;

export function openDeviceStorage(
  name: string,
  area: () => StorageArea | undefined,
  changes: ChangeSource | undefined,
): DeviceStorage {
  const root = `onethread/${name}/`;
  const kept = usable(area, root);
  const memory = new Map<string, string>();

  return {
    get: (key) => memory.get(key) ?? kept?.getItem(root + key) ?? undefined,
    set(key, value) {
      try {
        kept?.setItem(root + key, value);
        memory.delete(key);
        if (kept !== undefined) return true;
      } catch {
        // The quota is spent or storage was switched off meanwhile.
        kept?.removeItem(root + key);
      }
      memory.set(key, value);
      return false;
    },
    remove(key) {
      memory.delete(key);
      kept?.removeItem(root + key);
    },
    keys(prefix) {
      const found = new Set([...memory.keys()].filter((key) => key.startsWith(prefix)));
      for (let index = 0; index < (kept?.length ?? 0); index += 1) {
        const key = kept?.key(index);
        if (key?.startsWith(root + prefix)) found.add(key.slice(root.length));
      }
      return [...found].toSorted();
    },
    onChange(listener) {
      const take = (event: Event): void => {
        const { key } = event as Event & { readonly key?: string | null };
        if (key?.startsWith(root)) listener(key.slice(root.length));
      };
      changes?.addEventListener('storage', take);
      return () => changes?.removeEventListener('storage', take);
    },
  };
}

/** Merely touching storage throws where cookies are blocked. */
function usable(area: () => StorageArea | undefined, root: string): StorageArea | undefined {
  try {
    const found = area();
    found?.setItem(`${root}probe`, '1');
    found?.removeItem(`${root}probe`);
    return found;
  } catch {
    return undefined;
  }
}
