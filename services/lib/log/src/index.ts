export * from './event-log.ts';
export * from './errors.ts';
