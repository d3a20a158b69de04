// The one door to the contract that the server keeps in its own folder: both sides are compiled against the same types.
// oxlint-disable-next-line no-restricted-imports
export * from '../../channels/in-app/src/protocol.ts';

/** Most events of a trail that are told: the server keeps no more. */
export const MAX_TRAIL = 20;
