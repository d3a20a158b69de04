export * from './document-store.ts';
export * from './errors.ts';
export * from './faulty-document-store.ts';
export * from './mongodb/index-plan.ts';
export * from './mongodb/open-mongo-connection.ts';
export * from './mongodb/open-mongo-document-store.ts';
export * from './sqlite/open-sqlite-document-store.ts';
