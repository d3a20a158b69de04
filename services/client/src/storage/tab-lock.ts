/** Runs `work` while no other tab of this device runs work under the same name. */
export type TabLock = <Result>(name: string, work: () => Promise<Result>) => Promise<Result>;

/** `navigator.locks` of browsers and of Node. */
export interface Locks {
  request<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
}

/**
 * Web Locks where the browser has them (secure pages). Elsewhere the work runs unguarded, which costs a repeat at worst:
 * the server stores the same cid once.
 */
export function createTabLock(prefix: string, locks: Locks | undefined): TabLock {
  if (locks === undefined) return (_name, work) => work();
  return async <Result>(name: string, work: () => Promise<Result>): Promise<Result> =>
    await locks.request(`${prefix}/${name}`, work);
}
