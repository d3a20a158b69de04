// The one door to the contract that the server keeps in its own folder: both sides are compiled against the same types.
// oxlint-disable-next-line no-restricted-imports
export * from '../../src/protocol.ts';
