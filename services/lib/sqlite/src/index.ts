export * from './errors.ts';
export * from './lock-data-folder.ts';
export * from './open-sqlite-file.ts';
export * from './program.ts';
export * from './sqlite-file.ts';
export { MAX_WAITING_REQUESTS } from './call-queue.ts';
export { MAX_REQUESTS_PER_COMMIT } from './group-commit.ts';
