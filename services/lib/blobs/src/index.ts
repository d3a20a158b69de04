export * from './blob-store.ts';
export * from './errors.ts';
export * from './files/open-file-blob-store.ts';
export * from './open-grid-fs-blob-store.ts';
