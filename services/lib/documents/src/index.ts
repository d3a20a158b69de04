export * from './document-store.ts';
export * from './errors.ts';
