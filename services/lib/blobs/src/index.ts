export * from './blob-store.ts';
export * from './errors.ts';
export * from './files/open-file-blob-store.ts';
