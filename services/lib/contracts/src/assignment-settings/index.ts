export * from './agents.ts';
export * from './calendars.ts';
export * from './parts.ts';
export * from './queues.ts';
export * from './rules.ts';
export * from './settings.ts';
