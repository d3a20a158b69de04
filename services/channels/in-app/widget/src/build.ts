declare const ONETHREAD_BUILD: string | undefined;

/** Of the sources: what belongs to another build is not taken from a cache. */
export const BUILD = typeof ONETHREAD_BUILD === 'string' ? ONETHREAD_BUILD : '';
